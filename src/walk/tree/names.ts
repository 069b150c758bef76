import { treeText } from '../../i18n/tree'
import type { Branch } from '../model/settings'

/** What a run of the tree is called: as the visitor named it, or by its number. */
export const nameOf = ({ name, id }: Pick<Branch, 'name' | 'id'>): string => name || treeText.run(id + 1)

import { filesText } from '../../i18n/files'
import { planeText } from '../../i18n/plane'
import type { FileKind } from '../../files/kind'

/** Why a file is not opened as a network that learned here. */
export type NetworkRefusal =
  | { readonly reason: 'misplaced'; readonly name: string; readonly kind: FileKind }
  | { readonly reason: 'tooLarge' | 'unreadable'; readonly name: string }

/** The sentence that explains a refusal. */
export const refusalText = (refusal: NetworkRefusal): string =>
  refusal.reason === 'misplaced'
    ? filesText.misplaced.plane(refusal.name, refusal.kind)
    : planeText.planeLearning.files[refusal.reason](refusal.name)

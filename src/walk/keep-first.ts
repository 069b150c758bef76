import { keepFolders } from '../engine/keeper/client'
import { FIRST } from './models'

/** Who has seen only the plane walks pictures without a connection too: the first network is kept, where it is not kept already. */
export function keepFirst(): void {
  const url = new URL(`${import.meta.env.BASE_URL}models/${FIRST.id}/`, document.baseURI).href
  keepFolders([{ url, kind: 'network' }], { progress: () => undefined, kept: () => undefined, ended: () => undefined })
}

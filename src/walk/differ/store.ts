import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ArrayFault } from '../../files/read/fault'
import { type FileArrays, openArrays } from '../../files/read/arrays'
import { notifyFault } from '../run/notify'
import { shortName } from '../picture/open-picture'
import type { Player } from '../run/player'
import { linkIn } from './own-walk'

/** The student's file, as far as it is known. */
type Opened =
  | { readonly status: 'none' }
  | { readonly status: 'reading'; readonly name: string }
  | { readonly status: 'failed'; readonly name: string; readonly fault: ArrayFault }
  | {
      readonly status: 'read'
      readonly name: string
      readonly arrays: FileArrays
      /** Of a file that this page saved: the fragment of its link. */
      readonly link: string | undefined
    }

const stores = new WeakMap<Player, StoreApi<Opened>>()

/** The file that is compared with a walk: it stays when the study is closed. */
export function openedFile(player: Player): StoreApi<Opened> {
  const store = stores.get(player) ?? createStore<Opened>()(() => ({ status: 'none' }))
  stores.set(player, store)
  return store
}

/** Reads a student's file; the newest one counts. */
export async function openFile(player: Player, file: File): Promise<void> {
  const store = openedFile(player)
  const reading: Opened = { status: 'reading', name: shortName(file.name) }
  const { name } = reading
  store.setState(reading, true)
  try {
    const arrays = await openArrays(file, name)
    if (store.getState() !== reading) return
    if ('code' in arrays) store.setState({ status: 'failed', name, fault: arrays }, true)
    else store.setState({ status: 'read', name, arrays, link: linkIn(arrays) }, true)
  } catch {
    if (store.getState() === reading) store.setState({ status: 'none' }, true)
    notifyFault(player, { code: 'drop-unreadable', details: {} })
  }
}

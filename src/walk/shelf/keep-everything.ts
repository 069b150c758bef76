import { createStore } from 'zustand/vanilla'
import { type Folder, keepFolders } from '../../engine/page/keeper/client'
import type { Fault } from '../../engine/protocol/pictures'

/** How far the storing of all networks for offline use has come. */
export type Keeping =
  | { readonly status: 'idle'; readonly fault: Fault | undefined }
  | {
      readonly status: 'keeping'
      /** The network that is being fetched. */
      readonly title: string
      /** Bytes of all networks together. */
      readonly done: number
      readonly total: number
      readonly stop: () => void
    }

/** Storing goes on while the shelf is closed. `count` counts stored folders, so that the shelf notices each new one. */
export const keeping = createStore<{ readonly now: Keeping; readonly count: number }>()(() => ({
  now: { status: 'idle', fault: undefined },
  count: 0,
}))

/** A network to be stored. */
export interface NetworkToKeep {
  readonly folder: Folder
  readonly title: string
  /** Size of its weights. */
  readonly bytes: number
  /** Addresses of the pictures on its card. The service worker stores them when the page fetches them. */
  readonly pictures: readonly string[]
}

/** Asks the browser not to delete this page's data when storage gets scarce. The browser may refuse. */
const requestPersistence = () =>
  (navigator.storage as Partial<StorageManager> | undefined)?.persist?.().catch(() => false)

/** Stores networks and their pictures, one after the other. */
export function keepEverything(networks: readonly NetworkToKeep[]): void {
  if (keeping.getState().now.status === 'keeping') return
  void requestPersistence()
  const total = networks.reduce((sum, { bytes }) => sum + bytes, 0)
  const indexOf = ({ url }: Folder) => networks.findIndex(({ folder }) => folder.url === url)
  const bytesBefore = (index: number) => networks.slice(0, index).reduce((sum, { bytes }) => sum + bytes, 0)
  const report = (index: number, doneBytes: number) => {
    const { title = '', bytes = 0 } = networks[index] ?? {}
    keeping.setState({
      now: { status: 'keeping', title, done: bytesBefore(index) + Math.min(doneBytes, bytes), total, stop },
    })
  }
  const stop = keepFolders(
    networks.map(({ folder }) => folder),
    {
      progress: (folder, doneBytes) => {
        report(indexOf(folder), doneBytes)
      },
      folderReady: (folder) => {
        for (const picture of networks[indexOf(folder)]?.pictures ?? []) void fetch(picture).catch(() => undefined)
        keeping.setState(({ count }) => ({ count: count + 1 }))
      },
      ended: (fault) => {
        keeping.setState({ now: { status: 'idle', fault } })
      },
    },
  )
  report(0, 0)
}

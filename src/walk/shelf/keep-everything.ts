import { createStore } from 'zustand/vanilla'
import { type Folder, keepFolders } from '../../engine/page/keeper/client'
import type { Fault } from '../../engine/protocol/pictures'

/** How far the fetching of everything for offline use has come. */
export type Keeping =
  | { readonly status: 'idle'; readonly fault: Fault | undefined }
  | {
      readonly status: 'keeping'
      /** The network that is being fetched. */
      readonly title: string
      /** Bytes, of all the networks together. */
      readonly done: number
      readonly total: number
      readonly stop: () => void
    }

/** It goes on when the list of networks is closed. `kept` counts folders, so that who lists them knows when to ask anew. */
export const keeping = createStore<{ readonly now: Keeping; readonly kept: number }>()(() => ({
  now: { status: 'idle', fault: undefined },
  kept: 0,
}))

/** A network that is to be kept. */
export interface Wanted {
  readonly folder: Folder
  readonly title: string
  /** Of its weights. */
  readonly bytes: number
  /** Addresses of its pictures; who answers for the page without a network keeps what is looked at. */
  readonly pictures: readonly string[]
}

/** Asks the browser not to clear what this page keeps when room gets scarce; it may say no, and nothing changes then. */
const askToStay = () => (navigator.storage as Partial<StorageManager> | undefined)?.persist?.().catch(() => false)

/** Fetches networks and their pictures, one after the other. */
export function keepEverything(wanted: readonly Wanted[]): void {
  if (keeping.getState().now.status === 'keeping') return
  void askToStay()
  const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0)
  const placeOf = ({ url }: Folder) => wanted.findIndex(({ folder }) => folder.url === url)
  const before = (place: number) => wanted.slice(0, place).reduce((sum, { bytes }) => sum + bytes, 0)
  const say = (place: number, done: number) => {
    const { title = '', bytes = 0 } = wanted[place] ?? {}
    keeping.setState({ now: { status: 'keeping', title, done: before(place) + Math.min(done, bytes), total, stop } })
  }
  const stop = keepFolders(
    wanted.map(({ folder }) => folder),
    {
      progress: (folder, done) => {
        say(placeOf(folder), done)
      },
      kept: (folder) => {
        for (const picture of wanted[placeOf(folder)]?.pictures ?? []) void fetch(picture).catch(() => undefined)
        keeping.setState(({ kept }) => ({ kept: kept + 1 }))
      },
      ended: (fault) => {
        keeping.setState({ now: { status: 'idle', fault } })
      },
    },
  )
  say(0, 0)
}

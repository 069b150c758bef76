import type { Fault } from '../protocol'
import { openDoor } from '../worker-door'
import type { Folder, FromKeeper, ToKeeper } from './protocol'

export type { Folder } from './protocol'

/** What is heard while folders are kept. */
export interface KeeperListener {
  /** Bytes of the folder that have come, and of all that is fetched of it. */
  progress(folder: Folder, done: number, total: number): void
  /** It is on this machine now, verified. */
  kept(folder: Folder): void
  /** Nothing more is fetched: all were, it was stopped, or a folder could not be had. */
  ended(fault: Fault | undefined): void
}

/**
 * Has this machine keep networks, one after the other, in a worker of its own: those that it keeps already are not fetched, and a
 * download that broke off goes on from there.
 *
 * @returns how to stop; what has come is kept
 */
export function keepFolders(folders: readonly Folder[], listener: KeeperListener): () => void {
  const start = () => new Worker(new URL('./worker-entry.ts', import.meta.url), { type: 'module', name: 'keeper' })
  const end = (fault?: Fault) => {
    worker.end()
    listener.ended(fault)
  }
  const worker = openDoor<ToKeeper>(start, ({ data }: MessageEvent<FromKeeper>) => {
    switch (data.kind) {
      case 'progress': listener.progress(data.folder, data.done, data.total); break
      case 'kept': listener.kept(data.folder); break
      case 'ended': end(data.fault)
    }
  }, end)
  worker.send({ kind: 'keep', folders })
  return () => { worker.send({ kind: 'stop' }) }
}

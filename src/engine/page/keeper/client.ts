import type { Fault } from '../../protocol/pictures'
import { openDoor, type WorkerDoor } from '../worker-door'
import type { Folder, FromKeeper, ToKeeper } from '../../protocol/keeper'

export type { Folder } from '../../protocol/keeper'

/** What is heard while folders are kept. */
export interface KeeperListener {
  /** Bytes of the folder that have come, and of all that is fetched of it. */
  progress(folder: Folder, done: number, total: number): void
  /** It is on this machine now, verified. */
  kept(folder: Folder): void
  /** Nothing more is fetched: all were, it was stopped, or a folder could not be had. */
  ended(fault: Fault | undefined): void
}

/** Started when it is first wanted. It stays: what is just being written when it is stopped is not cut off. */
let worker: WorkerDoor<ToKeeper> | undefined
let jobs = 0
const listeners = new Map<number, KeeperListener>()

function end(job: number, fault?: Fault): void {
  listeners.get(job)?.ended(fault)
  listeners.delete(job)
}

function hear({ data }: MessageEvent<FromKeeper>): void {
  switch (data.kind) {
    case 'progress':
      listeners.get(data.job)?.progress(data.folder, data.done, data.total)
      break
    case 'kept':
      listeners.get(data.job)?.kept(data.folder)
      break
    case 'ended':
      end(data.job, data.fault)
  }
}

function failed(fault: Fault): void {
  worker?.end()
  worker = undefined
  for (const job of listeners.keys()) end(job, fault)
}

/**
 * Has this machine keep networks, one after the other, in a worker of its own: those that it keeps already are not fetched, and a
 * download that broke off goes on from there.
 *
 * @returns how to stop; what has come is kept
 */
export function keepFolders(folders: readonly Folder[], listener: KeeperListener): () => void {
  const start = () =>
    new Worker(new URL('../../worker/keeper/worker-entry.ts', import.meta.url), { type: 'module', name: 'keeper' })
  const job = ++jobs
  listeners.set(job, listener)
  worker ??= openDoor<ToKeeper>(start, hear, failed)
  worker.send({ kind: 'keep', job, folders })
  return () => {
    worker?.send({ kind: 'stop', job })
  }
}

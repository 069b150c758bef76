import type { Fault } from '../../protocol/pictures'
import { openDoor, type WorkerDoor } from '../worker-door'
import type { Folder, FromKeeper, ToKeeper } from '../../protocol/keeper'

export type { Folder } from '../../protocol/keeper'

/** What the worker tells of the folders that it fetches. */
interface KeeperListener {
  /** `doneBytes` of the `total` bytes of the folder have been fetched. */
  progress(folder: Folder, doneBytes: number, total: number): void
  /** The folder is on this machine now, and verified. */
  folderReady(folder: Folder): void
  /** Nothing more is fetched: all folders are here, the job was stopped, or (with a fault) a folder could not be fetched. */
  ended(fault: Fault | undefined): void
}

/** Started for the first job. It goes on running when a job is stopped, so that a file that is just being written is not cut off. */
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
      listeners.get(data.job)?.folderReady(data.folder)
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
 * Fetches networks, one after the other, in a worker of its own, so that this machine keeps them for later visits. Networks that
 * it keeps already are not fetched, and a download that broke off is resumed.
 *
 * @returns a function that stops; what has been fetched is kept
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

import { CheckpointError, keepCheckpoint, keepClassifier } from '../../../network/keep'
import type { Fault } from '../../protocol/pictures'
import type { Folder, FromKeeper, ToKeeper } from '../../protocol/keeper'

// The worker that fetches networks for later visits; worker-entry.ts loads it. It does not load TensorFlow.js.

const jobs = new Map<number, AbortController>()
const post = (message: FromKeeper) => {
  self.postMessage(message)
}
const keepers = { network: keepCheckpoint, classifier: keepClassifier } as const

async function keep(job: number, folder: Folder, signal: AbortSignal): Promise<void> {
  await keepers[folder.kind](folder.url, {
    signal,
    onProgress: (doneBytes, total) => {
      post({ kind: 'progress', job, folder, done: doneBytes, total })
    },
  })
  post({ kind: 'kept', job, folder })
}

const faultOf = (error: unknown): Fault =>
  error instanceof CheckpointError
    ? { code: error.code, details: { ...error.details } }
    : { code: 'network', details: { message: error instanceof Error ? error.message : String(error) } }

async function keepAll(job: number, folders: readonly Folder[]): Promise<void> {
  const stopping = new AbortController()
  jobs.set(job, stopping)
  try {
    for (const folder of folders) await keep(job, folder, stopping.signal)
    post({ kind: 'ended', job })
  } catch (error) {
    post(stopping.signal.aborted ? { kind: 'ended', job } : { kind: 'ended', job, fault: faultOf(error) })
  }
  jobs.delete(job)
}

export function hear(message: ToKeeper): void {
  if (message.kind === 'stop') jobs.get(message.job)?.abort()
  else void keepAll(message.job, message.folders)
}

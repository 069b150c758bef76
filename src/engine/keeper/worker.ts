import { CheckpointError, keepClassifier, keepCheckpoint } from '../../network/keep'
import type { Fault } from '../protocol'
import type { Folder, FromKeeper, ToKeeper } from './protocol'

// What the worker does that fetches networks for later; worker-entry.ts loads it. It knows nothing of TensorFlow.js.

const stopping = new AbortController()
const post = (message: FromKeeper) => { self.postMessage(message) }
const keepers = { network: keepCheckpoint, classifier: keepClassifier } as const

async function keep(folder: Folder): Promise<void> {
  await keepers[folder.kind](folder.url, {
    signal: stopping.signal,
    onProgress: (done, total) => { post({ kind: 'progress', folder, done, total }) },
  })
  post({ kind: 'kept', folder })
}

const faultOf = (error: unknown): Fault => (error instanceof CheckpointError
  ? { code: error.code, details: { ...error.details } }
  : { code: 'network', details: { message: error instanceof Error ? error.message : String(error) } })

export function hear(message: ToKeeper): void {
  if (message.kind === 'stop') {
    stopping.abort()
    return
  }
  const all = async () => { for (const folder of message.folders) await keep(folder) }
  all().then(
    () => { post({ kind: 'ended' }) },
    (error: unknown) => { post(stopping.signal.aborted ? { kind: 'ended' } : { kind: 'ended', fault: faultOf(error) }) },
  )
}

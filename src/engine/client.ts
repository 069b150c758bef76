import type { ClassifierState, EngineMemory, EngineReady, Fault, Frame, FromEngine, LoadPhase, NetworkSource, RunSpec, Standing, ToEngine, Unread } from './protocol'
import type { BackendName } from '../network'

/** What the page hears from the engine. Frames and faults of runs that have ended never arrive. */
export interface EngineListener {
  progress(phase: LoadPhase, done: number, total: number): void
  ready(ready: EngineReady): void
  /** Compiling for this run: `done` of `total` programs. */
  preparing(done: number, total: number): void
  frame(frame: Frame): void
  failed(fault: Fault, ofRun: boolean): void
  lost(reason: string): void
  /** How the classifier of noisy pictures fares, once it was asked for. */
  classifier?(state: ClassifierState): void
}

export interface Engine {
  /** Addresses are absolute. */
  load(source: NetworkSource, backend: BackendName | 'auto'): void
  /** Ends the present run, if any, and opens one at a known frame. */
  open(spec: RunSpec, at: Standing): void
  /** Asks for the next frame. Pausing is not asking. */
  step(): void
  close(): void
  /** Fetches a classifier of noisy pictures beside the present network; what needs it waits. */
  classifier(url: string): void
  /** Whether it reads each frame from now on. */
  judge(on: boolean): void
  /** What it reads of a state, [samples·classes]; undefined where that cannot be known now. */
  read(of: Unread): Promise<Float32Array | undefined>
  memory(): Promise<EngineMemory>
  /** Which of these files this machine keeps, after those of `forget` are deleted from it. */
  kept(hashes: readonly string[], forget?: readonly string[]): Promise<readonly string[]>
  /** Ends the worker, and with it all that it holds; nothing is heard of it any more. */
  end(): void
}

/** Questions that are answered in the order of asking. */
function questions<Answer>() {
  const waiting: ((answer: Answer) => void)[] = []
  return {
    ask: (send: () => void) => new Promise<Answer>((resolve) => {
      waiting.push(resolve)
      send()
    }),
    answer: (answer: Answer) => { waiting.shift()?.(answer) },
  }
}

/** A door to the GPU, and the only kind of one: a worker that owns TensorFlow.js, spoken to in typed messages. Latest run wins, by its token. */
export function startEngine(listener: EngineListener): Engine {
  const worker = new Worker(new URL('./worker-entry.ts', import.meta.url), { type: 'module', name: 'engine' })
  let token = 0
  let loads = 0
  let open = false
  const [memories, keepings, readings] = [questions<EngineMemory>(), questions<readonly string[]>(), questions<Float32Array | undefined>()]
  const send = (message: ToEngine) => { worker.postMessage(message) }
  const current = (of: number | null) => open && of === token

  worker.onmessage = ({ data }: MessageEvent<FromEngine>) => {
    switch (data.kind) {
      case 'progress': if (data.load === loads) listener.progress(data.phase, data.done, data.total); break
      case 'ready': if (data.load === loads) listener.ready(data.ready); break
      case 'preparing': if (current(data.token)) listener.preparing(data.done, data.total); break
      case 'frame': if (current(data.token)) listener.frame(data.frame); break
      case 'failed': if (data.token === null ? data.load === loads : current(data.token)) listener.failed(data.fault, data.token !== null); break
      case 'classifier': if (data.load === loads) listener.classifier?.(data.state); break
      case 'reading': readings.answer(data.reading ?? undefined); break
      case 'lost': open = false; listener.lost(data.reason); break
      case 'memory': memories.answer(data.memory); break
      case 'kept': keepings.answer(data.kept); break
    }
  }
  worker.onerror = (event) => {
    event.preventDefault()
    listener.failed({ code: 'worker', details: { message: event.message || 'the worker did not start' } }, false)
  }

  return {
    load: (source, backend) => {
      loads += 1
      open = false // a run ends with its network
      send({ kind: 'load', load: loads, source, backend })
    },
    open: (spec, at) => {
      open = true
      token += 1
      send({ kind: 'open', token, spec, at })
    },
    step: () => { if (open) send({ kind: 'step', token }) },
    close: () => {
      if (open) send({ kind: 'close', token })
      open = false
    },
    classifier: (url) => { send({ kind: 'classifier', load: loads, url }) },
    judge: (on) => { send({ kind: 'judge', on }) },
    read: (of) => readings.ask(() => { send({ kind: 'read', of }) }),
    kept: (hashes, forget = []) => keepings.ask(() => { send({ kind: 'kept', hashes, forget }) }),
    memory: () => memories.ask(() => { send({ kind: 'memory' }) }),
    end: () => {
      open = false
      worker.terminate()
    },
  }
}

import type {
  ClassifierState,
  EngineMemory,
  EngineReady,
  Fault,
  Frame,
  FromEngine,
  LoadPhase,
  NetworkSource,
  RunSpec,
  Standing,
  ToEngine,
  Unread,
} from '../../protocol/pictures'
import type { BackendName } from '../../../network'
import { presentRun } from './present-run'
import { openDoor } from '../worker-door'

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
  /** From now on the engine speaks to this listener, and to no other. What it says before goes unheard: `load` comes after. */
  listen(listener: EngineListener): void
  /** Addresses are absolute. @param again the same network after a lost device: nothing is fetched */
  load(source: NetworkSource, backend: BackendName | 'auto', again?: boolean): void
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
  /** Another worker in the place of this one, which may stand still: it has to load its network. What was asked is asked again. */
  restart(): void
  /** Ends the worker, and with it all that it holds; nothing is heard of it any more. */
  end(): void
}

/** Questions that are answered in the order of asking. */
function questions<Answer>() {
  const waiting: { readonly send: () => void; readonly resolve: (answer: Answer) => void }[] = []
  return {
    ask: (send: () => void) =>
      new Promise<Answer>((resolve) => {
        waiting.push({ send, resolve })
        send()
      }),
    askAgain: () => {
      for (const { send } of waiting) send()
    },
    answer: (answer: Answer) => {
      waiting.shift()?.resolve(answer)
    },
  }
}

const createQuestions = () => ({
  memories: questions<EngineMemory>(),
  keepings: questions<readonly string[]>(),
  readings: questions<Float32Array | undefined>(),
})

/** Tells the listener, or whoever asked, what the worker says; what comes too late is dropped. @param loads number of the newest load */
function hear(
  data: FromEngine,
  loads: number,
  listener: EngineListener,
  run: ReturnType<typeof presentRun>,
  asked: ReturnType<typeof createQuestions>,
): void {
  run.heard()
  switch (data.kind) {
    case 'progress':
      if (data.load === loads) listener.progress(data.phase, data.done, data.total)
      break
    case 'ready':
      if (data.load !== loads) break
      run.ready(data.ready)
      listener.ready(data.ready)
      break
    case 'preparing':
      if (run.isPresent(data.token)) listener.preparing(data.done, data.total)
      break
    case 'frame':
      if (!run.isPresent(data.token)) break
      run.came(data.frame)
      listener.frame(data.frame)
      break
    case 'failed':
      if (data.token === null ? data.load !== loads : !run.isPresent(data.token)) break
      run.failed()
      listener.failed(data.fault, data.token !== null)
      break
    case 'classifier':
      if (data.load === loads) listener.classifier?.(data.state)
      break
    case 'reading':
      asked.readings.answer(data.reading ?? undefined)
      break
    case 'lost':
      run.end()
      listener.lost(data.reason)
      break
    case 'memory':
      asked.memories.answer(data.memory)
      break
    case 'kept':
      asked.keepings.answer(data.kept)
      break
  }
}

/** A door to the GPU, and the only kind of one: a worker that owns TensorFlow.js, spoken to in typed messages. Latest run wins, by its token. */
export function startEngine(): Engine {
  let listener: EngineListener | undefined
  let loads = 0
  let judging = false
  const asked = createQuestions()
  const fail = (fault: Fault) => {
    run.end()
    listener?.failed(fault, false)
  }
  const run = presentRun((seconds) => {
    fail({ code: 'late', details: { seconds } })
  })
  const start = () =>
    new Worker(new URL('../../worker/pictures/worker-entry.ts', import.meta.url), { type: 'module', name: 'engine' })
  const worker = openDoor<ToEngine>(
    start,
    ({ data }: MessageEvent<FromEngine>) => {
      if (listener) hear(data, loads, listener, run, asked)
    },
    fail,
  )
  const { send } = worker

  return {
    listen: (to) => {
      listener = to
    },
    load: (source, backend, again = false) => {
      loads += 1
      run.end() // with its network
      send({ kind: 'load', load: loads, source, backend, again })
    },
    open: (spec, at) => {
      send({ kind: 'open', token: run.begin(spec), spec, at })
    },
    step: () => {
      const token = run.token()
      if (token === undefined) return
      run.awaits()
      send({ kind: 'step', token })
    },
    close: () => {
      const token = run.token()
      if (token !== undefined) send({ kind: 'close', token })
      run.end()
    },
    classifier: (url) => {
      send({ kind: 'classifier', load: loads, url })
    },
    judge: (on) => {
      judging = on
      send({ kind: 'judge', on })
    },
    read: (of) =>
      asked.readings.ask(() => {
        send({ kind: 'read', of })
      }),
    kept: (hashes, forget = []) =>
      asked.keepings.ask(() => {
        send({ kind: 'kept', hashes, forget })
      }),
    memory: () =>
      asked.memories.ask(() => {
        send({ kind: 'memory' })
      }),
    restart: () => {
      run.end()
      worker.restart()
      if (judging) send({ kind: 'judge', on: true })
      for (const each of Object.values(asked)) each.askAgain()
    },
    end: () => {
      run.end()
      worker.end()
    },
  }
}

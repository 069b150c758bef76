import type { EngineMemory, Fault, Frame, Standing } from '../../protocol/pictures'
import type { FromTrainer, ToTrainer } from '../../protocol/learning'
import type {
  EvaluateRequest,
  Evaluation,
  FromPlane,
  LikelihoodRequest,
  PlaneReady,
  PlaneRunSpec,
  PointSet,
  Slot,
  ToPlane,
} from '../../protocol/plane'
import type { BackendName } from '../../../network'
import { openDoor } from '../worker-door'
import { AnswerFailed, createQuestions } from './questions'
import { slots } from './slots'

export { AnswerFailed } from './questions'

/** What the engine tells the room. Frames and faults of runs that have ended never arrive. */
export interface PlaneListener {
  ready(ready: PlaneReady): void
  frame(slot: Slot, frame: Frame): void
  learned(message: FromTrainer): void
  /** A fault of a run (its slot), or of the engine itself. A failed question rejects its promise with an `AnswerFailed`. */
  failed(fault: Fault, slot: Slot | undefined): void
  lost(reason: string): void
}

/** Where a run led: its last state, [particles·2]. */
interface Sampled {
  readonly xt: Float32Array
  readonly nfe: number
  readonly ms: number
}

/** The first frames of a run without its start, oldest first, and the milliseconds that the engine took for them. */
export interface Framed {
  readonly frames: readonly Frame[]
  readonly ms: number
}

/** The plane's only door to the GPU. */
export interface PlaneEngineClient {
  /** From now on the engine speaks to this listener, and to no other. What it says before goes unheard: `open` comes after. */
  listen(listener: PlaneListener): void
  open(backend: BackendName | 'auto'): void
  setPoints(points: PointSet): void
  begin(slot: Slot, spec: PlaneRunSpec, at: Standing): void
  step(slot: Slot): void
  end(slot: Slot): void
  /** Where `signal` aborts, the promise rejects with its reason, and the engine drops what it has not begun. */
  evaluate(request: EvaluateRequest, signal?: AbortSignal): Promise<Evaluation>
  likelihood(request: LikelihoodRequest, signal?: AbortSignal): Promise<Float32Array>
  sample(spec: PlaneRunSpec, start: Float32Array, signal?: AbortSignal): Promise<Sampled>
  frames(spec: PlaneRunSpec, start: Float32Array, steps: number, signal?: AbortSignal): Promise<Framed>
  learn(message: ToTrainer): void
  memory(): Promise<EngineMemory>
  /** Starts another worker in the place of this one, which may hang. Runs end, questions fail, and the new worker needs `open` and `setPoints`. */
  restart(): void
  /** Ends the worker. */
  dispose(): void
}

/** Starts the worker that owns the plane's TensorFlow.js. The latest run of a slot wins, by its token. */
export function startPlaneEngine(): PlaneEngineClient {
  let listener: PlaneListener | undefined
  const send = (message: ToPlane) => {
    worker.send(message)
  }
  const questions = createQuestions(send)
  const fail = (fault: Fault) => {
    runs.endAll()
    questions.failAll(new AnswerFailed(fault))
    listener?.failed(fault, undefined)
  }
  const runs = slots(fail, questions.areWaiting)
  const worker = openDoor<ToPlane>(
    startWorker,
    ({ data }: MessageEvent<FromPlane>) => {
      if (listener) hear(data, listener, questions, runs)
    },
    fail,
  )
  const endAll = () => {
    runs.endAll()
    questions.failAll(new DOMException('The engine was closed.', 'AbortError'))
  }
  return {
    listen: (to) => {
      listener = to
    },
    open: (backend) => {
      send({ kind: 'open', backend })
    },
    setPoints: (points) => {
      send({ kind: 'points', points })
    },
    ...runCommands(runs, send),
    ...askedBy(questions),
    learn: (message) => {
      send({ kind: 'learn', message })
    },
    restart: () => {
      endAll()
      worker.restart()
    },
    dispose: () => {
      endAll()
      worker.end()
    },
  }
}

const startWorker = () =>
  new Worker(new URL('../../worker/plane/worker-entry.ts', import.meta.url), { type: 'module', name: 'plane engine' })

type Questions = ReturnType<typeof createQuestions>
type Runs = ReturnType<typeof slots>

function runCommands(runs: Runs, send: (message: ToPlane) => void): Pick<PlaneEngineClient, 'begin' | 'step' | 'end'> {
  return {
    begin: (slot, spec, at) => {
      send({ kind: 'begin', slot, token: runs.begin(slot), spec, at })
    },
    step: (slot) => {
      const token = runs.current(slot)
      if (token === undefined) return
      runs.awaitStep(slot)
      send({ kind: 'step', slot, token })
    },
    end: (slot) => {
      const token = runs.current(slot)
      if (token !== undefined) send({ kind: 'end', slot, token })
      runs.end(slot)
    },
  }
}

function askedBy({
  ask,
}: Questions): Pick<PlaneEngineClient, 'evaluate' | 'likelihood' | 'sample' | 'frames' | 'memory'> {
  return {
    evaluate: async (request, signal) => (await ask<'evaluate'>({ kind: 'evaluate', request }, signal)).evaluation,
    likelihood: async (request, signal) =>
      (await ask<'likelihood'>({ kind: 'likelihood', request }, signal)).logDensity,
    sample: async (spec, start, signal) => {
      const { xt, nfe, ms } = await ask<'sample'>({ kind: 'sample', spec, start }, signal)
      return { xt, nfe, ms }
    },
    frames: async (spec, start, steps, signal) => {
      const { frames, ms } = await ask<'frames'>({ kind: 'frames', spec, start, steps }, signal)
      return { frames, ms }
    },
    memory: async () => (await ask<'memory'>({ kind: 'memory' })).memory,
  }
}

/** Hands a message of the worker to the listener, or to the question that it answers; drops what comes too late. */
function hear(message: FromPlane, listener: PlaneListener, questions: Questions, runs: Runs): void {
  if (message.kind !== 'learned') runs.signOfLife() // a network may learn on while a step never comes
  switch (message.kind) {
    case 'ready':
      listener.ready(message.ready)
      break
    case 'frame':
      if (!runs.isCurrent(message.slot, message.token)) break
      runs.stepCame(message.slot, message.frame.ms)
      listener.frame(message.slot, message.frame)
      break
    case 'learned':
      listener.learned(message.message)
      break
    case 'lost':
      runs.endAll()
      questions.failAll(new AnswerFailed({ code: 'plane-lost', details: { message: message.reason } }))
      listener.lost(message.reason)
      break
    case 'failed':
      if (message.of === null) listener.failed(message.fault, undefined)
      else if ('id' in message.of) questions.failed(message.of.id, message.fault)
      else if (runs.isCurrent(message.of.slot, message.of.token)) {
        runs.stepFailed(message.of.slot)
        listener.failed(message.fault, message.of.slot)
      }
      break
    default:
      questions.answered(message)
  }
}

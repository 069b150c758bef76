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
import { slots } from './slots'

/** What the room hears from its engine. Frames and faults of runs that have ended never arrive. */
export interface PlaneListener {
  ready(ready: PlaneReady): void
  frame(slot: Slot, frame: Frame): void
  learned(message: FromTrainer): void
  /** Of a run (its slot), or of the engine itself. Failed questions reject their promise with an `AnswerFailed`. */
  failed(fault: Fault, slot: Slot | undefined): void
  lost(reason: string): void
}

export interface Sampled {
  readonly xt: Float32Array
  readonly nfe: number
  readonly ms: number
}

/** The first frames of a run without its start, oldest first; `ms` is what they took the engine. */
export interface Framed {
  readonly frames: readonly Frame[]
  readonly ms: number
}

/** The plane's only door to the GPU. */
export interface PlaneEngineClient {
  open(backend: BackendName | 'auto'): void
  setPoints(points: PointSet): void
  begin(slot: Slot, spec: PlaneRunSpec, at: Standing): void
  step(slot: Slot): void
  end(slot: Slot): void
  /** Answers; where `signal` aborts, the promise rejects with its AbortError, and nothing is computed that has not begun. */
  evaluate(request: EvaluateRequest, signal?: AbortSignal): Promise<Evaluation>
  likelihood(request: LikelihoodRequest, signal?: AbortSignal): Promise<Float32Array>
  sample(spec: PlaneRunSpec, start: Float32Array, signal?: AbortSignal): Promise<Sampled>
  frames(spec: PlaneRunSpec, start: Float32Array, steps: number, signal?: AbortSignal): Promise<Framed>
  learn(message: ToTrainer): void
  memory(): Promise<EngineMemory>
  /** Another worker in the place of this one, which may stand still: it has to be opened and told the points. Runs end, and questions with them. */
  restart(): void
  /** Ends the worker. */
  dispose(): void
}

/** A question that was not answered; the page has the sentence. */
export class AnswerFailed extends Error {
  override readonly name = 'AnswerFailed'

  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}

type Answer = Extract<FromPlane, { readonly kind: 'evaluated' | 'likelihoods' | 'sampled' | 'framed' | 'memory' }>
/** What is asked, but for its number. */
type Asked = ToPlane extends infer Message
  ? Message extends { readonly id: number }
    ? Omit<Message, 'id'>
    : never
  : never

interface Pending {
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: Error) => void
}

/** Questions that wait for their answers, by their numbers. */
function questions(send: (message: ToPlane) => void) {
  const pending = new Map<number, Pending>()
  let asked = 0
  const settle = (id: number, how: (waiting: Pending) => void) => {
    const waiting = pending.get(id) // undefined where it was cancelled: its answer comes too late
    pending.delete(id)
    if (waiting) how(waiting)
  }
  return {
    ask: (what: Asked, signal: AbortSignal | undefined) =>
      new Promise<Answer>((resolve, reject) => {
        signal?.throwIfAborted()
        const id = ++asked
        const abort = () => {
          send({ kind: 'cancel', id })
          settle(id, (waiting) => {
            waiting.reject(signal?.reason as Error)
          })
        }
        const done = () => {
          signal?.removeEventListener('abort', abort)
        }
        signal?.addEventListener('abort', abort, { once: true })
        pending.set(id, {
          resolve: (answer) => {
            done()
            resolve(answer)
          },
          reject: (reason) => {
            done()
            reject(reason)
          },
        })
        send({ ...what, id })
      }),
    answered: (answer: Answer) => {
      settle(answer.id, (waiting) => {
        waiting.resolve(answer)
      })
    },
    failed: (id: number, fault: Fault) => {
      settle(id, (waiting) => {
        waiting.reject(new AnswerFailed(fault))
      })
    },
    waiting: () => pending.size > 0,
    allFailed: (reason: Error) => {
      for (const id of [...pending.keys()])
        settle(id, (waiting) => {
          waiting.reject(reason)
        })
    },
  }
}

/** Starts the worker that owns the plane's TensorFlow.js. The latest run of a slot wins, by its token. */
export function startPlaneEngine(listener: PlaneListener): PlaneEngineClient {
  const send = (message: ToPlane) => {
    worker.send(message)
  }
  const asked = questions(send)
  const fail = (fault: Fault) => {
    runs.endAll()
    asked.allFailed(new AnswerFailed(fault))
    listener.failed(fault, undefined)
  }
  const runs = slots((seconds) => {
    fail({ code: 'late', details: { seconds } })
  }, asked.waiting)
  const start = () =>
    new Worker(new URL('../../worker/plane/worker-entry.ts', import.meta.url), { type: 'module', name: 'plane engine' })
  const worker = openDoor<ToPlane>(
    start,
    ({ data }: MessageEvent<FromPlane>) => {
      hear(data, listener, asked, runs)
    },
    fail,
  )
  const endAll = () => {
    runs.endAll()
    asked.allFailed(new DOMException('The engine was closed.', 'AbortError'))
  }
  return {
    open: (backend) => {
      send({ kind: 'open', backend })
    },
    setPoints: (points) => {
      send({ kind: 'points', points })
    },
    begin: (slot, spec, at) => {
      send({ kind: 'begin', slot, token: runs.begin(slot), spec, at })
    },
    step: (slot) => {
      const token = runs.current(slot)
      if (token === undefined) return
      runs.awaits(slot)
      send({ kind: 'step', slot, token })
    },
    end: (slot) => {
      const token = runs.current(slot)
      if (token !== undefined) send({ kind: 'end', slot, token })
      runs.end(slot)
    },
    evaluate: async (request, signal) =>
      ((await asked.ask({ kind: 'evaluate', request }, signal)) as Extract<Answer, { kind: 'evaluated' }>).evaluation,
    likelihood: async (request, signal) =>
      ((await asked.ask({ kind: 'likelihood', request }, signal)) as Extract<Answer, { kind: 'likelihoods' }>)
        .logDensity,
    sample: async (spec, start, signal) => {
      const { xt, nfe, ms } = (await asked.ask({ kind: 'sample', spec, start }, signal)) as Extract<
        Answer,
        { kind: 'sampled' }
      >
      return { xt, nfe, ms }
    },
    frames: async (spec, start, steps, signal) => {
      const { frames, ms } = (await asked.ask({ kind: 'frames', spec, start, steps }, signal)) as Extract<
        Answer,
        { kind: 'framed' }
      >
      return { frames, ms }
    },
    learn: (message) => {
      send({ kind: 'learn', message })
    },
    memory: async () =>
      ((await asked.ask({ kind: 'memory' }, undefined)) as Extract<Answer, { kind: 'memory' }>).memory,
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

/** Tells the listener, or whoever asked, what the worker says; what comes too late is dropped. */
function hear(
  said: FromPlane,
  listener: PlaneListener,
  asked: ReturnType<typeof questions>,
  runs: ReturnType<typeof slots>,
): void {
  if (said.kind !== 'learned') runs.heard() // it may learn on while a step that was asked for never comes
  switch (said.kind) {
    case 'ready':
      listener.ready(said.ready)
      break
    case 'frame':
      if (!runs.isCurrent(said.slot, said.token)) break
      runs.came(said.slot, said.frame.ms)
      listener.frame(said.slot, said.frame)
      break
    case 'learned':
      listener.learned(said.message)
      break
    case 'lost':
      runs.endAll()
      asked.allFailed(new AnswerFailed({ code: 'plane-lost', details: { message: said.reason } }))
      listener.lost(said.reason)
      break
    case 'failed':
      if (said.of === null) listener.failed(said.fault, undefined)
      else if ('id' in said.of) asked.failed(said.of.id, said.fault)
      else if (runs.isCurrent(said.of.slot, said.of.token)) {
        runs.came(said.of.slot)
        listener.failed(said.fault, said.of.slot)
      }
      break
    default:
      asked.answered(said)
  }
}

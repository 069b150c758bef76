import { type PlaneEngineClient, startPlaneEngine } from '../src/engine/page/plane/client'
import type { FromTrainer, LearnerShape, LearnerTuning } from '../src/engine/protocol/learning'
import type { PlaneReady } from '../src/engine/protocol/plane'
import type { EngineMemory } from '../src/engine/protocol/pictures'
import type { BackendName } from '../src/network'
import { pointsOf } from '../src/plane/data'
import { exactError } from '../src/plane/learn/exact-error'
import { shapeOf, tuningOf } from '../src/plane/learn/learner-settings'
import { defaults } from '../src/plane/settings'

// The plane's network learning moons, by the page's own engine, in its worker.

export interface LearningJob {
  readonly backend: BackendName
  readonly shape: Partial<LearnerShape>
  readonly tuning: Partial<LearnerTuning>
  /** Steps before the clock starts and the first look at memory, and after it. */
  readonly before: number
  readonly steps: number
}

export interface Learnt {
  readonly device: string
  readonly stepsPerSecond: number
  /** Of ε̂ against the exact answer, after all steps. */
  readonly error: number
  readonly early: EngineMemory
  readonly late: EngineMemory
}

type Heard = (message: FromTrainer) => void

/** The plane's engine once it is there, with the points of the first settings; `listen` hears the learner. */
export async function opened(backend: BackendName) {
  let onMessage: Heard = () => undefined
  let engine: PlaneEngineClient | undefined
  const points = pointsOf(defaults.points, defaults.pointCount, defaults.seed)
  const ready = await new Promise<PlaneReady>((resolve, reject) => {
    const fail = (reason: unknown) => {
      reject(new Error(JSON.stringify(reason)))
    }
    engine = startPlaneEngine()
    engine.listen({
      ready: resolve,
      frame: () => undefined,
      learned: (message) => {
        onMessage(message)
      },
      failed: fail,
      lost: fail,
    })
    engine.open(backend)
    engine.setPoints(points)
  })
  if (!engine) throw new Error('no engine')
  return {
    engine,
    points,
    device: ready.device,
    listen: (listener: Heard) => {
      onMessage = listener
    },
  }
}

export async function learning({ backend, shape, tuning, before, steps }: LearningJob): Promise<Learnt> {
  const { engine, points, device, listen } = await opened(backend)
  const fullShape = { ...shapeOf(defaults), ...shape }
  engine.learn({ kind: 'create', shape: fullShape, tuning: { ...tuningOf(defaults), ...tuning } })
  const go = (count: number) =>
    new Promise<number>((resolve, reject) => {
      const started = performance.now()
      listen((message) => {
        if (message.kind === 'paused') resolve(performance.now() - started)
        if (message.kind === 'refused' || message.kind === 'diverged') reject(new Error(JSON.stringify(message)))
      })
      engine.learn({ kind: 'go', steps: count })
    })
  await go(before)
  const early = await engine.memory()
  const ms = await go(steps)
  const late = await engine.memory()
  const error = await exactError(engine, fullShape, points, new AbortController().signal)
  engine.dispose()
  return { device, stepsPerSecond: (1000 * steps) / ms, error, early, late }
}

import { type Engine, startEngine } from '../src/engine/page/pictures/client'
import type { EngineMemory, EngineReady, Fault, Frame } from '../src/engine/protocol/pictures'
import type { BackendName } from '../src/network'
import { startOfRun } from '../src/walk/model/path'
import { specOf } from '../src/walk/run/spec'
import { defaults, type SampleCount, type Settings } from '../src/walk/model/settings'

// What is measured in the browser, on a page of the development server, by the page's own engine.

export interface Job {
  /** The model's folder. */
  readonly model: string
  readonly backend: BackendName
  /** Steps to take. */
  readonly steps: number
  /** What the GPU holds is compared between these many steps and all. */
  readonly settled: number
  /** Pictures at once; 1 where it is left out. */
  readonly samples?: SampleCount
  /** What is set beside that: by default a run of the digits by DDPM. */
  readonly patch?: Partial<Settings>
  /** Milliseconds after which no further step is taken. */
  readonly within?: number
}

export interface Measured {
  readonly ready: EngineReady
  /** Of each step: network, sampler and read-back. */
  readonly ms: readonly number[]
  readonly early: EngineMemory
  readonly late: EngineMemory
}

/** Runs of fresh noise at every step, which is the most that a step does here. */
const settings: Settings = { ...defaults, steps: 1000, sampler: 'ddpm' }
/** One run follows another before its last step: the engine is a step ahead whenever it is asked what it holds. */
const STEPS_OF_RUN = settings.steps - 1

export async function measure({
  model,
  backend,
  steps,
  settled,
  samples = 1,
  patch = {},
  within = Infinity,
}: Job): Promise<Measured> {
  let arrived: (frame: Frame) => void = () => undefined
  let engine: Engine | undefined
  const ready = await new Promise<EngineReady>((resolve, reject) => {
    const fail = (fault: Fault) => {
      reject(new Error(`${fault.code} ${JSON.stringify(fault.details)}`))
    }
    engine = startEngine()
    engine.listen({
      progress: () => undefined,
      preparing: () => undefined,
      ready: resolve,
      frame: (frame) => {
        arrived(frame)
      },
      failed: fail,
      lost: (message) => {
        fail({ code: 'lost', details: { message } })
      },
    })
    engine.load({ kind: 'shelf', url: new URL(model, location.href).href }, backend)
  })
  if (!engine) throw new Error('no engine')
  const running = engine
  const runSettings: Settings = { ...settings, ...patch, samples }
  const spec = specOf(runSettings)
  const [first] = spec.levels
  if (!first) throw new Error('a run has levels')
  const xt = startOfRun(runSettings, first, undefined)
  const started = performance.now()
  const ms: number[] = []
  let early = await running.memory()
  for (let stepNumber = 1; stepNumber <= steps && performance.now() - started < within; stepNumber++) {
    if (stepNumber % STEPS_OF_RUN === 1) running.open(spec, { index: 0, xt, history: [], nfe: 0 })
    const frame = await new Promise<Frame>((resolve) => {
      arrived = resolve
      running.step()
    })
    ms.push(frame.ms)
    if (stepNumber === settled) early = await running.memory()
  }
  const late = await running.memory()
  running.end()
  return { ready, ms, early, late }
}

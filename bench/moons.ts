import type { BackendName } from '../src/network'
import { exactError } from '../src/plane/learn/exact-error'
import { shapeOf, tuningOf } from '../src/plane/learn/learner-settings'
import { freshDraws } from '../src/plane/learn/recalled'
import { wholeRun } from '../src/plane/measure/measured-run'
import { truthOf } from '../src/plane/measure/truth'
import { defaults } from '../src/plane/settings'
import { opened } from './learning'

// What the plane's network draws after some seconds of learning, all at the page's first settings: moons.

const PARTICLES = 500

export interface Recognised {
  readonly device: string
  /** From Learn to the last step's report, in seconds; and how many steps that were. */
  readonly seconds: number
  readonly steps: number
  /** Of ε̂ against the exact answer. */
  readonly error: number
  /** Energy distance to the data: of particles, of as many fresh draws, and of particles of a network that has not learned. */
  readonly energy: number
  readonly fresh: number
  readonly untaught: number
}

export async function moons(backend: BackendName, ms: number): Promise<Recognised> {
  const { engine, points, device, listen } = await opened(backend)
  const shape = shapeOf(defaults)
  const create = () => {
    engine.learn({ kind: 'create', shape, tuning: tuningOf(defaults) })
  }
  const truth = truthOf(points.xy)
  const energy = async () => {
    const { spec, start } = wholeRun({ ...defaults, answerer: 'network' }, PARTICLES, defaults.seed)
    return truth.distances((await engine.sample(spec, start)).xt).energy
  }
  create()
  const untaught = await energy()
  create()
  const began = performance.now()
  const steps = await new Promise<number>((resolve, reject) => {
    listen((message) => {
      if (message.kind === 'paused') resolve(message.step)
      if (message.kind === 'refused' || message.kind === 'diverged') reject(new Error(JSON.stringify(message)))
    })
    engine.learn({ kind: 'go', steps: null })
    setTimeout(() => {
      engine.learn({ kind: 'pause' })
    }, ms)
  })
  const seconds = (performance.now() - began) / 1000
  const error = await exactError(engine, shape, points, new AbortController().signal)
  const finalEnergy = await energy()
  engine.dispose()
  const fresh = truth.distances(freshDraws(defaults, defaults.guidance, PARTICLES) ?? new Float32Array()).energy
  return { device, seconds, steps, error, energy: finalEnergy, fresh, untaught }
}

import { dataSetOracle, levelAt, normalArray, oracleDenoiser, uniformArray } from '../../src/diffusion'
import type { LearnerShape, LearnerTuning } from '../../src/engine/protocol/learning'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { PointSet } from '../../src/engine/protocol/plane'
import { readPacked, scoped, type Tensor, uploadPoints } from '../../src/network'
import { all, trainer, listen } from './trainer'

// A network that learns moons, and how near it comes to the exact answer.

export const cosine = { id: 'discrete', schedule: 'cosine' } as const

export const flow = { id: 'flow', schedule: 'cosine' } as const

export const shape: LearnerShape = {
  process: cosine,
  prediction: 'epsilon',
  width: 32,
  depth: 2,
  seed: 3,
  dropClass: 0.2,
}

export const tuning: LearnerTuning = {
  batch: 256,
  learningRate: 5e-3,
  weighting: 'simple',
  timeSampling: 'uniform',
  pairing: 'independent',
}

/** Two arcs that reach into one another, one of each class. */
export function moons(n: number, seed = 1): PointSet {
  const turns = uniformArray({ seed, purpose: 'points', step: 0, sample: 0 }, n)
  const xy = normalArray({ seed, purpose: 'points', step: 1, sample: 0 }, 2 * n).map((z) => 0.08 * z)
  const labels = Uint8Array.from({ length: n }, (_, i) => i % 2)
  turns.forEach((turn, i) => {
    const side = i % 2 === 0 ? 1 : -1
    xy[2 * i] = (xy[2 * i] ?? NaN) + 1.2 * (side * Math.cos(Math.PI * turn) - side * 0.5)
    xy[2 * i + 1] = (xy[2 * i + 1] ?? NaN) + 1.6 * (side * Math.sin(Math.PI * turn) - side * 0.25)
  })
  return { xy, labels }
}

export const points = moons(300)

export const fresh = (set: PointSet = points): void => {
  listen(set)
}

export const losses = () => all('progress').flatMap((message) => [...message.losses])

/** √ of the mean of (ε̂ − E[ε | x_t])² over noised points at four levels. */
export async function errorOfEps(spec = cosine as LearnerShape['process']): Promise<number> {
  const process = planeProcess(spec)
  const exact = oracleDenoiser(dataSetOracle(points.xy, 2))
  let sum = 0
  for (const part of [0.1, 0.3, 0.5, 0.8]) {
    const at = levelAt(process, process.tMin + part * (process.tMax - process.tMin))
    const eps = normalArray({ seed: 9, purpose: 'forward', step: 0, sample: 0 }, 400)
    const x = eps.map((z, k) => at.signal * (points.xy[k] ?? NaN) + at.noise * z)
    const epsHat = await answer('network', (denoise) => denoise(uploadPoints(x), at).epsHat)
    exact(x, at).epsHat.forEach((value, k) => {
      sum += (value - (epsHat[k] ?? NaN)) ** 2
    })
  }
  return Math.sqrt(sum / 1600)
}

/** What a function of the answers comes to. */
export async function answer(
  who: 'network' | 'student',
  of: (denoise: NonNullable<ReturnType<typeof trainer.denoiser>>) => Tensor,
): Promise<Float32Array> {
  const denoise = trainer.denoiser(who, null)
  if (!denoise) throw new Error(`there is no ${who}`)
  let values: Float32Array = new Float32Array()
  await scoped(async () => {
    values = (await readPacked([of(denoise)]))[0] ?? values
    return []
  })
  return values
}

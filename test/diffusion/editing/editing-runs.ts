import {
  arrayAlgebra,
  cosineSchedule,
  ddim,
  ddpm,
  level,
  normalArray,
  renoised,
  timeGrid,
  uniformArray,
  type Denoised,
  type Level,
  type StepInput,
  type StepOver,
} from '../../../src/diffusion'

// Runs that are edited on their way, as the tests of editing take them.

export const schedule = cosineSchedule()

export const levelsOf = (steps: number) => timeGrid('trailing', 1000, steps).map((t) => level(schedule, t))

export const noise = (step: number, n: number): Float32Array =>
  normalArray({ seed: 6, purpose: 'step', step, sample: 0 }, n)

export const pixels = (step: number, n: number): Float32Array =>
  uniformArray({ seed: 6, purpose: 'start', step, sample: 0 }, n).map((u) => 2 * u - 1)

export const samplers = [
  ['DDPM', ddpm({ variance: 'beta' })],
  ['DDIM', ddim({ eta: 0 })],
  ['DDIM, η = 0.5', ddim({ eta: 0.5 })],
] as const

type Network = (x: Float32Array, at: Level) => Denoised<Float32Array>

/** A network that says nonsense, but a picture. */
export const nonsense: Network = (x, at) => {
  const x0Hat = x.map((value, i) => Math.tanh(2 * value + Math.sin(i)))
  return { x0Hat, epsHat: arrayAlgebra.combine([1 / at.noise, x], [-at.signal / at.noise, x0Hat]) }
}

/** All steps along positions of the levels; upwards by renoising. */
export function run(
  sampler: StepOver<Float32Array>,
  denoise: Network,
  levels: readonly Level[],
  n: number,
  path = levels.map((_, i) => levels.length - 1 - i),
) {
  const at = (position: number) => levels[levels.length - 1 - position] ?? level(schedule, 0)
  let xt = noise(0, n)
  let draws = 0
  const normal = () => noise(++draws, n)
  const steps = []
  for (const [i, position] of path.slice(1).entries()) {
    const [from, to] = [at(path[i] ?? NaN), at(position)]
    if (to.t > from.t) {
      xt = renoised(arrayAlgebra, xt, from, to, normal)
      continue
    }
    const input: StepInput<Float32Array> = { algebra: arrayAlgebra, xt, from, to, denoise, normal }
    const step = sampler(input)
    steps.push({ ...step, to })
    xt = step.next
  }
  return { end: xt, steps, draws }
}

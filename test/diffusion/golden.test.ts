import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  denoised,
  level,
  linearSchedule,
  makeSampler,
  normalArray,
  timeGrid,
  type Prediction,
  type Purpose,
  type SamplerSpec,
  type Spacing,
} from '../../src/diffusion'
import golden from '../golden/samplers.json'
import { largestError } from './closeness'

type ScheduleName = 'linear' | 'cosine'
const makers = { linear: linearSchedule, cosine: cosineSchedule }

// The JSON's own types are too wide for names; its generator writes no others.
const schedules = golden.schedules as (Omit<(typeof golden.schedules)[number], 'schedule'> & {
  schedule: ScheduleName
})[]
const grids = golden.grids as (Omit<(typeof golden.grids)[number], 'spacing'> & { spacing: Spacing })[]
const normals = golden.normals as {
  key: (typeof golden.normals)[number]['key'] & { purpose: Purpose }
  values: number[]
}[]
interface Run {
  sampler: SamplerSpec
  schedule: ScheduleName
  clip: boolean
  prediction: Prediction
  timesteps: number[]
  answers: { next: number[]; x0Hat: number[] }[]
}
const runs = golden.runs as Run[]

/** The run's steps from the stored inputs. */
function replay({ sampler, schedule, clip, prediction, timesteps }: Run) {
  const step = makeSampler(sampler)
  const process = makers[schedule]()
  const levels = [...timesteps.map((t) => t + 1), 0].map((t) => level(process, t))
  return golden.inputs.slice(0, timesteps.length).map((input, i) => {
    const [from, to] = levels.slice(i, i + 2)
    if (!from || !to) throw new Error('A run has one level more than steps.')
    const [x, output, v, noise] = [input.x, input.output, input.v, input.noise].map((values) =>
      Float32Array.from(values),
    )
    if (!x || !output || !noise) throw new Error('An input lacks a part.')
    return step({
      algebra: arrayAlgebra,
      xt: x,
      from,
      to,
      denoise: (xt, at) => denoised(arrayAlgebra, xt, at, output, { prediction, clip, v }),
      normal: () => noise,
    })
  })
}

describe(`diffusers ${golden.note.versions.diffusers}`, () => {
  it.each(schedules)('agrees on the $schedule schedule, T = $T', ({ schedule, T, timesteps, beta, alphaBar }) => {
    const ours = makers[schedule](T)
    const ratios = (values: Float64Array, theirs: number[]) =>
      timesteps.map((t, i) => (values[t + 1] ?? NaN) / (theirs[i] ?? NaN))
    const ones = timesteps.map(() => 1)
    const errors = [largestError(ratios(ours.beta, beta), ones), largestError(ratios(ours.alphaBar, alphaBar), ones)]
    expect(Math.max(...errors)).toBeLessThan(1e-4)
  })

  it.each(grids)('agrees on the $spacing grid of $steps levels of $T', ({ T, spacing, steps, timesteps }) => {
    const isTie = (i: number) => spacing === 'trailing' && (2 * T * (steps - i)) % (2 * steps) === steps
    const ours = timeGrid(spacing, T, steps)
    const differing = [...timesteps.map((t) => t + 1), 0].filter(
      (t, i) => t !== ours[i] && !(isTie(i) && Math.abs(t - (ours[i] ?? NaN)) === 1),
    )
    expect(ours).toHaveLength(timesteps.length + 1)
    expect(differing).toEqual([])
  })

  it.each(runs)('agrees on $sampler, $schedule, clip $clip, $prediction, from $timesteps.0', (run) => {
    const steps = replay(run)
    const errors = steps.map((step, i) => {
      const answer = run.answers[i] ?? { next: [], x0Hat: [] }
      return [largestError(step.next, answer.next), largestError(step.x0Hat, answer.x0Hat)]
    })
    expect(Math.max(...errors.flat())).toBeLessThan(5e-7) // float32's rounding
  })
})

describe('Philox and AS 241 in Python', () => {
  it.each(normals)('give the same normals for $key', ({ key, values }) => {
    expect(normalArray(key, values.length)).toEqual(Float32Array.from(values))
  })
})

import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  arrayStatistics,
  boundTerm,
  classifierFree,
  classifierGuided,
  cosineSchedule,
  ddim,
  ddimInversion,
  ddpm,
  denoised,
  level,
  outputOf,
  priorTerm,
  type Denoiser,
  type SamplerStep,
} from '../../src/diffusion'
import golden from '../golden/guided.json'
import { expectClose, largestError } from './closeness'
import { float64Algebra as algebra } from './float64'

const schedule = cosineSchedule()
const samplers: Readonly<Record<string, SamplerStep>> = {
  ddpm: ddpm({ variance: 'learned' }),
  ddim: ddim({ eta: 0.7 }),
  inversion: ddimInversion(),
  classifier: ddim({ eta: 0 }),
}

describe('guided-diffusion', () => {
  it.each(golden.steps)('$kind from $from to $to', ({ kind, from, to, ...record }) => {
    const [xt, output, v, z, gradient] = [record.x, record.output, record.v, record.noise, record.gradient].map(
      (values) => Float64Array.from(values),
    )
    if (!xt || !output || !v || !z || !gradient) throw new Error('A step lacks a part.')
    const network: Denoiser<Float64Array> = (x, at) =>
      denoised(algebra, x, at, output, { prediction: 'epsilon', clip: kind !== 'classifier', v })
    const denoise = kind === 'classifier' ? classifierGuided(algebra, network, () => gradient, 1) : network
    const step = samplers[kind]?.({
      algebra,
      xt,
      from: level(schedule, from + 1),
      to: level(schedule, to + 1),
      denoise,
      normal: () => z,
    })
    expect(largestError(step?.x0Hat ?? [], record.x0Hat)).toBeLessThan(1e-8)
    expect(largestError(step?.next ?? [], record.next)).toBeLessThan(1e-8)
  })

  it.each(golden.guided)(
    'of diffusers: guidance rescaled, and dynamic thresholding',
    ({ guided, aimed, phi, rescaled, thresholded }) => {
      const statistics = arrayStatistics(guided.length / 2)
      const [x, like] = [Float32Array.from(guided), Float32Array.from(aimed)]
      const matched = arrayAlgebra.combine([phi, statistics.matchDeviation(x, like)], [1 - phi, x])
      expect(largestError(matched, rescaled)).toBeLessThan(1e-6)
      expect(largestError(statistics.threshold(x, 0.995), thresholded)).toBeLessThan(1e-6)
    },
  )

  it.each(['epsilon', 'v_prediction', 'flow_prediction'] as const)(
    'of diffusers: classifier-free guidance whose output, %s, is rescaled, is rescale_noise_cfg of it',
    (prediction) => {
      for (const { guided, aimed, phi, rescaled } of golden.guided) {
        const [w, at, size] = [7.5, level(schedule, 600), guided.length]
        const x = Float32Array.from({ length: size }, (_, i) => Math.sin(i))
        const says =
          (output: readonly number[]): Denoiser<Float32Array> =>
          (state, where) =>
            denoised(arrayAlgebra, state, where, Float32Array.from(output), { prediction, clip: false })
        const unasked = guided.map((value, i) => (value - w * (aimed[i] ?? NaN)) / (1 - w)) // so that u + w·(c − u) is the stored one
        const statistics = arrayStatistics(size / 2)
        const answerOf = (how: object) =>
          classifierFree(arrayAlgebra, says(aimed), says(unasked), { scale: w, ...how })(x, at)
        const published = answerOf({ rescaleOutput: { phi, statistics, prediction } })
        expect(largestError(outputOf(arrayAlgebra, published, at, prediction), rescaled)).toBeLessThan(1e-5)
        expect(largestError(published.x0Hat, answerOf({ rescaleX0: { phi, statistics } }).x0Hat)).toBeGreaterThan(0.05) // ours is another
      }
    },
  )

  it.each(golden.bounds)('the bound at timestep $t, in bits per dimension', (term) => {
    const [x0, x, output, v] = [term.x0, term.x, term.output, term.v].map((values) => Float64Array.from(values))
    if (!x0 || !x || !output || !v) throw new Error('A term lacks a part.')
    const ladder = Array.from({ length: 1001 }, (_, t) => level(schedule, t))
    const t = term.t + 1
    const answer = denoised(algebra, x, level(schedule, t), output, { prediction: 'epsilon', clip: true, v })
    const bits = boundTerm({ ladder, variance: 'learned', decoder: 'pixels' }, t, x0, { x0Hat: answer.x0Hat, v })
    expectClose(bits / term.bits, 1, t === 1 ? 1e-3 : 1e-7) // their Φ is approximate
    expectClose(priorTerm(x0, level(schedule, 1000)) / term.prior, 1, 1e-5) // 1 − ᾱ_T loses digits there
  })
})

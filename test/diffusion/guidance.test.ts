import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra, arrayStatistics, classifierFree, clipped, cosineSchedule, discreteProcess, dynamicallyThresholded, edmProcess, levelAt,
  matched, matchedLevel, flowProcess, type Denoiser,
} from '../../src/diffusion'
import { expectClose, largestError } from './closeness'
import { exactDenoiser } from './gaussian'

const at = levelAt(flowProcess(), 0.4)
const x = Float32Array.of(0.3, -1.2, 2)
const of = (m: number): Denoiser<Float32Array> => exactDenoiser(arrayAlgebra, { m, s: 0.5 }, new Float32Array(3).fill(1))

describe('one checkpoint', () => {
  it('serves every process: the answer is that of the process itself', () => {
    const training = discreteProcess(cosineSchedule())
    for (const level of [at, levelAt(edmProcess(), 3), levelAt(edmProcess(), 0.3)]) {
      const [own, served] = [of(0.2)(x, level), matched(arrayAlgebra, training, of(0.2))(x, level)]
      expect(largestError(served.x0Hat, own.x0Hat)).toBeLessThan(1e-5)
      expect(largestError(served.epsHat, own.epsHat)).toBeLessThan(1e-5)
      expectClose(matchedLevel(training, level).noise / matchedLevel(training, level).signal, level.noise / level.signal, 1e-6)
    }
  })
})

describe('guidance', () => {
  it('is linear in its scale, and finite at its ends', () => {
    const said = classifierFree(arrayAlgebra, of(1), of(-1), { scale: 3 })(x, at)
    const [c, u] = [of(1)(x, at), of(-1)(x, at)]
    expect(largestError(said.epsHat, arrayAlgebra.combine([3, c.epsHat], [-2, u.epsHat]))).toBeLessThan(1e-6)
    for (const scale of [1e6, -1e6]) expect(classifierFree(arrayAlgebra, of(1), of(-1), { scale })(x, at).x0Hat.every(Number.isFinite)).toBe(true)
    expect(classifierFree(arrayAlgebra, of(1), of(-1), { scale: 3, interval: [5, 9] })(x, at)).toEqual(c)
  })

  it('refuses a scale that is none', () => {
    expect(() => classifierFree(arrayAlgebra, of(1), of(-1), { scale: NaN })).toThrow(new RangeError('scale must be a number in [-1000000, 1000000], not NaN.'))
  })
})

it('thresholds keep pictures in their range', () => {
  const wild: Denoiser<Float32Array> = () => ({ x0Hat: Float32Array.of(-4, 0.5, 2), epsHat: x })
  expect([...clipped(arrayAlgebra, wild)(x, at).x0Hat]).toEqual([-1, 0.5, 1])
  expect([...dynamicallyThresholded(arrayAlgebra, arrayStatistics(3), wild, 1)(x, at).x0Hat]).toEqual([-1, 0.125, 0.5])
})

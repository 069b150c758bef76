import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  edmProcess,
  flowProcess,
  levelAt,
  rk45,
  vpProcess,
  type Level,
  type Process,
} from '../../src/diffusion'
import { largestError } from './closeness'
import { exactDenoiser, type Gaussian } from './gaussian'
import { marginalVariance } from './runs'
import { processes } from './solver-cases'

describe('adaptive RK45', () => {
  const data: Gaussian = { m: 0.3, s: 0.5 }
  const solve = async (on: Process, start: number, end: number, tolerance: number) => {
    let nfe = 0
    const exact = exactDenoiser(arrayAlgebra, data, Float32Array.of(1, 1))
    const [from, to] = [levelAt(on, start), levelAt(on, end)]
    const xt = Float32Array.of(0.7 * from.noise, -1.2 * from.noise)
    const denoise = (x: Float32Array, at: Level) => {
      nfe++
      return exact(x, at)
    }
    const { next } = await rk45({ absolute: tolerance, relative: tolerance })({
      algebra: arrayAlgebra,
      process: on,
      xt,
      from,
      to,
      denoise,
      normal: () => xt,
    })
    return { from, to, xt, next, nfe }
  }

  it.each(processes.filter(({ id }) => id !== 'discrete'))('solves the flow of $id to its tolerance', async (on) => {
    const { from, to, xt, next } = await solve(on, 0.95 * on.tMax, 0.1 * on.tMax, 1e-5)
    const scale = Math.sqrt(marginalVariance(data, to) / marginalVariance(data, from))
    const exact = [...xt].map((x) => to.signal * data.m + scale * (x - from.signal * data.m))
    expect(largestError(next, exact)).toBeLessThan(3e-4) // of the end; the tolerance is that of a step
  })

  it('takes fewer looks for a looser tolerance, and reaches the data', async () => {
    const [loose, tight] = await Promise.all([1e-2, 1e-5].map((tolerance) => solve(vpProcess(), 1, 0, tolerance)))
    expect(loose?.nfe).toBeLessThan(tight?.nfe ?? 0)
    expect(loose?.next.every(Number.isFinite)).toBe(true)
  })

  it('goes up as well as down, and returns to where it began', async () => {
    for (const on of [vpProcess(), edmProcess(), flowProcess()]) {
      const exact = exactDenoiser(arrayAlgebra, data, Float32Array.of(1, 1))
      const [low, high] = [levelAt(on, 0.1 * on.tMax), levelAt(on, 0.9 * on.tMax)]
      const xt = Float32Array.of(0.4, -0.2)
      const input = { algebra: arrayAlgebra, process: on, denoise: exact, normal: () => xt }
      const up = await rk45()({ ...input, xt, from: low, to: high })
      expect(largestError(up.next, xt)).toBeGreaterThan(0.1)
      expect(largestError((await rk45()({ ...input, xt: up.next, from: high, to: low })).next, xt)).toBeLessThan(3e-4)
      expect((await rk45()({ ...input, xt, from: low, to: low })).next).toEqual(xt)
    }
  })

  it('waits for an error norm that takes its time, as that of tensors does, and takes the same steps', async () => {
    const on = flowProcess()
    const exact = exactDenoiser(arrayAlgebra, data, Float32Array.of(1, 1))
    const input = {
      process: on,
      xt: Float32Array.of(0.7, -1.2),
      from: levelAt(on, 0.9),
      to: levelAt(on, 0.2),
      denoise: exact,
      normal: () => Float32Array.of(),
    }
    const slow = {
      ...arrayAlgebra,
      errorNorm: (...of: Parameters<typeof arrayAlgebra.errorNorm>) => Promise.resolve(arrayAlgebra.errorNorm(...of)),
    }
    const [ours, theirs] = [
      await rk45()({ ...input, algebra: arrayAlgebra }),
      await rk45()({ ...input, algebra: slow }),
    ]
    expect(theirs.next).toEqual(ours.next)
  })

  it('says so where the flow is not finite, or not to be solved', async () => {
    const on = vpProcess()
    const input = {
      algebra: arrayAlgebra,
      process: on,
      xt: Float32Array.of(1),
      from: levelAt(on, 1),
      to: levelAt(on, 0.5),
      normal: () => Float32Array.of(),
    }
    const answerOf = (value: number) => ({ x0Hat: Float32Array.of(value), epsHat: Float32Array.of(value) })
    await expect(rk45()({ ...input, denoise: () => answerOf(NaN) })).rejects.toThrow(
      new RangeError('The flow must be finite, and is not near t = 1.'),
    )
    let sign = 1
    await expect(rk45()({ ...input, denoise: () => answerOf((sign *= -1) * 1e6) })).rejects.toThrow(
      'The flow must be solvable to the tolerance in 10000 steps',
    )
  })

  it.each([0, -1, NaN, 2])('refuses a tolerance of %d', (absolute) => {
    expect(() => rk45({ absolute, relative: 1e-5 })).toThrow('absolute must be a number in')
  })
})

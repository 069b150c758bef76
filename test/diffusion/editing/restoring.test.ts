import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  averagePooling,
  greyMean,
  hiding,
  level,
  rangePart,
  restoring,
  type LinearOperator,
} from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'
import { levelsOf, noise, nonsense, pixels, run, samplers, schedule } from './editing-runs'

const operators: readonly (readonly [string, LinearOperator<Float32Array>, number, number])[] = [
  ['average pooling', averagePooling({ side: 4, channels: 3 }, 2), 48, 12],
  ['the grey mean', greyMean(3), 12, 4],
  ['hiding', hiding(arrayAlgebra, Float32Array.of(1, 0, 0, 1, 1)), 5, 5],
]

describe.each(operators)('%s', (_name, operator, n, m) => {
  const unit = (size: number, j: number) => new Float32Array(size).map((_, i) => (i === j ? 1 : 0))
  const inner = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0)

  it('is linear, with the pseudo-inverse of Moore and Penrose', () => {
    const { apply, pseudoInverse } = operator
    const [x, x2, y, y2] = [pixels(1, n), pixels(2, n), apply(pixels(3, n)), pixels(4, m)]
    expect(
      largestError(apply(arrayAlgebra.combine([2, x], [-3, x2])), arrayAlgebra.combine([2, apply(x)], [-3, apply(x2)])),
    ).toBeLessThan(1e-6)
    expect(largestError(apply(rangePart(operator, x)), apply(x))).toBeLessThan(1e-7) // A·A†·A = A
    expect(largestError(pseudoInverse(apply(pseudoInverse(y2))), pseudoInverse(y2))).toBeLessThan(1e-7)
    for (let i = 0; i < n; i += 3)
      expectClose(inner(rangePart(operator, unit(n, i)), x), inner(unit(n, i), rangePart(operator, x)), 1e-6)
    expectClose(inner(apply(pseudoInverse(y)), y2), inner(y, apply(pseudoInverse(y2))), 1e-6)
  })

  it('restores what it saw exactly, whatever the network says', () => {
    const y = operator.apply(pixels(5, n))
    for (const [, sampler] of samplers) {
      const { end, steps } = run(sampler, restoring(arrayAlgebra, operator, y)(nonsense), levelsOf(8), n)
      expect(largestError(operator.apply(end), y)).toBeLessThan(2.5e-7)
      for (const { x0Hat } of steps) expect(largestError(operator.apply(x0Hat), y)).toBeLessThan(2.5e-7)
    }
  })
})

describe('restoring', () => {
  it('leaves to the network what the operator does not see, and keeps x = α·x̂₀ + σ·ε̂', () => {
    const operator = averagePooling({ side: 4, channels: 1 }, 2)
    const [x, at] = [noise(1, 16), level(schedule, 500)]
    const answer = nonsense(x, at)
    const { x0Hat, epsHat } = restoring(arrayAlgebra, operator, pixels(1, 4))(nonsense)(x, at)
    const unseen = (picture: Float32Array) => arrayAlgebra.combine([1, picture], [-1, rangePart(operator, picture)])
    expect(largestError(unseen(x0Hat), unseen(answer.x0Hat))).toBeLessThan(5e-7)
    expect(largestError(arrayAlgebra.combine([at.signal, x0Hat], [at.noise, epsHat]), x)).toBeLessThan(5e-7)
  })

  it('pools pictures of a batch and their channels apart', () => {
    const { apply, pseudoInverse } = averagePooling({ side: 2, channels: 2 }, 2)
    const x = Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60, 7, 70, 8, 80)
    expect([...apply(x)]).toEqual([2.5, 25, 6.5, 65])
    expect([...pseudoInverse(Float32Array.of(1, 2, 3, 4))]).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4, 3, 4])
    expect([...greyMean(3).apply(Float32Array.of(1, 2, 6, 0, 0, 3))]).toEqual([3, 1])
  })

  it('refuses in a sentence', () => {
    expect(() => averagePooling({ side: 28, channels: 1 }, 3)).toThrow(
      'factor must divide the side 28, and 3 does not.',
    )
    expect(() => averagePooling({ side: 28, channels: 0 }, 2)).toThrow('channels must be an integer')
    expect(() => averagePooling({ side: 2, channels: 1 }, 2).apply(new Float32Array(5))).toThrow(
      'Pictures of 4 numbers each do not make an array of 5.',
    )
    expect(() => greyMean(3).apply(new Float32Array(4))).toThrow('Pixels of 3 numbers each do not make an array of 4.')
  })
})

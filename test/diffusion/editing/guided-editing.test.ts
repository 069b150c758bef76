import { describe, expect, it } from 'vitest'
import { arrayAlgebra, averagePooling, rangePart, refining, sdeditLevels, sdeditStart } from '../../../src/diffusion'
import { largestError } from '../closeness'
import { levelsOf, noise, nonsense, pixels, run, samplers } from './editing-runs'

describe.each(samplers)('ILVR around %s', (_name, sampler) => {
  const operator = averagePooling({ side: 8, channels: 1 }, 4)
  const reference = pixels(1, 64)

  it("ends with the reference's low frequencies and the network's high ones", () => {
    const { end, steps } = run(refining(reference, operator)(sampler), nonsense, levelsOf(8), 64)
    expect(largestError(rangePart(operator, end), rangePart(operator, reference))).toBeLessThan(2.5e-7)
    const last = steps.at(-1)
    if (!last) throw new Error('A run has a last step.')
    const high = (x: Float32Array) => arrayAlgebra.combine([1, x], [-1, rangePart(operator, x)])
    expect(largestError(high(end), high(last.x0Hat))).toBeLessThan(5e-7)
    for (const { next, mean, added } of steps)
      expect(next).toEqual(added ? arrayAlgebra.combine([1, mean], [1, added]) : mean)
  })

  it('leaves levels alone where it is not active', () => {
    const free = run(refining(reference, operator, () => false)(sampler), nonsense, levelsOf(8), 64)
    expect(free.end).toEqual(run(sampler, nonsense, levelsOf(8), 64).end)
    const late = run(refining(reference, operator, (to) => to.noise > 0)(sampler), nonsense, levelsOf(8), 64)
    expect(largestError(rangePart(operator, late.end), rangePart(operator, reference))).toBeGreaterThan(1e-3)
  })
})

describe('SDEdit', () => {
  const levels = levelsOf(50)

  it.each([
    [0, 0],
    [0.3, 15],
    [0.5, 25],
    [0.999, 49],
    [1, 50],
  ])('of strength %d takes %d of 50 steps, the last ones', (strength, steps) => {
    const visited = sdeditLevels(levels, strength)
    expect(visited).toHaveLength(steps + 1)
    expect(visited).toEqual(levels.slice(50 - steps))
  })

  it('begins at the guide, noised, and with strength 0 is the guide', () => {
    const [guide, z] = [pixels(1, 8), noise(1, 8)]
    const [first, last] = [levels[20], sdeditLevels(levels, 0)[0]]
    if (!first || !last) throw new Error('No such level.')
    expect(sdeditStart(arrayAlgebra, guide, z, first)).toEqual(
      arrayAlgebra.combine([first.signal, guide], [first.noise, z]),
    )
    expect(sdeditStart(arrayAlgebra, guide, z, last)).toEqual(guide)
  })

  it.each([-0.1, 1.1, NaN])('refuses strength %d', (strength) => {
    expect(() => sdeditLevels(levels, strength)).toThrow(
      new RangeError(`strength must be a number in [0, 1], not ${strength}.`),
    )
    expect(() => sdeditLevels([], 0.5)).toThrow('A run must have at least one level.')
  })
})

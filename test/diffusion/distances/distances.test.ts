import { describe, expect, it } from 'vitest'
import {
  energyDistance,
  equalAngles,
  meanDistance,
  meanDistanceWithin,
  normalArray,
  permutationTest,
  randomDirections,
  repeated,
  slicedWasserstein,
  squaredWassersteinOfSorted,
  unbiasedEnergyDistance,
  type RandomKey,
} from '../../../src/diffusion'
import { expectClose } from '../closeness'

const key = (sample: number): RandomKey => ({ seed: 11, purpose: 'start', step: 0, sample })
const normals = (sample: number, n: number, mean = 0, deviation = 1) =>
  Float64Array.from(normalArray(key(sample), n), (z) => mean + deviation * z)
const turned = (points: Float64Array, angle: number) =>
  points.map((_, k) => {
    const [x, y] = [points[k - (k % 2)] ?? NaN, points[k - (k % 2) + 1] ?? NaN]
    return k % 2 === 0 ? x * Math.cos(angle) - y * Math.sin(angle) : x * Math.sin(angle) + y * Math.cos(angle)
  })

/** E|N(μ, s²)|: the folded normal distribution's mean; erf by its own integral. */
function meanOfFolded(mu: number, s: number): number {
  const a = mu / (s * Math.SQRT2)
  const n = 2000
  let erf = 0
  for (let i = 0; i < n; i++) erf += Math.exp(-((((i + 0.5) * a) / n) ** 2))
  erf *= (2 / Math.sqrt(Math.PI)) * (a / n)
  return s * Math.sqrt(2 / Math.PI) * Math.exp(-a * a) + mu * erf
}

describe('the energy distance', () => {
  it('of points that can be counted is what it says', () => {
    expectClose(meanDistance(Float64Array.of(0, 1), Float64Array.of(3), 1), 2.5)
    expectClose(meanDistanceWithin(Float64Array.of(0, 1), 1), 0.5)
    expectClose(energyDistance(Float64Array.of(0, 1), Float64Array.of(3), 1), 4.5)
    expectClose(energyDistance(Float64Array.of(0, 0, 3, 4), Float64Array.of(3, 4), 2), 5 - 2.5)
  })

  it('is 0 between a set and itself, also counted twice or in another order', () => {
    const x = normals(0, 60)
    expectClose(energyDistance(x, x, 2), 0)
    expectClose(energyDistance(x, Float64Array.of(...x, ...x), 2), 0)
    expectClose(energyDistance(x, x.toReversed(), 1), 0)
  })

  it.each([0, 0.5, 2])('of normal distributions apart by %d is the closed form, without bias', (mu) => {
    const closed = 2 * meanOfFolded(mu, Math.SQRT2) - 2 * meanOfFolded(0, Math.SQRT2)
    const estimate = repeated(
      Array.from({ length: 8 }, (_, i) => unbiasedEnergyDistance(normals(2 * i, 700), normals(2 * i + 1, 700, mu), 1)),
    )
    expect(Math.abs(estimate.mean - closed)).toBeLessThan(4 * estimate.error)
    expect(estimate.error).toBeLessThan(0.02 * Math.max(0.5, closed))
  })

  it('of independent points of one distribution is its floor, E‖Y − Y′‖/n, in the mean', () => {
    const population = normals(50, 40)
    const n = 25
    const drawPoints = (i: number) =>
      Float64Array.from(normalArray(key(100 + i), n), (z) => population[Math.floor(Math.abs(z) * 1e5) % 40] ?? NaN)
    const estimate = repeated(Array.from({ length: 400 }, (_, i) => energyDistance(drawPoints(i), population, 1)))
    expect(Math.abs(estimate.mean - meanDistanceWithin(population, 1) / n)).toBeLessThan(4 * estimate.error)
  })

  it('does not change when both sets are shifted and turned, and grows with their scale', () => {
    const [x, y] = [normals(0, 80), normals(1, 60, 0.4)]
    const before = energyDistance(x, y, 2)
    expectClose(
      energyDistance(
        turned(x, 0.7).map((v) => v + 3),
        turned(y, 0.7).map((v) => v + 3),
        2,
      ),
      before,
      1e-10,
    )
    expectClose(
      energyDistance(
        x.map((v) => 5 * v),
        y.map((v) => 5 * v),
        2,
      ),
      5 * before,
      1e-10,
    )
    expectClose(energyDistance(x, y, 2, { withinY: meanDistanceWithin(y, 2) }), before)
  })

  it('refuses in a sentence', () => {
    expect(() => energyDistance(new Float64Array(0), Float64Array.of(1), 1)).toThrow(
      'Points of 1 numbers each do not make an array of 0.',
    )
    expect(() => energyDistance(Float64Array.of(1, 2, 3), Float64Array.of(1, 2), 2)).toThrow(
      'do not make an array of 3.',
    )
    expect(() => energyDistance(Float64Array.of(NaN), Float64Array.of(1), 1)).toThrow(
      'Points must be finite, and one of their numbers is NaN.',
    )
    expect(() => unbiasedEnergyDistance(Float64Array.of(1), Float64Array.of(1, 2), 1)).toThrow(
      'needs two points of each set, not 1 and 2.',
    )
  })
})

describe('the 2-Wasserstein distance on a line', () => {
  it('is exact, also of different numbers of points', () => {
    expectClose(squaredWassersteinOfSorted(Float64Array.of(0), Float64Array.of(0, 1)), 0.5)
    expectClose(squaredWassersteinOfSorted(Float64Array.of(0, 0, 1, 1), Float64Array.of(0, 1)), 0)
    expectClose(
      squaredWassersteinOfSorted(Float64Array.of(0, 1, 2), Float64Array.of(0, 3)),
      (0 + 0.5 * 1 + 0.5 * 4 + 1) / 3,
    )
  })

  it('of normal distributions is √((m₁ − m₂)² + (s₁ − s₂)²)', () => {
    const squares = Array.from({ length: 10 }, (_, i) =>
      squaredWassersteinOfSorted(normals(2 * i, 4000, 1, 0.5).sort(), normals(2 * i + 1, 3000, -0.5, 1.5).sort()),
    )
    const estimate = repeated(squares)
    expect(Math.abs(estimate.mean - (1.5 ** 2 + 1 ** 2))).toBeLessThan(4 * estimate.error + 5e-3) // + the points' own floor
    expect(estimate.error).toBeLessThan(0.05)
  })
})

describe('the sliced 2-Wasserstein distance', () => {
  it('of a shift by c is ‖c‖/√2 in the plane, whatever its direction', () => {
    const x = normals(0, 100)
    const shifted = x.map((v, k) => v + (k % 2 === 0 ? 3 : 4))
    expectClose(slicedWasserstein(x, shifted), 5 / Math.SQRT2, 1e-10)
    expectClose(slicedWasserstein(x, shifted, equalAngles(3)), 5 / Math.SQRT2, 1e-10)
  })

  it('of normal distributions is the closed form of each slice', () => {
    const estimate = repeated(
      Array.from({ length: 6 }, (_, i) => slicedWasserstein(normals(2 * i, 4000), normals(2 * i + 1, 4000, 0, 2)) ** 2),
    )
    expect(Math.abs(estimate.mean - 1)).toBeLessThan(4 * estimate.error + 5e-3)
  })

  it('by random directions comes to the same', () => {
    const [x, y] = [normals(0, 400), normals(1, 400, 0.3, 1.3)]
    expectClose(
      slicedWasserstein(x, y, randomDirections(key(7), 2000, 2)) / slicedWasserstein(x, y, equalAngles(256)),
      1,
      0.03,
    )
  })

  it('does not change when both sets are turned by one of the angles, and grows with their scale', () => {
    const [x, y] = [normals(0, 80), normals(1, 60, 0.4)]
    const before = slicedWasserstein(x, y)
    expectClose(slicedWasserstein(turned(x, Math.PI / 32), turned(y, Math.PI / 32)), before, 1e-10)
    expectClose(
      slicedWasserstein(
        x.map((v) => 5 * v),
        y.map((v) => 5 * v),
      ),
      5 * before,
      1e-10,
    )
  })
})

describe('the permutation test', () => {
  const test = (i: number, shift: number, n = 40) =>
    permutationTest(normals(2 * i, 2 * n), normals(2 * i + 1, 2 * n, shift), 2, key(0), 99)

  it('has the energy distance as its statistic', () => {
    const [x, y] = [normals(0, 40), normals(1, 30, 0.2)]
    expectClose(permutationTest(x, y, 2, key(0), 1).statistic, energyDistance(x, y, 2), 1e-6)
  })

  it('gives uniform p-values where both sets are of one distribution', () => {
    const n = 200
    const pValues = Array.from({ length: n }, (_, i) => test(i, 0).pValue).toSorted((a, b) => a - b)
    const farthest = Math.max(...pValues.map((p, i) => Math.max(Math.abs(p - (i + 1) / n), Math.abs(p - i / n))))
    expect(farthest).toBeLessThan(1.63 / Math.sqrt(n)) // Kolmogorov's 1 % bound
  })

  it('finds a shift nearly always, and is never sure beyond its permutations', () => {
    const pValues = Array.from({ length: 20 }, (_, i) => test(i, 1).pValue)
    expect(pValues.filter((p) => p <= 0.02).length).toBeGreaterThanOrEqual(19)
    expect(Math.min(...pValues)).toBe(0.01)
  })

  it('of coinciding sets finds nothing', () => {
    const x = normals(3, 40)
    expect(permutationTest(x, x, 2, key(0), 99).pValue).toBe(1)
  })

  it('is the same for the same key, and refuses in a sentence', () => {
    expect(test(1, 0.2)).toEqual(test(1, 0.2))
    expect(() => permutationTest(normals(0, 40), normals(1, 40), 2, key(0), 0)).toThrow(
      'permutations must be an integer in [1, 10000], not 0.',
    )
    expect(() => permutationTest(new Float64Array(6000), new Float64Array(6000), 2, key(0))).toThrow(
      'number of all points must be an integer in [2, 4000], not 6000.',
    )
  })
})

describe('a repeated measurement', () => {
  it('has a mean and a standard error', () => {
    const { mean, error } = repeated([1, 2, 3])
    expectClose(mean, 2)
    expectClose(error, 1 / Math.sqrt(3))
    expect(repeated([4])).toEqual({ mean: 4, error: NaN })
    expect(() => repeated([])).toThrow('A mean needs at least one measurement.')
  })
})

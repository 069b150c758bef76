import { describe, expect, test } from 'vitest'
import { cosineSchedule, level, linearSchedule, normalArray, rmsDifference, varianceOf } from '../../src/diffusion'
import { betasUpTo, pictureIn, stepByStep, sumAndProduct } from '../../src/lessons/content/line-measures'

const cosine = cosineSchedule()
const linear = linearSchedule()
const picture = Float32Array.from({ length: 784 }, (_, i) => (i % 5 === 0 ? 1 : -1))
const deviation = (values: ArrayLike<number>) => Math.sqrt(varianceOf(values))

describe('two independent noises', () => {
  const [a, b] = [1, 2].map((step) => normalArray({ seed: 3, purpose: 'noise', step, sample: 0 }, 20_000))
  test('0.6 of one and 0.8 of the other are 1 strong together, not 1.4', () => {
    const sum = Float64Array.from(a ?? [], (value, i) => 0.6 * value + 0.8 * (b?.[i] ?? NaN))
    expect(deviation(sum)).toBeCloseTo(1, 1)
  })
  test('ten that are 0.1 strong are about 0.32 strong', () => {
    expect(Math.sqrt(10) * 0.1).toBeCloseTo(0.32, 2)
  })
})

test('one step of a thousand cannot be seen: it is less than one of 255 grey levels strong', () => {
  expect(Math.sqrt(cosine.beta[1] ?? NaN) * 127.5).toBeLessThan(1)
})

describe('400 steps, each with its own noise', () => {
  const t = 400
  const at = level(cosine, t)
  const { x, noise, signal } = stepByStep(picture, betasUpTo(cosine, t), 7)
  test('leave √ᾱ of the picture', () => {
    expect(signal).toBeCloseTo(at.signal, 12)
    expect(pictureIn(x, picture)).toBeCloseTo(at.signal, 1)
  })
  test('have noise as strong as the one line says', () => {
    expect(deviation(noise) / at.noise).toBeGreaterThan(0.9)
    expect(deviation(noise) / at.noise).toBeLessThan(1.1)
  })
  test('are the one line with the sum of their noises, but for rounding', () => {
    const inOne = picture.map((value, i) => at.signal * value + (noise[i] ?? NaN))
    expect(rmsDifference(x, inOne)).toBeLessThan(1e-6)
  })
  test('are another draw than the one line with a noise of its own', () => {
    const eps = normalArray({ seed: 7, purpose: 'forward', step: 0, sample: 0 }, picture.length)
    const other = picture.map((value, i) => at.signal * value + at.noise * (eps[i] ?? NaN))
    expect(rmsDifference(x, other)).toBeGreaterThan(0.5)
  })
  test('come out alike in the opposite order, though halfway they differ', () => {
    const betas = betasUpTo(cosine, t)
    const turned = stepByStep(picture, betas.toReversed(), 7)
    expect(turned.signal).toBeCloseTo(signal, 12)
    expect(deviation(turned.noise) / at.noise).toBeGreaterThan(0.9)
    expect(deviation(turned.noise) / at.noise).toBeLessThan(1.1)
    const halfway = (some: readonly number[]) => stepByStep(picture, some.slice(0, 200), 7).signal
    expect(halfway(betas)).toBeGreaterThan(halfway(betas.toReversed()) + 0.05)
  })
  test('begin with the weak ones', () => {
    const betas = betasUpTo(cosine, t)
    expect(betas.every((beta, i) => i === 0 || beta > (betas[i - 1] ?? NaN))).toBe(true)
  })
})

describe('the βs of the linear schedule', () => {
  const { sum, alphaBar, exponential } = sumAndProduct(linear, 500)
  test('rise evenly from 0.0001 to 0.02', () => {
    const [first, middle, last] = [1, 500.5, 1000].map(
      (t) => ((linear.beta[Math.floor(t)] ?? NaN) + (linear.beta[Math.ceil(t)] ?? NaN)) / 2,
    )
    expect(first).toBeCloseTo(0.0001, 9)
    expect(last).toBeCloseTo(0.02, 9)
    expect(middle).toBeCloseTo(((first ?? NaN) + (last ?? NaN)) / 2, 9)
  })
  test('add up to about 2.5 by t = 500, where ᾱ is 7.9 %, nearly e to the minus that', () => {
    expect(sum).toBeCloseTo(2.5, 1)
    expect(alphaBar).toBeCloseTo(0.079, 3)
    expect(Math.abs(exponential - alphaBar)).toBeLessThan(0.001)
  })
  test('are 0.01 at most until then, to two decimals', () => {
    expect(Math.max(...betasUpTo(linear, 500))).toBeCloseTo(0.01, 3)
  })
})

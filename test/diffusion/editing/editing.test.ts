import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  averagePooling,
  cosineSchedule,
  ddim,
  ddpm,
  gaussianOracle,
  greyMean,
  hiding,
  inpainting,
  level,
  normalArray,
  oracleDenoiser,
  rangePart,
  refining,
  renoised,
  repaintPath,
  restoring,
  sdeditLevels,
  sdeditStart,
  slerp,
  slerpCoefficients,
  timeGrid,
  uniformArray,
  type Denoised,
  type Level,
  type LinearOperator,
  type StepInput,
  type StepOver,
} from '../../../src/diffusion'
import golden from '../../golden/editing.json'
import { expectClose, largestError } from '../closeness'

const schedule = cosineSchedule()
const levelsOf = (steps: number) => timeGrid('trailing', 1000, steps).map((t) => level(schedule, t))
const noise = (step: number, n: number): Float32Array => normalArray({ seed: 6, purpose: 'step', step, sample: 0 }, n)
const pixels = (step: number, n: number): Float32Array =>
  uniformArray({ seed: 6, purpose: 'start', step, sample: 0 }, n).map((u) => 2 * u - 1)
const samplers = [
  ['DDPM', ddpm({ variance: 'beta' })],
  ['DDIM', ddim({ eta: 0 })],
  ['DDIM, η = 0.5', ddim({ eta: 0.5 })],
] as const

type Network = (x: Float32Array, at: Level) => Denoised<Float32Array>

/** A network that says nonsense, but a picture. */
const nonsense: Network = (x, at) => {
  const x0Hat = x.map((value, i) => Math.tanh(2 * value + Math.sin(i)))
  return { x0Hat, epsHat: arrayAlgebra.combine([1 / at.noise, x], [-at.signal / at.noise, x0Hat]) }
}

/** All steps along positions of the levels; upwards by renoising. */
function run(
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

describe.each(samplers)('inpainting by replacement around %s', (_name, sampler) => {
  const n = 12
  const known = pixels(1, n)
  const mask: Float32Array = Float32Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0))
  const { end, steps } = run(inpainting({ known, mask })(sampler), nonsense, levelsOf(8), n)

  it('keeps the known pixels to the bit, and fills the others', () => {
    end.forEach((value, i) => {
      if (mask[i]) expect(value).toBe(known[i])
      else expect(value).not.toBe(known[i])
    })
  })

  it('shows its parts: next = mean + added', () => {
    for (const { next, mean, added, to } of steps) {
      expect(next).toEqual(added ? arrayAlgebra.combine([1, mean], [1, added]) : mean)
      expect(added === undefined).toBe(to.noise === 0)
    }
  })

  it('noises the known pixels to the level reached', () => {
    for (const { mean, to } of steps)
      mean.forEach((value, i) => {
        if (mask[i]) expectClose(value, to.signal * (known[i] ?? NaN), 1e-7)
      })
  })

  it('is the sampler itself where nothing is known, and the picture where all is', () => {
    const none = inpainting({ known, mask: new Float32Array(n) })(sampler)
    expect(largestError(run(none, nonsense, levelsOf(1), n).end, run(sampler, nonsense, levelsOf(1), n).end)).toBe(0)
    expect(run(inpainting({ known, mask: mask.map(() => 1) })(sampler), nonsense, levelsOf(8), n).end).toEqual(known)
  })
})

describe("RePaint's way", () => {
  it.each(golden.paths)(
    `is that of diffusers ${golden.note.versions.diffusers}: $steps steps, jump $jump, $resamples times`,
    ({ steps, jump, resamples, path }) => {
      expect(repaintPath(steps, { jump, resamples })).toEqual(path)
    },
  )

  it('goes from N to 0 by single positions, and walks every stretch as often as asked', () => {
    const numbers = fc.record({
      steps: fc.integer({ min: 1, max: 60 }),
      jump: fc.integer({ min: 1, max: 12 }),
      resamples: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(numbers, ({ steps, jump, resamples }) => {
        const path = repaintPath(steps, { jump, resamples })
        expect([path[0], path.at(-1)]).toEqual([steps, 0])
        expect(path.slice(1).every((position, i) => Math.abs(position - (path[i] ?? NaN)) === 1)).toBe(true)
        const downFrom = (position: number) =>
          path.filter((p, i) => p === position && path[i + 1] === position - 1).length
        const end = Math.floor((steps - 1) / jump) * jump + 1 // of the last whole stretch
        const expected = (position: number) => (position > 1 && position <= end ? resamples : 1)
        const positions = Array.from({ length: steps }, (_, i) => i + 1)
        expect(positions.map(downFrom)).toEqual(positions.map(expected))
      }),
      { numRuns: 50 },
    )
  })

  it('heals what replacement alone gets wrong: the unknown half of correlated Gaussian pairs', () => {
    const pairs = 150
    const denoise = oracleDenoiser(gaussianOracle([0, 0], [1, 0.9, 0.9, 1]))
    const first: Float32Array = new Float32Array(2 * pairs).map((_, i) => 1 - (i % 2)) // known to be 1, and known
    const sampler = inpainting({ known: first, mask: first })(ddpm({ variance: 'beta' }))
    const meanOf = (x: Float32Array) => x.reduce((sum, value, i) => sum + (i % 2 ? value : 0), 0) / pairs
    const levels = levelsOf(20)
    const [replaced, repainted] = [undefined, repaintPath(20, { jump: 4, resamples: 6 })].map((path) =>
      meanOf(run(sampler, denoise, levels, 2 * pairs, path).end),
    )
    const exact = 0.9 // E[x₂ | x₁ = 1]; its standard error here is 0.04
    expect(exact - (replaced ?? NaN)).toBeGreaterThan(0.2)
    expect(Math.abs((repainted ?? NaN) - exact)).toBeLessThan(0.15)
  })

  it('renoises to the marginal: N(α_t·x₀, σ_t²) from N(α_s·x₀, σ_s²)', () => {
    const n = 20_000
    const [from, to] = [level(schedule, 200), level(schedule, 600)]
    const x = arrayAlgebra.combine([from.signal, new Float32Array(n).fill(0.7)], [from.noise, noise(1, n)])
    const up = renoised(arrayAlgebra, x, from, to, () => noise(2, n))
    const mean = up.reduce((a, b) => a + b, 0) / n
    const variance = up.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
    expect(Math.abs(mean - 0.7 * to.signal)).toBeLessThan((4 * to.noise) / Math.sqrt(n))
    expect(Math.abs(variance / to.noise ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(() => renoised(arrayAlgebra, x, to, from, () => x)).toThrow('lower noise level')
  })

  it.each([
    [0, 1, 1, 'steps'],
    [5, 0, 1, 'jump'],
    [5, 1, 0, 'resamples'],
    [5, 1.5, 1, 'jump'],
    [NaN, 1, 1, 'steps'],
  ])('refuses %d steps, jump %d, %d times', (steps, jump, resamples, name) => {
    expect(() => repaintPath(steps, { jump, resamples })).toThrow(`${name} must be an integer in [1,`)
  })
})

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
    const said = nonsense(x, at)
    const { x0Hat, epsHat } = restoring(arrayAlgebra, operator, pixels(1, 4))(nonsense)(x, at)
    const unseen = (picture: Float32Array) => arrayAlgebra.combine([1, picture], [-1, rangePart(operator, picture)])
    expect(largestError(unseen(x0Hat), unseen(said.x0Hat))).toBeLessThan(5e-7)
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

describe('slerp', () => {
  const norm = (x: Float32Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0))
  const [a, b] = [noise(1, 784), noise(2, 784)]

  it('ends at both latents, to the bit', () => {
    expect(slerp(a, b, 0)).toEqual(a)
    expect(slerp(a, b, 1)).toEqual(b)
  })

  it('keeps the length of latents of one length, and the angles in proportion', () => {
    const c = b.map((value) => (value * norm(a)) / norm(b))
    const angle = (x: Float32Array, y: Float32Array) =>
      Math.acos(x.reduce((sum, value, i) => sum + value * (y[i] ?? NaN), 0) / norm(x) / norm(y))
    for (const u of [0.1, 0.25, 0.5, 0.9]) {
      expectClose(norm(slerp(a, c, u)) / norm(a), 1, 1e-6)
      expectClose(angle(a, slerp(a, c, u)), u * angle(a, c), 1e-6)
    }
    expect(norm(slerp(a, b, 0.5))).toBeGreaterThan(0.95 * Math.min(norm(a), norm(b)))
    expect(norm(arrayAlgebra.combine([0.5, a], [0.5, b]))).toBeLessThan(0.8 * norm(a)) // what a straight line does
  })

  it('goes straight between latents that point in one direction', () => {
    expect(largestError(slerp(a, a, 0.4), a)).toBeLessThan(1e-7)
    expect(
      largestError(
        slerp(
          a,
          a.map((value) => 3 * value),
          0.5,
        ),
        a.map((value) => 2 * value),
      ),
    ).toBeLessThan(1e-6)
    expect(slerpCoefficients(1, 0.3)).toEqual([0.7, 0.3])
  })

  it('refuses in a sentence', () => {
    expect(() =>
      slerp(
        a,
        a.map((value) => -value),
        0.5,
      ),
    ).toThrow('Between opposite vectors there is no shortest arc.')
    expect(() => slerp(a, new Float32Array(784), 0.5)).toThrow('A latent must be finite and not 0 everywhere.')
    expect(() => slerp(a, b.subarray(1), 0.5)).toThrow('Latents must be of one length, not 784 and 783.')
    expect(() => slerp(a, b, 1.5)).toThrow('u must be a number in [0, 1], not 1.5.')
    expect(() =>
      slerp(
        a,
        b.map(() => NaN),
        0.5,
      ),
    ).toThrow('A latent must be finite')
  })
})

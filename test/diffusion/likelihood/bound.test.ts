import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boundTerm,
  cosineSchedule,
  gaussianOracle,
  hybridLoss,
  level,
  linearSchedule,
  logNormalCdf,
  logNormalInterval,
  posterior,
  priorTerm,
  reverseLogVariance,
  simpleLoss,
  varianceRange,
  variationalBound,
  type Level,
  type ReverseModel,
  type ReverseVariance,
  type Schedule,
  type Variance,
} from '../../../src/diffusion'
import golden from '../../golden/likelihood.json'
import { expectClose, largestError } from '../closeness'
import { exactHead, posteriorVariance } from '../gaussian'

const ladderOf = (schedule: Schedule) => Array.from({ length: schedule.T + 1 }, (_, t) => level(schedule, t))

const ladders = { linear: ladderOf(linearSchedule()), cosine: ladderOf(cosineSchedule()) }

const variances: readonly Variance[] = ['beta', 'beta-tilde', 'learned']

interface Row {
  schedule: 'linear' | 'cosine'
  t: number
  variance: Variance | 'prior'
  x0: number[]
  x0Hat: number[]
  v: number[]
  bits: number
}

describe(`the papers' formulas in numpy ${golden.note.versions.numpy} and mpmath ${golden.note.versions.mpmath}`, () => {
  it.each(golden.bounds as Row[])(
    'agree on $variance of $schedule at t = $t',
    ({ schedule, t, variance, x0, x0Hat, v, bits }) => {
      const ladder = ladders[schedule]
      const [x, mean, head] = [x0, x0Hat, v].map((numbers) => Float64Array.from(numbers))
      if (!x || !mean || !head) throw new Error('A row lacks a part.')
      const ours =
        variance === 'prior'
          ? priorTerm(x, ladder[t] ?? level(linearSchedule(), t))
          : boundTerm({ ladder, variance, decoder: 'pixels' }, t, x, { x0Hat: mean, v: head })
      expectClose(ours / bits, 1, 1e-9) // terms near T are small: relative
    },
  )

  it('agree on log Φ, far out in both tails', () => {
    const { z, logCdf, intervals } = golden.distribution
    expect(largestError(z.map(logNormalCdf), logCdf)).toBeLessThan(1e-14)
    const logs = intervals.map(({ a, b }) => logNormalInterval(a ?? -Infinity, b ?? Infinity))
    expect(
      largestError(
        logs,
        intervals.map(({ log }) => log),
      ),
    ).toBeLessThan(1e-13)
  })
})

it('the analytic variance has the least bound of all, term by term, for what the errors of x̂₀ are', () => {
  for (const t of [2, 50, 500, 1000]) {
    for (const error of [1e-4, 0.02, 0.3]) {
      // a term is linear in the squared error, so its mean is the term of the mean
      const term = (variance: ReverseVariance, meanSquaredError = error) =>
        boundTerm(
          { ladder: ladders.cosine, variance, decoder: 'density', meanSquaredError: () => meanSquaredError },
          t,
          Float64Array.of(Math.sqrt(error)),
          { x0Hat: Float64Array.of(0) },
        )
      for (const other of [
        term('beta'),
        term('beta-tilde'),
        term('analytic', 1.1 * error),
        term('analytic', 0.9 * error),
      ]) {
        expect(term('analytic')).toBeLessThanOrEqual(other * (1 + 1e-9))
      }
    }
  }
  expect(() => reverseLogVariance(ladders.cosine, 5, 'analytic')).toThrow(
    'The analytic variance needs meanSquaredError',
  )
  expectClose(reverseLogVariance(ladders.cosine, 1, 'analytic', () => 0.01)(undefined), Math.log(0.01)) // the decoder's own
})

describe('the range of the reverse variance', () => {
  const ladder = ladders.cosine

  it('lies between β̃ and β, and takes β̃_2 for β̃_1', () => {
    for (const t of [2, 3, 500, 1000]) {
      const [from, to] = [ladder[t], ladder[t - 1]]
      if (!from || !to) throw new Error('No such level.')
      const { logBeta, logBetaTilde } = varianceRange(ladder, t)
      expectClose(logBeta, Math.log(posterior(from, to).beta))
      expectClose(logBetaTilde, Math.log(posterior(from, to).betaTilde))
      expect(logBetaTilde).toBeLessThan(logBeta)
    }
    expect(varianceRange(ladder, 1).logBetaTilde).toBe(varianceRange(ladder, 2).logBetaTilde)
    expect(reverseLogVariance(ladder, 1, 'beta')(undefined)).toBe(varianceRange(ladder, 2).logBetaTilde)
  })

  it('is spanned by the head from −1 to 1', () => {
    const { logBeta, logBetaTilde } = varianceRange(ladder, 300)
    const learned = reverseLogVariance(ladder, 300, 'learned')
    expectClose(learned(-1), logBetaTilde)
    expectClose(learned(1), logBeta)
    expectClose(learned(0), (logBeta + logBetaTilde) / 2)
    expect(() => learned(undefined)).toThrow('The learned variance needs a network with a variance head')
  })

  it('has no neighbour to take where there is one step only', () => {
    const { logBeta, logBetaTilde } = varianceRange([level(linearSchedule(), 0), level(linearSchedule(), 500)], 1)
    expect(logBetaTilde).toBe(logBeta)
  })

  it.each([0, 1001, 2.5, NaN])('refuses t = %d', (t) => {
    expect(() => varianceRange(ladder, t)).toThrow(`t must be an integer in [1, 1000], not ${t}.`)
  })
})

describe('the bound on Gaussian data', () => {
  const data = { m: 0.3, s: 0.5 }
  const oracle = gaussianOracle([data.m], data.s ** 2)

  /** The v with which p(x_{t−1} | x_t) has exactly the variance of q(x_{t−1} | x_t), also at t = 1. */
  function idealHead(ladder: readonly Level[], t: number): number {
    const [from, to] = [ladder[t], ladder[t - 1]]
    if (!from || !to) throw new Error('No such level.')
    if (t > 1) return exactHead(data, from, to)
    const { logBeta, logBetaTilde } = varianceRange(ladder, 1)
    return (2 * (Math.log(posteriorVariance(data, from)) - logBetaTilde)) / (logBeta - logBetaTilde) - 1
  }

  /**
   * The bound's mean over x₀ and ε with the exact denoiser, in nats. Its terms are quadratic in both, so the four points
   * (m ± s, ±1) of Gauss–Hermite quadrature give it exactly. At the end the prior is the marginal itself, N(α·m, α²s² + σ²),
   * to which the mean of −log is known: only the steps are judged.
   */
  function meanBound(T: number, headAt: (ladder: readonly Level[], t: number) => number): number {
    const ladder = ladderOf(cosineSchedule(T))
    const end = ladder[T]
    if (!end) throw new Error('A ladder has an end.')
    let nats = oracle.entropy(end) - Math.log(2 * Math.PI * Math.E * end.noise ** 2) / 2 // KL to the marginal, in the mean
    for (const [a, b] of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ] as const) {
      const x0 = Float64Array.of(data.m + a * data.s)
      const { terms } = variationalBound({ ladder, variance: 'learned', decoder: 'density' }, x0, (t, at) => ({
        x0Hat: oracle.posteriorMean(Float64Array.of(at.signal * (x0[0] ?? NaN) + at.noise * b), at),
        v: Float64Array.of(headAt(ladder, t)),
      }))
      nats += (terms.reduce((sum, term) => sum + term, 0) * Math.LN2) / 4
    }
    return nats
  }
  const entropy = Math.log(2 * Math.PI * Math.E * data.s ** 2) / 2 // the exact −log p(x₀), in the mean

  it.each([2, 5, 50, 1000])(
    'is the exact −log-likelihood where the reverse variance is the true one, in %d steps',
    (T) => {
      expectClose(meanBound(T, idealHead), entropy, 1e-9)
    },
  )

  it('is above it for variance β, and comes down to it with the number of steps', () => {
    const gaps = [10, 40, 160, 640].map(
      (T) => meanBound(T, (ladder, t) => (t === 1 ? idealHead(ladder, 1) : 1)) - entropy,
    )
    gaps.forEach((gap, i) => {
      expect(gap).toBeGreaterThan(0)
      expect(gap).toBeLessThan((gaps[i - 1] ?? Infinity) / 2)
    })
    expect(gaps.at(-1)).toBeLessThan(1e-3)
  })

  it('stays above it for variance β̃, which is too small beside the data, however many steps', () => {
    for (const T of [10, 160, 640])
      expect(meanBound(T, (ladder, t) => (t === 1 ? idealHead(ladder, 1) : -1))).toBeGreaterThan(entropy + 0.1)
  })

  it('is above it for whatever head', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }), (head) => {
        expect(meanBound(12, (_, t) => head[t - 1] ?? NaN)).toBeGreaterThan(entropy)
      }),
      { numRuns: 30 },
    )
  })

  it('has the prior term that is the KL of two Gaussians', () => {
    const { signal, noise } = level(cosineSchedule(), 700)
    const [m, v] = [signal * 0.8, noise ** 2]
    expectClose(
      priorTerm(Float32Array.of(0.8), level(cosineSchedule(), 700)),
      (v + m * m - 1 - Math.log(v)) / 2 / Math.LN2,
      1e-7,
    )
  })
})

describe('the bound', () => {
  const model: ReverseModel = { ladder: ladders.linear.slice(0, 6), variance: 'learned', decoder: 'pixels' }
  const x0 = Float32Array.of(-1, 1, 1 / 255)

  it('is the sum of its terms, asked for once each', () => {
    const requests: number[] = []
    const { prior, terms, total } = variationalBound(model, x0, (t, at) => {
      requests.push(t)
      expect(at).toBe(model.ladder[t])
      return { x0Hat: Float32Array.of(-0.9, 1, 0), v: Float32Array.of(0, 1, -1) }
    })
    expect(requests).toEqual([1, 2, 3, 4, 5])
    expectClose(total, prior + terms.reduce((a, b) => a + b, 0))
  })

  it('has no term below 0, and is 0 between the posterior and itself', () => {
    const unit = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom(...variances),
        fc.integer({ min: 1, max: 1000 }),
        unit,
        unit,
        (variance, t, x0Hat, v) => {
          const answer = { x0Hat: Float64Array.of(x0Hat), v: Float64Array.of(v) }
          for (const ladder of Object.values(ladders)) {
            const bits = boundTerm({ ladder, variance, decoder: 'pixels' }, t, Float64Array.of(1 / 255), answer)
            expect(bits).toBeGreaterThanOrEqual(0)
            expect(bits).toBeLessThan(Infinity)
          }
        },
      ),
    )
    expect(boundTerm({ ...model, ladder: ladders.cosine, variance: 'beta-tilde' }, 500, x0, { x0Hat: x0 })).toBe(0)
  })

  it('refuses in a sentence what is no ladder, and parts that do not fit', () => {
    const say = () => ({ x0Hat: x0, v: x0 })
    expect(() => variationalBound({ ...model, ladder: ladders.linear.slice(1, 4) }, x0, say)).toThrow(
      'must begin with the data',
    )
    expect(() => variationalBound({ ...model, ladder: ladders.linear.slice(0, 1) }, x0, say)).toThrow('and go on')
    expect(() =>
      variationalBound({ ...model, ladder: [0, 3, 2].map((t) => level(linearSchedule(), t)) }, x0, say),
    ).toThrow('lower noise level')
    expect(() => boundTerm(model, 2, x0, { x0Hat: new Float32Array(2) })).toThrow('must be of one length, not 3 and 2.')
    expect(() => boundTerm(model, 2, x0, { x0Hat: x0 })).toThrow('variance head')
    expect(() => priorTerm(x0, { t: 0, signal: 1, noise: 0 })).toThrow('noise must be positive at the end')
  })
})

describe('the losses', () => {
  it('are the mean square, and that plus λ times the bound', () => {
    expectClose(simpleLoss(Float32Array.of(1, 2), Float32Array.of(0, 4)), 2.5)
    expect(() => simpleLoss(new Float32Array(2), new Float32Array(3))).toThrow('of one length, not 2 and 3')
    expectClose(hybridLoss(0.5, 4), 0.504)
    expect(() => hybridLoss(0.5, 4, -1)).toThrow('lambda must be a number in [0, 1000000], not -1.')
  })
})

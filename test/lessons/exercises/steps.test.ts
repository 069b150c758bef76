import { expect, test } from 'vitest'
import { density, estimate, integral, normals, spread } from './independent'
import { numbersOf, SEEDS } from './numbers'

// noise, line, back, eta: against Monte Carlo with its standard errors, Bayes' rule on a grid, and sums over single steps.

const within = (value: number, { mean, error }: { mean: number; error: number }) => {
  expect(Math.abs(value - mean)).toBeLessThan(4.5 * error)
}

test.each(SEEDS)('noise, seed %i: mean and variance are those of many small steps', (seed) => {
  const { givens, solution } = numbersOf('noise', seed, 'moments')
  const [alphaBar, x0] = [givens.one('alpha_bar'), givens.many('x0')]
  const [steps, normal] = [16, normals(seed)]
  const keep = alphaBar ** (1 / steps) // ᾱ of each small step
  const walked = Array.from({ length: 20_000 }, () => {
    let x = x0[0] ?? NaN
    for (let i = 0; i < steps; i++) x = Math.sqrt(keep) * x + Math.sqrt(1 - keep) * normal()
    return x
  })
  within(solution.many('mean')[0] ?? NaN, estimate(walked))
  within(solution.one('variance'), spread(walked))
})

test.each(SEEDS)('noise, seed %i: SNR and its logarithm lead back to ᾱ', (seed) => {
  const { givens, solution } = numbersOf('noise', seed, 'ratio')
  const [snr, lambda] = [solution.one('snr'), solution.one('log_snr')]
  expect(snr / (1 + snr)).toBeCloseTo(givens.one('alpha_bar'), 12)
  expect(integral((x) => 1 / x, 1, snr)).toBeCloseTo(lambda, 8) // the natural logarithm
  const inverse = numbersOf('noise', seed, 'inverse')
  const alphaBar = inverse.solution.one('alpha_bar')
  expect(alphaBar / (1 - alphaBar)).toBeCloseTo(inverse.givens.one('snr'), 9)
})

test.each(SEEDS)('noise, seed %i: xₜ minus its mean has the size of the noise', (seed) => {
  const { givens, solution } = numbersOf('noise', seed, 'sample')
  const alphaBar = givens.one('alpha_bar')
  solution.many('xt').forEach((xt, i) => {
    const [x0, eps] = [givens.many('x0')[i] ?? NaN, givens.many('eps')[i] ?? NaN]
    expect(xt - x0 * alphaBar ** 0.5).toBeCloseTo(eps * (1 - alphaBar) ** 0.5, 12)
  })
})

test.each(SEEDS)(
  'line, seed %i: the jump has the moments of three steps, and the first step its share of them',
  (seed) => {
    const { givens, solution } = numbersOf('line', seed, 'products')
    const normal = normals(seed)
    const betas = givens.many('beta')
    const data = Array.from({ length: 20_000 }, () => {
      let [x, ofFirst] = [1, 0] // and the part of x that the first step's noise is
      betas.forEach((beta, i) => {
        const added = Math.sqrt(beta) * normal()
        x = Math.sqrt(1 - beta) * x + added
        ofFirst = i === 0 ? added : Math.sqrt(1 - beta) * ofFirst
      })
      return { x, ofFirst }
    })
    const alphaBar = solution.many('alpha_bar')[1] ?? NaN
    within(Math.sqrt(alphaBar), estimate(data.map(({ x }) => x)))
    within(1 - alphaBar, spread(data.map(({ x }) => x)))
    within(numbersOf('line', seed, 'share').solution.one('v1'), spread(data.map(({ ofFirst }) => ofFirst)))
    const jump = numbersOf('line', seed, 'jump')
    const [x0, eps] = [jump.givens.one('x0'), jump.givens.one('eps')]
    expect((jump.solution.one('x3') - alphaBar ** 0.5 * x0) / eps).toBeCloseTo((1 - alphaBar) ** 0.5, 12)
  },
)

test.each(SEEDS)('line, seed %i: the count of steps is the first one below the bound', (seed) => {
  const { givens, solution } = numbersOf('line', seed, 'count')
  const n = Math.log(givens.one('a')) / Math.log(1 - givens.one('beta'))
  expect(solution.one('t')).toBe(Math.floor(n) + 1)
})

test.each(SEEDS)('back, seed %i: mean and variance are those that Bayes’ rule gives on a grid', (seed) => {
  const { givens, solution } = numbersOf('back', seed, 'guess')
  const [before, beta] = [givens.one('alpha_bar_before'), givens.one('beta')]
  const [x0, xt] = [solution.many('x0_hat')[1] ?? NaN, givens.many('xt')[1] ?? NaN]
  const eps = givens.many('eps_hat')[1] ?? NaN
  const alphaBar = solution.one('alpha_bar')
  expect(alphaBar ** 0.5 * x0 + (1 - alphaBar) ** 0.5 * eps).toBeCloseTo(xt, 12)
  const joint = (x: number) => density(x, before ** 0.5 * x0, 1 - before) * density(xt, (1 - beta) ** 0.5 * x, beta)
  const total = integral(joint, -12, 12)
  const mean = integral((x) => (x * joint(x)) / total, -12, 12)
  const variance = integral((x) => ((x - mean) ** 2 * joint(x)) / total, -12, 12)
  expect(numbersOf('back', seed, 'mean').solution.many('mean')[1]).toBeCloseTo(mean, 9)
  expect(numbersOf('back', seed, 'variance').solution.one('beta_tilde')).toBeCloseTo(variance, 9)
  const next = numbersOf('back', seed, 'next')
  expect(next.solution.many('x_before')[1]).toBeCloseTo(mean + variance ** 0.5 * (next.givens.many('z')[1] ?? NaN), 9)
})

test.each(SEEDS)(
  'eta, seed %i: with any η the step keeps the marginal, and η = 1 draws what the posterior does',
  (seed) => {
    const { givens, solution } = numbersOf('eta', seed, 'sigma')
    const [t, s] = [givens.one('alpha_bar_t'), givens.one('alpha_bar_s')]
    const alphaBarRatio = t / s
    const joint = (x: number) => density(x, 0, 1 - s) * density(0, alphaBarRatio ** 0.5 * x, 1 - alphaBarRatio)
    const total = integral(joint, -12, 12)
    const variance = integral((x) => (x * x * joint(x)) / total, -12, 12)
    expect(solution.one('beta_tilde')).toBeCloseTo(variance, 9)
    expect(solution.one('sigma')).toBeCloseTo(givens.one('eta') * Math.sqrt(variance), 9)
    const c = numbersOf('eta', seed, 'direction').solution.one('c')
    expect(c ** 2 + variance).toBeCloseTo(1 - s, 9) // both noises together are the noise of level s
  },
)

test.each(SEEDS)('eta, seed %i: the steps are x̂₀, ε̂ and z mixed so that variances add up', (seed) => {
  const certain = numbersOf('eta', seed, 'certain')
  const chance = numbersOf('eta', seed, 'chance')
  const sigma = numbersOf('eta', seed, 'sigma').solution.one('sigma')
  const [t, s] = [certain.givens.one('alpha_bar_t'), certain.givens.one('alpha_bar_s')]
  certain.solution.many('x0_hat').forEach((x0, i) => {
    const [eps, z] = [certain.givens.many('eps_hat')[i] ?? NaN, chance.givens.many('z')[i] ?? NaN]
    expect(t ** 0.5 * x0 + (1 - t) ** 0.5 * eps).toBeCloseTo(certain.givens.many('xt')[i] ?? NaN, 12)
    expect(certain.solution.many('xs')[i]).toBeCloseTo(s ** 0.5 * x0 + (1 - s) ** 0.5 * eps, 12)
    const direction = (1 - s - sigma ** 2) ** 0.5
    expect(chance.solution.many('xs')[i]).toBeCloseTo(s ** 0.5 * x0 + direction * eps + sigma * z, 12)
  })
})

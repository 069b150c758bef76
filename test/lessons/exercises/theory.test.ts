import { expect, test } from 'vitest'
import { density, derivative, integral, root } from './independent'
import { numbersOf, SEEDS, type Numbers } from './numbers'

// schedules, answers, variance, score, flow, guidance: against quadrature, finite differences, bisection and many small steps.

const cosine = (t: number) => {
  const f = (at: number) => (1 + Math.cos(Math.PI * ((at / 1000 + 0.008) / 1.008))) / 2 // cos² by the double angle
  return f(t) / f(0)
}
function linearBetas(t: number): number[] {
  return Array.from({ length: t }, (_, i) => (0.1 + (19.9 * i) / 999) / 1000)
}
const logit = (p: number) => Math.log(p) - Math.log1p(-p)

test.each(SEEDS)('schedules, seed %i: ᾱ, β and λ are those of the papers’ formulas', (seed) => {
  const ofCosine = numbersOf('schedules', seed, 'cosine')
  expect(ofCosine.solution.one('alpha_bar')).toBeCloseTo(cosine(ofCosine.givens.one('t')), 9)
  const linear = numbersOf('schedules', seed, 'linear')
  const betas = linearBetas(linear.givens.one('t'))
  expect(linear.solution.one('beta_t')).toBeCloseTo(betas.at(-1) ?? NaN, 12)
  expect(linear.solution.one('S')).toBeCloseTo((betas.length * ((betas[0] ?? NaN) + (betas.at(-1) ?? NaN))) / 2, 10)
  const left = betas.reduce((all, beta) => all * (1 - beta), 1)
  expect(linear.solution.one('alpha_bar')).toBeCloseTo(left, 12)
  expect(Math.abs(Math.exp(-linear.solution.one('S')) - left)).toBeLessThan(0.0015) // the shortcut is accepted
  const { givens, solution } = numbersOf('schedules', seed, 'compared')
  expect(solution.one('lambda_cos')).toBeCloseTo(logit(cosine(givens.one('t'))), 8)
  const linearAlphaBar = linearBetas(givens.one('t')).reduce((all, beta) => all * (1 - beta), 1)
  expect(solution.one('lambda_lin')).toBeCloseTo(logit(linearAlphaBar), 9)
})

test.each(SEEDS)('schedules, seed %i: at the t that is found, bisection finds the same log-SNR', (seed) => {
  const { givens, solution } = numbersOf('schedules', seed, 'inverse')
  const t = root((at) => logit(cosine(at)) - givens.one('log_snr'), 1, 999)
  expect(Math.abs(solution.one('t') - t)).toBeLessThan(0.5)
})

/** x₀ and ε that make the given state and the given v, u: two linear equations, by Cramer's rule. */
function solved([a, b, c, d]: readonly [number, number, number, number], x: number, y: number) {
  const determinant = a * d - b * c
  return { x0: (x * d - b * y) / determinant, eps: (a * y - x * c) / determinant }
}

test.each(SEEDS)('answers, seed %i: x₀ and ε solve the two equations of xₜ and the prediction', (seed) => {
  const epsilon = numbersOf('answers', seed, 'epsilon')
  const [α, σ] = [epsilon.givens.one('alpha_bar') ** 0.5, (1 - epsilon.givens.one('alpha_bar')) ** 0.5]
  const eps = epsilon.givens.one('eps_hat')
  const xt = epsilon.givens.one('xt')
  const { x0 } = solved([α, σ, 0, 1], xt, eps)
  expect(epsilon.solution.one('x0_hat')).toBeCloseTo(x0, 10)
  const angle = Math.atan2(σ, α)
  const turned = (at: number) => Math.cos(at) * x0 + Math.sin(at) * eps
  expect(epsilon.solution.one('v_hat')).toBeCloseTo(derivative(turned, angle), 8) // v is the derivative by the angle
  const logDensity = (x: number) => Math.log(density(x, α * x0, σ ** 2))
  expect(epsilon.solution.one('score')).toBeCloseTo(derivative(logDensity, xt), 6)

  const velocity = numbersOf('answers', seed, 'velocity')
  const [a, s] = [velocity.givens.one('alpha_bar') ** 0.5, (1 - velocity.givens.one('alpha_bar')) ** 0.5]
  const ofV = solved([a, s, -s, a], velocity.givens.one('xt'), velocity.givens.one('v_hat'))
  expect(velocity.solution.one('x0_hat')).toBeCloseTo(ofV.x0, 10)
  expect(velocity.solution.one('eps_hat')).toBeCloseTo(ofV.eps, 10)

  const flow = numbersOf('answers', seed, 'flow')
  const t = flow.givens.one('t')
  const ofU = solved([1 - t, t, -1, 1], flow.givens.one('xt'), flow.givens.one('u_hat'))
  expect(flow.solution.one('x0_hat')).toBeCloseTo(ofU.x0, 10)
  expect(flow.solution.one('eps_hat')).toBeCloseTo(ofU.eps, 10)

  const error = numbersOf('answers', seed, 'error')
  const [signal, noise] = [error.givens.one('alpha_bar') ** 0.5, (1 - error.givens.one('alpha_bar')) ** 0.5]
  const moved = solved([signal, noise, 0, 1], 1, 0).x0 - solved([signal, noise, 0, 1], 1, error.givens.one('delta')).x0
  expect(error.solution.one('Delta')).toBeCloseTo(moved, 10)
})

const klByQuadrature = (q: readonly [number, number], p: readonly [number, number]) =>
  integral(
    (x) => density(x, ...q) * Math.log(density(x, ...q) / density(x, ...p)),
    q[0] - 9 * q[1] ** 0.5,
    q[0] + 9 * q[1] ** 0.5,
  )

/** Mean and variance of q(x_{t−1} | xₜ, x₀), by Bayes' rule on a grid. */
function bayes(before: number, beta: number, x0: number, xt: number): [number, number] {
  const joint = (x: number) => density(x, before ** 0.5 * x0, 1 - before) * density(xt, (1 - beta) ** 0.5 * x, beta)
  const total = integral(joint, -8, 8)
  const mean = integral((x) => (x * joint(x)) / total, -8, 8)
  return [mean, integral((x) => ((x - mean) ** 2 * joint(x)) / total, -8, 8)]
}

test.each(SEEDS)('variance, seed %i: divergences are integrals, and variances those of Bayes’ rule', (seed) => {
  const tilde = numbersOf('variance', seed, 'tilde')
  const [before, beta] = [tilde.givens.one('alpha_bar_before'), tilde.givens.one('beta')]
  const [, betaTilde] = bayes(before, beta, 0, 0)
  expect(tilde.solution.one('beta_tilde')).toBeCloseTo(betaTilde, 9)
  expect(tilde.solution.one('ratio')).toBeCloseTo(betaTilde / beta, 8)

  const { givens, solution } = numbersOf('variance', seed, 'divergence')
  const normal = (name: string) => [givens.one(`mean_${name}`), givens.one(`sigma_${name}`) ** 2] as const
  expect(solution.one('kl')).toBeCloseTo(klByQuadrature(normal('q'), normal('p')), 6)

  const term = numbersOf('variance', seed, 'term')
  const xt = 0.3 // any: both means move alike
  const [ofModel] = bayes(before, beta, term.givens.one('x0_hat'), xt)
  const q = bayes(before, beta, term.givens.one('x0'), xt)
  expect(term.solution.one('L')).toBeCloseTo(klByQuadrature(q, [ofModel, beta]), 6)

  const learned = numbersOf('variance', seed, 'learned')
  const f = learned.givens.one('f')
  expect(learned.solution.one('Sigma')).toBeCloseTo(beta ** f * betaTilde ** (1 - f), 9)
})

/** The mixture's density at x, its data noised up to ᾱ: α·x₀ + σ·ε, by an integral over x₀. */
function noisyDensity(givens: Numbers, x: number, alphaBar: number): number {
  const data = (x0: number) =>
    givens.one('w1') * density(x0, givens.many('m')[0] ?? NaN, (givens.many('s')[0] ?? NaN) ** 2) +
    (1 - givens.one('w1')) * density(x0, givens.many('m')[1] ?? NaN, (givens.many('s')[1] ?? NaN) ** 2)
  if (alphaBar === 1) return data(x)
  return integral((x0) => data(x0) * density(x, alphaBar ** 0.5 * x0, 1 - alphaBar), -10, 10)
}

test.each(SEEDS)('score, seed %i: scores are slopes of log-densities', (seed) => {
  const single = numbersOf('score', seed, 'single')
  const one = (x: number) => Math.log(density(x, single.givens.one('m1'), single.givens.one('s1') ** 2))
  expect(single.solution.one('score')).toBeCloseTo(derivative(one, single.givens.one('x')), 6)

  const { givens, solution } = numbersOf('score', seed, 'mixed')
  const [x, log] = [givens.one('x'), (at: number) => Math.log(noisyDensity(givens, at, 1))]
  expect(solution.one('score')).toBeCloseTo(derivative(log, x), 6)
  const first = givens.one('w1') * density(x, givens.many('m')[0] ?? NaN, (givens.many('s')[0] ?? NaN) ** 2)
  expect(numbersOf('score', seed, 'shares').solution.one('r1')).toBeCloseTo(first / noisyDensity(givens, x, 1), 9)

  const step = numbersOf('score', seed, 'langevin')
  const [δ, z] = [step.givens.one('delta'), step.givens.one('z')]
  expect(step.solution.one('x_next')).toBeCloseTo(x + (δ / 2) * derivative(log, x) + δ ** 0.5 * z, 6)

  const noisy = numbersOf('score', seed, 'noisy')
  const noisyLog = (at: number) => Math.log(noisyDensity(noisy.givens, at, noisy.givens.one('alpha_bar')))
  expect(noisy.solution.one('score')).toBeCloseTo(derivative(noisyLog, noisy.givens.one('xt'), 1e-4), 6)
})

/** E[ε − x₀ | xₜ = x] of data N(0, s²) on the straight path, by an integral over ε where t is small, else over x₀. */
function meanVelocity(s: number, x: number, t: number): number {
  if (t === 1) return x // there x is ε, and x₀ has the mean 0
  const overEps = t < 0.5
  const pair = (at: number) =>
    overEps ? { eps: at, x0: (x - t * at) / (1 - t) } : { x0: at, eps: (x - (1 - t) * at) / t }
  const weight = (at: number) => density(pair(at).x0, 0, s * s) * density(pair(at).eps, 0, 1)
  const velocity = (at: number) => pair(at).eps - pair(at).x0
  const far = 8 * (overEps ? 1 : s)
  return integral((at) => weight(at) * velocity(at), -far, far, 400) / integral(weight, -far, far, 400)
}

test.each(SEEDS)(
  'flow, seed %i: Euler’s steps follow the mean velocity, and many small ones find the exact end',
  (seed) => {
    const { givens, solution } = numbersOf('flow', seed, 'marginal')
    const [s, start] = [givens.one('s'), givens.one('x1')]
    const euler = (steps: number, last = 0) => {
      let x = start
      for (let i = 0; i < steps && 1 - i / steps > last; i++) x -= meanVelocity(s, x, 1 - i / steps) / steps
      return x
    }
    expect(solution.one('x_half')).toBeCloseTo(euler(2, 0.5), 6)
    expect(solution.one('x_end')).toBeCloseTo(euler(2), 6)
    // of order 1: what n and 2n steps agree on is exact (Richardson)
    const [coarse, fine] = [euler(100), euler(200)]
    expect(Math.abs(solution.one('exact') - (2 * fine - coarse))).toBeLessThan(2e-3)
    const order = numbersOf('flow', seed, 'order').solution
    expect(order.one('error_2')).toBeCloseTo(euler(2) - s * start, 6)
    expect(order.one('error_4')).toBeCloseTo(euler(4) - s * start, 6)
  },
)

test.each(SEEDS)(
  'flow, seed %i: one step is exact on the straight path, and leaves the bent one along its tangent',
  (seed) => {
    const straight = numbersOf('flow', seed, 'straight')
    const [x0, eps, t] = [straight.givens.one('x0'), straight.givens.one('eps'), straight.givens.one('t')]
    expect(straight.solution.one('xt')).toBeCloseTo((1 - t) * x0 + t * eps, 12)
    expect(straight.solution.one('u')).toBeCloseTo(
      derivative((at) => (1 - at) * x0 + at * eps, t),
      8,
    )
    const bent = numbersOf('flow', seed, 'bent').solution
    const path = (at: number) => Math.cos((Math.PI * at) / 2) * x0 + Math.sin((Math.PI * at) / 2) * eps
    expect(bent.one('x_end')).toBeCloseTo(eps - derivative(path, 1), 7)
    expect(bent.one('error')).toBeCloseTo(eps - derivative(path, 1) - x0, 7)
  },
)

test.each(SEEDS)('guidance, seed %i: the guided score belongs to p_cʷ·p_u¹⁻ʷ', (seed) => {
  const { givens, solution } = numbersOf('guidance', seed, 'target')
  const [alphaBar, m, s, w] = ['alpha_bar', 'm', 's', 'w'].map(givens.one) as [number, number, number, number]
  const noisy = (mean: number, deviation: number) => (x: number) =>
    integral((x0) => density(x0, mean, deviation ** 2) * density(x, alphaBar ** 0.5 * x0, 1 - alphaBar), -9, 9, 400)
  const [aimed, other] = [noisy(m, s), noisy(0, 1)]
  const tilted = (x: number) => aimed(x) ** w * other(x) ** (1 - w)
  const total = integral(tilted, -6, 6, 300)
  const mean = integral((x) => (x * tilted(x)) / total, -6, 6, 300)
  expect(solution.one('mean')).toBeCloseTo(mean, 5)
  expect(solution.one('variance')).toBeCloseTo(
    integral((x) => ((x - mean) ** 2 * tilted(x)) / total, -6, 6, 300),
    5,
  )

  const both = numbersOf('guidance', seed, 'both')
  const [x, σ] = [both.givens.one('xt'), (1 - alphaBar) ** 0.5]
  const epsOf = (p: (x: number) => number) => -σ * derivative((at) => Math.log(p(at)), x, 1e-4)
  expect(both.solution.one('eps_c')).toBeCloseTo(epsOf(aimed), 5)
  expect(both.solution.one('eps_u')).toBeCloseTo(epsOf(other), 5)
  const mixed = numbersOf('guidance', seed, 'mixed')
  const scale = mixed.givens.one('w')
  const slope = derivative((at) => scale * Math.log(aimed(at)) + (1 - scale) * Math.log(other(at)), x, 1e-4)
  expect(mixed.solution.one('eps_hat')).toBeCloseTo(-σ * slope, 5)
  expect(alphaBar ** 0.5 * mixed.solution.one('x0_hat') + σ * mixed.solution.one('eps_hat')).toBeCloseTo(x, 10)
})

test.each(SEEDS)('guidance, seed %i: at the scale that is found the guided x̂₀ is white', (seed) => {
  const { givens, solution } = numbersOf('guidance', seed, 'limit')
  const guidedX0 = (w: number) => w * givens.one('x0_c') + (1 - w) * givens.one('x0_u')
  expect(solution.one('w')).toBeCloseTo(
    root((w) => guidedX0(w) - 1, 0, 100),
    9,
  )
})

import { expect, test } from 'vitest'
import {
  arrayAlgebra,
  arrayStatistics,
  classifierFree,
  classifierGuided,
  clipped,
  convert,
  cosineInterpolant,
  cosineSchedule,
  ddim,
  ddimInversion,
  denoised,
  type Denoiser,
  dynamicallyThresholded,
  edmProcess,
  flowProcess,
  karrasTimes,
  type Level,
  level,
  levelAt,
  logSnr,
  lossWeight,
  makeSampler,
  noiseToSignal,
  posterior,
  type Prediction,
  reverseLogVariance,
  sde,
  snr,
  subVpProcess,
  timeGrid,
  veProcess,
  vpProcess,
} from '../../src/diffusion'
import { entries } from '../../src/glossary/entries'
import type { TermId } from '../../src/i18n/glossary'
import { wilson } from '../../src/walk/shelf/wilson'
import { sidesOf, type Values } from './evaluate'

/** That a formula of the glossary is true of these numbers, which the page's own code has computed. */
function holds(id: TermId, values: Values, line = 0): void {
  const formula = entries[id].formula[line] ?? ''
  const [left, right] = sidesOf(formula, values)
  expect(Math.abs(left - right) / Math.max(1e-12, Math.abs(left)), `${formula}: ${left} is not ${right}`).toBeLessThan(
    1e-6,
  )
}

const schedule = cosineSchedule()
const from = level(schedule, 600)
const to = level(schedule, 599)
const bar = (at: Level) => at.signal ** 2
const [x0, eps] = [0.37, -1.21]
const state = (at: Level) => at.signal * x0 + at.noise * eps
const arrays = (value: number) => new Float32Array([value])
const f32 = (array: Float32Array | Float64Array) => array[0] ?? NaN
const knowing: Denoiser<Float32Array> = () => ({ x0Hat: arrays(x0), epsHat: arrays(eps) })
/** Single precision is what arrays have. */
const single = Math.fround

test('signal, noise and their ratios', () => {
  const letters = {
    α: from.signal,
    σ: from.noise,
    ᾱₜ: bar(from),
    λ: logSnr(from),
    σ̂: noiseToSignal(from),
    SNR: snr(from),
  }
  for (const id of ['alpha', 'sigma', 'snr', 'log-snr', 'sigma-hat', 'variance'] as const) holds(id, letters)
  holds('sigma-hat', letters, 1)
  holds('alpha-bar', { ...letters, xₜ: state(from), 'x₀': x0, ε: eps }, 1)
  const process = vpProcess()
  const { signal, noise } = levelAt(process, 0.4)
  holds('xt', { xₜ: signal * x0 + noise * eps, 'x₀': x0, ε: eps, 'α(t)': signal, 'σ(t)': noise })
})

test('the cosine schedule, and its steps', () => {
  const f = (t: number) => sidesOf(entries.schedule.formula[1] ?? '', { t, T: 1000, s: 0.008, 'f(t)': 0 })[1]
  expect(f(600) / f(0)).toBeCloseTo(bar(from), 9)
  const beta = posterior(from, to).beta
  const values = { βₜ: beta, ᾱₜ: bar(from), 'ᾱ_{t−1}': bar(to), β̃ₜ: posterior(from, to).betaTilde }
  holds('beta-tilde', values)
  const { x0: ofX0, xt: ofXt } = posterior(from, to)
  holds('posterior', { ...values, μ̃: ofX0 * x0 + ofXt * state(from), 'x₀': x0, xₜ: state(from) }, 1)
})

test('processes', () => {
  const t = 0.3
  const vp = levelAt(vpProcess(), t)
  const rate = { t, b: 0.1, B: 20 }
  holds('vp', { ...rate, α: vp.signal }, 1)
  holds('vp', { α: vp.signal, σ: vp.noise }, 2)
  const sub = levelAt(subVpProcess(), t)
  holds('sub-vp', { α: sub.signal, σ: sub.noise })
  const ve = levelAt(veProcess(), t)
  holds('ve', { σ: ve.noise, a: 0.01, b: 50, t }, 1)
  holds('edm', { σ: levelAt(edmProcess(), 3).noise, t: 3 }, 1)
  const arc = levelAt(cosineInterpolant(), t)
  holds('cosine-interpolant', { α: arc.signal, t })
  holds('cosine-interpolant', { σ: arc.noise, t }, 1)
  const flow = levelAt(flowProcess(), t)
  holds('flow', { xₜ: state(flow), 'x₀': x0, ε: eps, t })
})

test('drift and diffusion are the derivatives that they are said to be', () => {
  for (const process of [vpProcess(), subVpProcess(), veProcess(), flowProcess(), cosineInterpolant()]) {
    const [t, h] = [0.4, 1e-6]
    const slope = (of: (at: Level) => number) => (of(levelAt(process, t + h)) - of(levelAt(process, t - h))) / (2 * h)
    const { drift, diffusion } = sde(process, t)
    const { noise } = levelAt(process, t)
    expect(slope(({ signal }) => Math.log(signal))).toBeCloseTo(drift, 5)
    const [first, second] = [slope(({ noise: σ }) => σ ** 2) - 2 * drift * noise ** 2, -(noise ** 2) * slope(logSnr)]
    expect(first / diffusion).toBeCloseTo(1, 5)
    expect(second / diffusion).toBeCloseTo(1, 5)
  }
})

test('what a denoiser may say', () => {
  const x = state(from)
  const letters = { α: from.signal, σ: from.noise, xₜ: x, 'x₀': x0, ε: eps, 'x̂₀': x0, ε̂: eps }
  const answerOf = (to: Prediction) => f32(convert(arrayAlgebra, arrays(x), from, arrays(eps), 'epsilon', to))
  holds('x0-hat', letters)
  holds('epsilon-hat', letters)
  const close = (id: TermId, line: number, value: number) => {
    expect(sidesOf(entries[id].formula[line] ?? '', { ...letters, [entries[id].symbol]: value })[1]).toBeCloseTo(
      value,
      5,
    )
  }
  close('v', 0, answerOf('v_prediction'))
  close('velocity', 0, answerOf('flow_prediction'))
  close('score', 2, answerOf('score'))
  expect(
    f32(denoised(arrayAlgebra, arrays(x), from, arrays(eps), { prediction: 'epsilon', clip: false }).x0Hat),
  ).toBeCloseTo(x0, 5)
})

test('steps of the samplers', () => {
  const [t, s] = [level(schedule, 600), level(schedule, 400)]
  const { betaTilde } = posterior(t, s)
  const [eta, z] = [0.7, 0.45]
  const input = {
    algebra: arrayAlgebra,
    xt: arrays(state(t)),
    from: t,
    to: s,
    denoise: knowing,
    normal: () => arrays(z),
  }
  const letters = { αₛ: s.signal, σₛ: s.noise, ᾱₛ: bar(s), ᾱₜ: bar(t), β̃: betaTilde, η: eta, 'x̂₀': x0, ε̂: eps, z }
  expect(sidesOf(entries.ddim.formula[0] ?? '', { ...letters, xₛ: 0 })[1]).toBeCloseTo(
    f32(ddim({ eta })(input).next),
    5,
  )
  holds('eta', letters)
  expect(sidesOf(entries.step.formula[0] ?? '', { ...letters, xₛ: 0 })[1]).toBeCloseTo(
    f32(ddim({ eta: 0 })(input).next),
    5,
  )
  const up = ddimInversion()({ ...input, from: s, to: t, xt: arrays(state(s)) })
  expect(
    sidesOf(entries.inversion.formula[0] ?? '', {
      xₜ: 0,
      αₜ: t.signal,
      σₜ: t.noise,
      'x̂₀(xₛ)': x0,
      'ε̂(xₛ)': eps,
      'x̂₀': x0,
      ε̂: eps,
      xₛ: 1,
    })[1],
  ).toBeCloseTo(f32(up.next), 5)
  const ancestral = makeSampler({ id: 'euler-ancestral', eta })(input)
  const sigmas = { η: eta, σ̂ₛ: noiseToSignal(s), σ̂ₜ: noiseToSignal(t), 'σ_{up}': 0, 'σ_{down}': 0 }
  const rise = sidesOf(entries.ancestral.formula[0] ?? '', sigmas)[1]
  const fall = sidesOf(entries.ancestral.formula[1] ?? '', { ...sigmas, 'σ_{up}': rise })[1]
  expect(s.signal * (x0 + fall * eps + rise * z)).toBeCloseTo(f32(ancestral.next), 5)
})

test('learned variance and weights of the levels', () => {
  const ladder = Array.from({ length: 1001 }, (_, t) => level(schedule, t))
  const { beta, betaTilde } = posterior(from, to)
  holds('learned-variance', {
    Σ: Math.exp(reverseLogVariance(ladder, 600, 'learned')(0.4)),
    κ: 0.7,
    β: beta,
    β̃: betaTilde,
  })
  const process = vpProcess()
  const at = levelAt(process, 0.5)
  const weights = { SNR: snr(at), γ: 5, g: Math.sqrt(sde(process, 0.5).diffusion), σ: at.noise }
  for (const [line, weighting] of (['snr', 'min-snr', 'likelihood'] as const).entries()) {
    expect(sidesOf(entries.weighting.formula[line] ?? '', weights)[1], weighting).toBeCloseTo(
      lossWeight(weighting, 'epsilon', process, at),
      9,
    )
  }
})

test('grids', () => {
  const times = karrasTimes(edmProcess(), 8, { rho: 7 })
  const [A, B] = [80 ** (1 / 7), 0.002 ** (1 / 7)]
  for (const [i, sigma] of times.slice(0, -1).entries()) holds('rho', { σ̂ᵢ: sigma, A, B, i, N: 8, ρ: 7 })
  for (const [i, t] of timeGrid('trailing', 1000, 50).entries())
    expect(sidesOf(entries.grid.formula[0] ?? '', { tᵢ: t, T: 1000, N: 50, i })[1]).toBeCloseTo(t, 9)
})

test('guidance, clipping and thresholding', () => {
  const w = 2.5
  const without: Denoiser<Float32Array> = () => ({ x0Hat: arrays(-0.2), epsHat: arrays(0.4) })
  const guided = classifierFree(arrayAlgebra, knowing, without, { scale: w })(arrays(1), from)
  expect(sidesOf(entries.w.formula[0] ?? '', { ε̂: 0, w, 'ε̂(∅)': 0.4, 'ε̂(y)': eps })[1]).toBeCloseTo(
    f32(guided.epsHat),
    5,
  )
  const gradient = 0.3
  const led = classifierGuided(
    arrayAlgebra,
    (x) => ({ x0Hat: arrays((f32(x) - from.noise * eps) / from.signal), epsHat: arrays(eps) }),
    () => arrays(gradient),
    w,
  )(arrays(single(state(from))), from)
  const { noise } = from
  expect(eps - w * noise * gradient).toBeCloseTo(f32(led.epsHat), 4)
  const strong: Denoiser<Float32Array> = () => ({ x0Hat: arrays(1.8), epsHat: arrays(0) })
  expect(sidesOf(entries.clipping.formula[0] ?? '', { 'x̂₀': 1.8 })[1]).toBeCloseTo(
    f32(clipped(arrayAlgebra, strong)(arrays(1), from).x0Hat),
    6,
  )
  expect(sidesOf(entries.thresholding.formula[0] ?? '', { 'x̂₀': 1.8, s: 1.8 })[1]).toBeCloseTo(
    f32(dynamicallyThresholded(arrayAlgebra, arrayStatistics(1), strong)(arrays(1), from).x0Hat),
    6,
  )
})

test('measures', () => {
  const [p, n] = [0.95, 800]
  const formula = entries.wilson.formula[0] ?? ''
  const letters = { p, n, z: 1.959964 }
  const [low, high] = wilson(p, n)
  expect(sidesOf(formula.replace('±', '−'), letters)[1]).toBeCloseTo(low, 9)
  expect(sidesOf(formula.replace('±', '+'), letters)[1]).toBeCloseTo(high, 9)
  holds('bits', { bits: 2.5, nats: 2.5 * 784 * Math.log(2), d: 784 })
})

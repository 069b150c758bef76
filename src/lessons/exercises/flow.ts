import { cosineInterpolant, flowProcess, gaussianOracle, levelAt, makeSampler, type Process } from '../../diffusion'
import { exercisesText } from '../../i18n/exercises'
import { real, stepOf } from './real'
import { answer, makeGiven, type SheetSource, type Task } from './task'

/** The mean velocity of the straight paths from N(0, s²) to N(0, 1). */
const VELOCITY = 'u(x, t) = (t − (1 − t)·s²)/((1 − t)^2·s² + t^2)·x'

const straightPath = flowProcess()
const end = (t: number) => levelAt(straightPath, t)

function straight(x0: number, eps: number, t: number): Task {
  const { next } = makeSampler({ id: 'flow-euler' })({
    algebra: real,
    xt: eps,
    from: end(1),
    to: end(t),
    denoise: () => ({ x0Hat: x0, epsHat: eps }),
    normal: () => 0,
    process: straightPath,
  })
  return {
    id: 'straight',
    words: () => exercisesText.flow.straight,
    givens: [makeGiven('x₀', 'x0', x0), makeGiven('ε', 'eps', eps), makeGiven('t', 't', t)],
    answers: [
      answer('u', 'u', eps - x0, { 'flow-reversed': x0 - eps }),
      answer('xₜ', 'xt', next, {
        'step-upwards': eps + (1 - t) * (eps - x0),
        'time-from-other-end': eps - t * (eps - x0),
        'started-at-data': x0 - (1 - t) * (eps - x0),
      }),
    ],
    method: ['u = ε − x₀', 'xₜ = ε + (t − 1)·u'],
  }
}

/** Where one Euler step from t = 1 to the data leads along the path of one x₀ and one ε, on a process. */
function oneStep(process: Process, x0: number, eps: number): number {
  const { dSignal, dNoise } = process.scales(1)
  return real.combine([1, eps], [-dSignal, x0], [-dNoise, eps])
}

function bent(x0: number, eps: number): Task {
  const reached = oneStep(cosineInterpolant(), x0, eps)
  return {
    id: 'bent',
    words: () => exercisesText.flow.bent,
    formulas: ['xₜ = cos(π/2·t)·x₀ + sin(π/2·t)·ε'],
    givens: [makeGiven('x₀', 'x0', x0), makeGiven('ε', 'eps', eps)],
    answers: [
      answer('x', 'x_end', reached, {
        'inner-derivative-forgotten': eps + x0,
        'step-upwards': 2 * eps - reached,
        'straight-for-bent': oneStep(straightPath, x0, eps),
      }),
      answer('E', 'error', reached - x0, { 'error-reversed': x0 - reached }),
    ],
    method: ['(dx)/(dt) = −π/2·sin(π/2·t)·x₀ + π/2·cos(π/2·t)·ε', 'x = ε − (−π/2·x₀) = ε + π/2·x₀', 'E = x − x₀'],
  }
}

/** Euler's method on the straight path of data N(0, s²), in equal steps from t = 1; all states, the first is x_1. */
function eulerPath(s: number, start: number, steps: number): number[] {
  const oracle = gaussianOracle([0], s ** 2)
  const path = [start]
  for (let i = 0; i < steps; i++) {
    const [xt, from, to] = [path.at(-1) ?? NaN, end(1 - i / steps), end(1 - (i + 1) / steps)]
    const [x0Hat = NaN] = oracle.posteriorMean(Float64Array.of(xt), from)
    const epsHat = (xt - from.signal * x0Hat) / from.noise
    path.push(eulerStep({ xt, from, to, x0Hat, epsHat }))
  }
  return path
}

const eulerStep = (step: Parameters<typeof stepOf>[1]): number =>
  makeSampler({ id: 'flow-euler' })({
    algebra: real,
    ...step,
    denoise: () => step,
    normal: () => 0,
    process: straightPath,
  }).next

/** Where the flow itself takes x_1. */
const exactEnd = (s: number, start: number): number =>
  gaussianOracle([0], s ** 2).flow(Float64Array.of(start), end(1), end(0))[0] ?? NaN

function marginal(s: number, start: number): Task {
  const [, half = NaN, reached = NaN] = eulerPath(s, start, 2)
  const exact = exactEnd(s, start)
  return {
    id: 'marginal',
    words: () => exercisesText.flow.marginal,
    formulas: [VELOCITY],
    givens: [makeGiven('s', 's', s), makeGiven('x₁', 'x1', start)],
    answers: [
      answer('x_{0.5}', 'x_half', half, { 'step-upwards': 2 * start - half, 'step-too-long': 0 }),
      answer('x₀', 'x_end', reached, { 'step-upwards': 2 * half - reached, 'exact-for-euler': exact }),
      answer('s·x₁', 'exact', exact, { 'deviation-squared': s * exact, 'deviation-inverted': start / s }),
    ],
    method: ['x_{0.5} = x₁ − 0.5·u(x₁, 1)', 'x₀ = x_{0.5} − 0.5·u(x_{0.5}, 0.5)'],
  }
}

function order(s: number, start: number): Task {
  const errorOf = (steps: number) => (eulerPath(s, start, steps).at(-1) ?? NaN) - exactEnd(s, start)
  const [two, four] = [errorOf(2), errorOf(4)]
  return {
    id: 'order',
    words: () => exercisesText.flow.order,
    formulas: [VELOCITY],
    givens: [makeGiven('s', 's', s), makeGiven('x₁', 'x1', start)],
    answers: [
      answer('E₂', 'error_2', two, { 'error-reversed': -two }),
      answer('E₄', 'error_4', four, { 'error-reversed': -four, 'error-halved': two / 2 }),
    ],
    method: ['E_n = x₀ − s·x₁', 'x_{t − 1/n} = xₜ − 1/n·u(xₜ, t)'],
  }
}

/** Euler on a straight and on a bent flow: where it arrives, and the error after n steps. */
export const flow: SheetSource = {
  id: 'flow',
  tasks: (draw) => {
    const [x0, eps] = [draw.signed(0.3, 1.5), draw.signed(0.4, 2)]
    const [s, start] = [draw.pick([0.3, 0.4, 0.5, 0.6, 1.6, 1.8, 2]), draw.signed(0.6, 2)]
    return [
      straight(x0, eps, draw.pick([0.2, 0.3, 0.4, 0.6, 0.7, 0.8])),
      bent(x0, eps),
      marginal(s, start),
      order(s, start),
    ]
  },
}

import { realIn } from '../bounds'
import type { Level } from '../level'
import { axesOf, centred, noisyVariances, outOfAxes, type Axes, type Component } from './component'
import { logSumExp, normalised } from './log-space'
import { checked, type Oracle, type Reals } from './oracle'

/** What one component says of x_t. */
interface Answer {
  /** log of w·N(x_t; α·mean, α²·C + σ²·I). */
  readonly logJoint: number
  /** u = Qᵀ(x_t − α·mean) and v, the variances of x_t, in the component's axes; [d] each. */
  readonly u: Float64Array
  readonly v: Float64Array
}

type Weighted = Axes & { readonly logWeight: number }

function answer(axes: Weighted, x: Reals, at: Level): Answer {
  const u = centred(axes, x, at)
  const v = noisyVariances(axes, at)
  let logDensity = 0
  for (let j = 0; j < u.length; j++) {
    const v_j = v[j] ?? NaN
    logDensity -= (Math.log(2 * Math.PI * v_j) + (u[j] ?? NaN) ** 2 / v_j) / 2
  }
  return { logJoint: axes.logWeight + logDensity, u, v }
}

/** Each component's `logJoint`, [number of them]. */
function logJointsOf(componentAnswers: readonly Answer[]): Float64Array {
  const logJoints = new Float64Array(componentAnswers.length)
  componentAnswers.forEach(({ logJoint }, i) => {
    logJoints[i] = logJoint
  })
  return logJoints
}

/** Q·(u·factor/v) of each axis, [d]. */
function scaledBack(axes: Axes, { u, v }: Answer, factorAt: (j: number) => number): Float64Array {
  const scaled = new Float64Array(u.length)
  for (let j = 0; j < u.length; j++) scaled[j] = (factorAt(j) / (v[j] ?? NaN)) * (u[j] ?? NaN)
  return outOfAxes(axes, scaled)
}

/** E[x₀ | x_t, component] = mean + Q·(α·λ/v)·u, [d]. */
function conditionalMean(axes: Axes, componentAnswer: Answer, { signal }: Level): Float64Array {
  const mean = scaledBack(axes, componentAnswer, (j) => signal * (axes.variances[j] ?? NaN))
  for (let j = 0; j < mean.length; j++) mean[j] = (mean[j] ?? NaN) + (axes.mean[j] ?? NaN)
  return mean
}

/** tr Cov[x₀ | x_t, component] = Σ λ·σ²/v. */
function conditionalTrace({ variances }: Axes, v: Float64Array, { noise }: Level): number {
  return variances.reduce((sum, λ, j) => sum + λ * (noise ** 2 / (v[j] ?? NaN)), 0)
}

/** Σ wᵢ·vectorᵢ; a component of weight 0 is not asked. */
function blend(weights: Float64Array, d: number, vectorAt: (i: number) => Float64Array): Float64Array {
  const sum = new Float64Array(d)
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i] ?? NaN
    if (w === 0) continue
    const vector = vectorAt(i)
    for (let j = 0; j < d; j++) sum[j] = (sum[j] ?? NaN) + w * (vector[j] ?? NaN)
  }
  return sum
}

function prepared(components: readonly Component[]): { all: Weighted[]; d: number } {
  const [first] = components
  if (!first) throw new RangeError('A mixture must have at least one component.')
  const d = first.mean.length
  if (d === 0) throw new RangeError('A mean must have at least one number.')
  const logWeights = Float64Array.from(components, ({ weight }) =>
    Math.log(realIn('weight', weight, Number.MIN_VALUE, 1e300)),
  )
  const total = logSumExp(logWeights)
  return {
    d,
    all: components.map((component, i) => ({ ...axesOf(component, d), logWeight: (logWeights[i] ?? NaN) - total })),
  }
}

/**
 * The oracle of a mixture of Gaussians, q(x₀) = Σ wᵢ·N(mᵢ, Cᵢ), under any level: with V = α²·C + σ²·I,
 *
 *     q(x_t)      = Σ wᵢ·N(x_t; α·mᵢ, Vᵢ),   rᵢ = the share of i in it
 *     E[x₀ | x_t] = Σ rᵢ·(mᵢ + α·Cᵢ·Vᵢ⁻¹·(x_t − α·mᵢ))
 *     s           = −Σ rᵢ·Vᵢ⁻¹·(x_t − α·mᵢ)
 *
 * by conditioning jointly Gaussian x₀ and x_t (Bishop 2006, "Pattern recognition and machine learning", eq. 2.113–2.117).
 * Each C is diagonalised once, so V⁻¹ is a division whatever the level, and no inverse loses digits; shares are found in
 * log space. Full covariances cost d² a component, others d.
 *
 * @param components at least one, all of one dimension; weights need not sum to 1.
 * @throws RangeError if there is none, or one is no Gaussian; the answers also where σ = 0 and a component has no width.
 */
export function mixtureOracle(components: readonly Component[]): Oracle {
  const { all, d } = prepared(components)
  const answers = (x: Reals, at: Level) => {
    checked(x, d, at)
    return all.map((axes) => answer(axes, x, at))
  }
  const shares = (componentAnswers: readonly Answer[]) => normalised(logJointsOf(componentAnswers))
  /** Σ rᵢ·f(component i, what it says). */
  const blended = (componentAnswers: readonly Answer[], f: (axes: Axes, componentAnswer: Answer) => Float64Array) =>
    blend(shares(componentAnswers), d, (i) => {
      const [axes, componentAnswer] = [all[i], componentAnswers[i]]
      return axes && componentAnswer ? f(axes, componentAnswer) : new Float64Array(d)
    })
  const meanOf = (componentAnswers: readonly Answer[], at: Level) =>
    blended(componentAnswers, (axes, componentAnswer) => conditionalMean(axes, componentAnswer, at))
  return {
    dimension: d,
    logDensity: (x, at) => logSumExp(logJointsOf(answers(x, at))),
    posteriorWeights: (x, at) => shares(answers(x, at)),
    posteriorMean: (x, at) => meanOf(answers(x, at), at),
    score: (x, at) => blended(answers(x, at), (axes, componentAnswer) => scaledBack(axes, componentAnswer, () => -1)),
    posteriorVariance: (x, at) => {
      const componentAnswers = answers(x, at)
      const mean = meanOf(componentAnswers, at)
      const r = shares(componentAnswers)
      let trace = 0
      for (const [i, axes] of all.entries()) {
        const componentAnswer = componentAnswers[i]
        if (!componentAnswer || r[i] === 0) continue
        const offset = conditionalMean(axes, componentAnswer, at).reduce(
          (sum, m, j) => sum + (m - (mean[j] ?? NaN)) ** 2,
          0,
        )
        trace += (r[i] ?? NaN) * (conditionalTrace(axes, componentAnswer.v, at) + offset)
      }
      return trace / d
    },
  }
}

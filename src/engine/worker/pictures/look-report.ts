import {
  addedDeviation,
  arrayAlgebra,
  equationTerms,
  learnedDeviation,
  type Level,
  logSnr,
  outputOf,
  posterior,
  type Posterior,
  samplerInfo,
  type Step,
  type StepSums,
  type TracedStep,
} from '../../../diffusion'
import type { Tensor } from '../../../network'
import type {
  LookedAnswer,
  LookedGaussian,
  LookedPosterior,
  LookedStep,
  LookedTerm,
  NetworkAnswer,
} from '../../protocol/look'
import type { RunSpec } from '../../protocol/pictures'
import type { RecordedLook } from './look-recorder'

/** A step that was taken to be looked at, over tensors. */
export interface TakenStep {
  readonly spec: RunSpec
  readonly sample: number
  readonly from: Level
  readonly to: Level
  readonly xt: Tensor
  readonly step: Step<Tensor>
  /** What it is made of; absent of an adaptive sampler. */
  readonly traced?: TracedStep<Tensor> | undefined
  readonly look: RecordedLook
  readonly drawn: readonly Tensor[]
}

/** A tensor's values of the picture that is looked at. */
type ValuesOf = (tensor: Tensor) => Float32Array

/** Everything that a step knew, of its tensors' values alone. */
type Report = Omit<LookedStep, 'index' | 'sample' | 'inside' | 'nfe' | 'again' | 'ms'>

const termsOf = ({ sums, valueOf }: TracedStep<Tensor>, values: ValuesOf): readonly LookedTerm[] =>
  equationTerms({ keptLook: sums.keptLook, next: sums.next.map((term) => ({ ...term, value: values(valueOf(term)) })) })

function answerOf({ look, sample }: TakenStep, q: Posterior | undefined, values: ValuesOf): LookedAnswer {
  const { at, x, answers, changed, denoised } = look
  const [x0Hat, epsHat] = [values(denoised.x0Hat), values(denoised.epsHat)]
  const reported = answers.map(({ of, classes, timestep, output, ...answer }): NetworkAnswer => ({
    of,
    label: classes[sample] ?? NaN,
    timestep,
    output: values(output),
    x0Hat: values(answer.x0Hat),
    epsHat: values(answer.epsHat),
  }))
  const [one, other] = reported
  const v = denoised.v && values(denoised.v)
  return {
    at,
    x: values(x),
    x0Hat,
    epsHat,
    score: outputOf(arrayAlgebra, { x0Hat, epsHat }, at, 'score'),
    v: outputOf(arrayAlgebra, { x0Hat, epsHat }, at, 'v_prediction'),
    answers: reported,
    ...(one && other && { difference: arrayAlgebra.combine([1, one.output], [-1, other.output]) }),
    changed: changed.map(({ kind, answer }) => ({
      kind,
      x0Hat: values(answer.x0Hat),
      epsHat: values(answer.epsHat),
    })),
    ...(v && q && { variance: { v, sigma: learnedDeviation(arrayAlgebra, q, v) } }),
  }
}

const posteriorOf = (q: Posterior, x0Hat: Float32Array, xt: Float32Array): LookedPosterior => ({
  mean: arrayAlgebra.combine([q.x0, x0Hat], [q.xt, xt]),
  betaTilde: q.betaTilde,
  beta: q.beta,
  upper: q.upper,
})

/** p(x_s | x_t), where the sampler's step is Gaussian and this one draws noise. */
function gaussianOf(
  { spec, step }: TakenStep,
  sums: StepSums | undefined,
  sigma: Float32Array | undefined,
  values: ValuesOf,
): LookedGaussian | undefined {
  if (!sums || !step.added || samplerInfo(spec.sampler).law !== 'gaussian') return undefined
  const deviation = addedDeviation(sums) ?? sigma
  return deviation === undefined ? undefined : { mean: values(step.mean), deviation }
}

/** What a step knew. Called once to learn which tensors are to be read, and again with what was read. */
export function reportOf(recorded: TakenStep, values: ValuesOf): Report {
  const { from, to, step, traced, drawn: draws } = recorded
  const q = logSnr(to) > logSnr(from) ? posterior(from, to) : undefined
  const answer = answerOf(recorded, q, values)
  const xt = values(recorded.xt)
  const gaussian = gaussianOf(recorded, traced?.sums, answer.variance?.sigma, values)
  return {
    from,
    to,
    xt,
    next: values(step.next),
    terms: traced ? termsOf(traced, values) : null,
    answer,
    ...(q && { posterior: posteriorOf(q, answer.x0Hat, xt) }),
    ...(gaussian && { gaussian }),
    fresh: draws.map(values),
    ...(step.added && { added: values(step.added) }),
    ...(step.corrected && { corrected: values(step.corrected) }),
  }
}

import { noiseToSignal } from '../../diffusion'
import type { LookedStep, NetworkAnswer } from '../../engine/protocol/look'
import { around, extent, type Grey, roundAround } from './grey'

type FactName =
  | 'x0Hat'
  | 'epsHat'
  | 'score'
  | 'velocity'
  | 'wantedX0'
  | 'otherX0'
  | 'difference'
  | 'rawX0'
  | 'mean'
  | 'learnedV'
  | 'sigma'
  | 'z'
  | 'added'
  | 'corrected'
  | 'x0Error'
  | 'epsError'

/** A tensor that a step knew. */
export interface Fact {
  readonly name: FactName
  readonly values: Float32Array
  readonly grey: Grey
  readonly tone?: 'signal' | 'noise'
  /** A number that its sentence says: a timestep, a count. */
  readonly quantity?: number
}

/** Tensors that belong together. */
export interface Group {
  readonly title: 'answer' | 'guidance' | 'posterior' | 'variance' | 'noise'
  readonly facts: readonly Fact[]
  /** Variances, which are one number for all values. */
  readonly numbers?: { readonly betaTilde: number; readonly beta: number }
}

const x0Grey = around(1)
const noiseGrey = around(3)

/** Whether the network's own x̂₀ was changed before the sampler was given it, other than by guidance. */
const wasLimited = ({ answer }: LookedStep): boolean =>
  answer.changed.some(({ kind }) => kind === 'clip' || kind === 'threshold')

/** What the sampler was given, in the four ways in which it can be said. */
function answerGroup(step: LookedStep): Group {
  const { x0Hat, epsHat, score, v, changed, answers, at } = step.answer
  const before = changed.findLast(({ kind }) => kind !== 'clip' && kind !== 'threshold') ?? answers[0]
  return {
    title: 'answer',
    facts: [
      { name: 'x0Hat', values: x0Hat, grey: x0Grey, tone: 'signal' },
      { name: 'epsHat', values: epsHat, grey: noiseGrey, tone: 'noise' },
      { name: 'score', values: score, grey: roundAround(score), quantity: noiseToSignal(at) },
      { name: 'velocity', values: v, grey: roundAround(v) },
      ...(wasLimited(step) && before
        ? [{ name: 'rawX0', values: before.x0Hat, grey: roundAround(before.x0Hat), tone: 'signal' } as const]
        : []),
    ],
  }
}

const answerOf = (step: LookedStep, of: NetworkAnswer['of']) => step.answer.answers.find((answer) => answer.of === of)

function guidanceGroup(step: LookedStep): Group | undefined {
  const [wantedAnswer, other] = [answerOf(step, 'wanted'), answerOf(step, 'other')]
  const { difference } = step.answer
  if (!wantedAnswer || !other || !difference) return undefined
  return {
    title: 'guidance',
    facts: [
      { name: 'wantedX0', values: wantedAnswer.x0Hat, grey: x0Grey, tone: 'signal' },
      { name: 'otherX0', values: other.x0Hat, grey: x0Grey, tone: 'signal' },
      { name: 'difference', values: difference, grey: roundAround(difference) },
    ],
  }
}

function posteriorGroup({ posterior, to }: LookedStep): Group | undefined {
  if (!posterior) return undefined
  const { mean, betaTilde, beta } = posterior
  const grey = around(Math.hypot(to.signal, to.noise))
  return { title: 'posterior', facts: [{ name: 'mean', values: mean, grey }], numbers: { betaTilde, beta } }
}

function varianceGroup({ answer: { variance } }: LookedStep): Group | undefined {
  if (!variance) return undefined
  return {
    title: 'variance',
    facts: [
      { name: 'learnedV', values: variance.v, grey: around(1) },
      { name: 'sigma', values: variance.sigma, grey: extent(variance.sigma) },
    ],
  }
}

function noiseGroup({ fresh, added, corrected }: LookedStep): Group | undefined {
  const facts: Fact[] = [
    ...fresh
      .slice(0, 1)
      .map((values): Fact => ({ name: 'z', values, grey: noiseGrey, tone: 'noise', quantity: fresh.length })),
    ...(added ? [{ name: 'added', values: added, grey: roundAround(added), tone: 'noise' } as const] : []),
    ...(corrected ? [{ name: 'corrected', values: corrected, grey: roundAround(corrected) } as const] : []),
  ]
  return facts.length > 0 ? { title: 'noise', facts } : undefined
}

/** Everything that a step knew, in groups; those that it has not are left out. */
export const factsOf = (step: LookedStep): readonly Group[] =>
  [answerGroup(step), guidanceGroup(step), posteriorGroup(step), varianceGroup(step), noiseGroup(step)].filter(
    (group) => group !== undefined,
  )

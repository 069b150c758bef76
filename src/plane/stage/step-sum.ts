import { consistencyStep, linearTerms, type LinearTerm } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { termsOf } from '../../runs/step-terms'
import { processOf } from '../path'
import type { RunPath } from '../player-context'
import type { RunChoice } from '../settings'
import { of } from './particle-step'
import type { Place } from './probe'

/** One term of a step for one particle: coefficient·part. */
interface Summand {
  readonly term: LinearTerm
  /** The two numbers of the part. */
  readonly value: Place
  readonly product: Place
}

/** The terms of the step of a run to a frame. A student's step is consistency sampling, whatever the sampler. */
export function stepTerms(run: RunChoice, levels: RunPath['levels'], frame: number): readonly LinearTerm[] {
  const process = processOf(run)
  if (run.answerer !== 'student') return termsOf({ sampler: samplerSpec(run), process, levels }, frame)
  const [from, to] = [levels[frame - 1], levels[frame]]
  return from && to ? linearTerms({ sampler: consistencyStep, from, to, process, before: [] }) : []
}

/** The step of a particle as a sum of terms. */
export interface StepSum {
  readonly summands: readonly Summand[]
  /** The sum of the terms that are not recorded: those from further evaluations within the step. */
  readonly rest: Place | undefined
  /** The end of the step, as the frame has it: the sum of all terms. */
  readonly sum: Place
}

/** What is needed to look up the numbers of a step. */
interface StepNumbers {
  readonly frames: RunPath['frames']
  /** The frame that the step led to, at least 1. */
  readonly frame: number
  readonly particle: number
  /** z of this step: its draw-th fresh standard normal. */
  readonly noise: (draw: number) => Place
}

/** The numbers of a part, indexed as in linear forms (0 is this step, −1, −2 … those before); undefined if they are not recorded. */
function valueOf({ part, index }: LinearTerm, { frames, frame, particle, noise }: StepNumbers): Place | undefined {
  const answer = frames[frame + Math.min(0, index)] // the answers of a step are stored with the frame at its end
  const from = frames[frame - 1 + Math.min(0, index)]
  switch (part) {
    case 'xt':
      return of(index < 0 ? (answer?.corrected ?? from?.xt) : from?.xt, particle)
    case 'x0Hat':
      return index > 0 ? undefined : of(answer?.x0Hat, particle)
    case 'epsHat':
      return index > 0 ? undefined : of(answer?.epsHat, particle)
    case 'z':
      return noise(index)
    case 'fresh':
      return of(answer?.added, particle)
  }
}

/** A rest smaller than this is rounding: of float32 states, and of answers at little noise. */
const ROUNDING = 1e-3

/** Writes out the step of one particle; undefined if its frame is not recorded. */
export function stepSum(terms: readonly LinearTerm[], numbers: StepNumbers): StepSum | undefined {
  const { frames, frame, particle } = numbers
  const sum = of(frames[frame]?.xt, particle)
  if (!Number.isFinite(sum[0] + sum[1])) return undefined
  const summands: Summand[] = []
  let hasUnknown = false
  for (const term of terms) {
    const value = valueOf(term, numbers)
    if (value) summands.push({ term, value, product: [term.coefficient * value[0], term.coefficient * value[1]] })
    else hasUnknown = true
  }
  const rest = ([0, 1] as const).map((j) =>
    summands.reduce((left, { product }) => left - product[j], sum[j]),
  ) as unknown as Place
  return {
    summands,
    rest: hasUnknown || Math.hypot(...rest) > ROUNDING * Math.max(1, Math.hypot(...sum)) ? rest : undefined,
    sum,
  }
}

import { consistencyStep, linearTerms, type LinearTerm } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { termsOf } from '../../runs/step-terms'
import { processOf } from '../path'
import type { RunPath } from '../player-context'
import type { RunChoice } from '../settings'
import { of } from './particle-step'
import type { Place } from './probe'

/** coefficient·part of one particle. */
interface Summand {
  readonly term: LinearTerm
  /** The part's two numbers. */
  readonly value: Place
  readonly product: Place
}

/** What the step of a run to a frame was made of; a student's is consistency sampling, whatever the sampler. */
export function stepTerms(run: RunChoice, levels: RunPath['levels'], frame: number): readonly LinearTerm[] {
  const process = processOf(run)
  if (run.answerer !== 'student') return termsOf({ sampler: samplerSpec(run), process, levels }, frame)
  const [from, to] = [levels[frame - 1], levels[frame]]
  return from && to ? linearTerms({ sampler: consistencyStep, from, to, process, before: [] }) : []
}

/** A particle's step as a sum, number by number. */
export interface StepSum {
  readonly summands: readonly Summand[]
  /** What is left of terms that are not recorded: what the sampler saw at further looks within the step. */
  readonly rest: Place | undefined
  /** Where it led: the sum of all, and what the frame has. */
  readonly sum: Place
}

/** Where the numbers of a step are found. */
interface StepNumbers {
  readonly frames: RunPath['frames']
  /** The frame that the step led to, at least 1. */
  readonly frame: number
  readonly particle: number
  /** z of this step: its draw-th fresh standard normal. */
  readonly noise: (draw: number) => Place
}

/** A part's numbers, as linear forms count them (index 0 this step's, −1, −2 … of those before); undefined where none are kept. */
function valueOf({ part, index }: LinearTerm, { frames, frame, particle, noise }: StepNumbers): Place | undefined {
  const said = frames[frame + Math.min(0, index)] // what was said in a step is kept with the frame that it led to
  const from = frames[frame - 1 + Math.min(0, index)]
  switch (part) {
    case 'xt':
      return of(index < 0 ? (said?.corrected ?? from?.xt) : from?.xt, particle)
    case 'x0Hat':
      return index > 0 ? undefined : of(said?.x0Hat, particle)
    case 'epsHat':
      return index > 0 ? undefined : of(said?.epsHat, particle)
    case 'z':
      return noise(index)
    case 'fresh':
      return of(said?.added, particle)
  }
}

/** Rounding of float32 states, and of what is said of them at little noise. */
const ROUNDING = 1e-3

/** The step of one particle spelled out; undefined where its frame is not recorded. */
export function stepSum(terms: readonly LinearTerm[], numbers: StepNumbers): StepSum | undefined {
  const { frames, frame, particle } = numbers
  const sum = of(frames[frame]?.xt, particle)
  if (!Number.isFinite(sum[0] + sum[1])) return undefined
  const summands: Summand[] = []
  let unknown = false
  for (const term of terms) {
    const value = valueOf(term, numbers)
    if (value) summands.push({ term, value, product: [term.coefficient * value[0], term.coefficient * value[1]] })
    else unknown = true
  }
  const rest = ([0, 1] as const).map((j) =>
    summands.reduce((left, { product }) => left - product[j], sum[j]),
  ) as unknown as Place
  return {
    summands,
    rest: unknown || Math.hypot(...rest) > ROUNDING * Math.max(1, Math.hypot(...sum)) ? rest : undefined,
    sum,
  }
}

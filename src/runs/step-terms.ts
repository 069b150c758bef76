import {
  type AnySamplerSpec,
  ddimInversion,
  type Level,
  type LinearTerm,
  makeSampler,
  type Process,
  rises,
  samplerInfo,
  type StepSums,
  stepSums,
} from '../diffusion'

const ORDER: readonly LinearTerm['part'][] = ['xt', 'x0Hat', 'epsHat', 'z', 'fresh']
/** Sorts this step's evaluations first, 0, 1, …, then those of earlier steps, −1, −2, …. */
const rank = (index: number) => (index < 0 ? 100 - index : index)

const inReadingOrder = (terms: readonly LinearTerm[]): readonly LinearTerm[] =>
  terms.toSorted((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part) || rank(a.index) - rank(b.index))

/** Numbers as 0 the evaluation whose x̂₀ and ε̂ the frame shows, even if it is not the first of the step. */
const withShownAsFirst = ({ next, kept }: StepSums): readonly LinearTerm[] =>
  next.map((term) => {
    const isAnswer = term.part === 'x0Hat' || term.part === 'epsHat'
    if (!isAnswer || (term.index !== 0 && term.index !== kept)) return term
    return { ...term, index: term.index === kept ? 0 : kept }
  })

/** All that decides the steps of a run. */
export interface StepSource {
  readonly sampler: AnySamplerSpec
  readonly process: Process
  readonly levels: readonly Level[]
}

/**
 * The terms of the sum that makes a frame (the first is 1), computed by the sampler's own code; none if the step is no single sum.
 */
export function termsOf({ sampler: spec, process, levels }: StepSource, frame: number): readonly LinearTerm[] {
  const [from, to] = [levels[frame - 1], levels[frame]]
  if (!from || !to) return []
  const isRising = rises(from, to)
  if (spec.id === 'rk45' && !isRising) return [] // it takes several inner steps, which are no single sum
  const turningPoint = levels.findLastIndex((at, i) => i > 0 && rises(levels[i - 1] ?? at, at))
  const first = Math.max(0, turningPoint, frame - 1 - samplerInfo(spec).memory)
  const before = isRising ? [] : levels.slice(first, frame - 1).toReversed()
  try {
    return inReadingOrder(
      withShownAsFirst(
        stepSums({
          sampler: isRising || spec.id === 'rk45' ? ddimInversion() : makeSampler(spec),
          from,
          to,
          process,
          before,
        }),
      ),
    )
  } catch {
    return [] // the run itself reports the reason when it takes the step
  }
}

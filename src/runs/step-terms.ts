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
/** This step's looks first, 0, 1, …, then those of the steps before, −1, −2, …. */
const place = (index: number) => (index < 0 ? 100 - index : index)

const inReadingOrder = (terms: readonly LinearTerm[]): readonly LinearTerm[] =>
  terms.toSorted((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part) || place(a.index) - place(b.index))

/** The look whose x̂₀ and ε̂ the frame has is called the step's own, 0, also where it is not the first. */
const byKept = ({ next, kept }: StepSums): readonly LinearTerm[] =>
  next.map((term) => {
    const said = term.part === 'x0Hat' || term.part === 'epsHat'
    if (!said || (term.index !== 0 && term.index !== kept)) return term
    return { ...term, index: term.index === kept ? 0 : kept }
  })

/** What decides a run's steps. */
interface Stepped {
  readonly sampler: AnySamplerSpec
  readonly process: Process
  readonly levels: readonly Level[]
}

/** What the step to a frame was made of (1 is the first), by the sampler's own code; nothing where it takes no such step. */
export function termsOf({ sampler: spec, process, levels }: Stepped, frame: number): readonly LinearTerm[] {
  const [from, to] = [levels[frame - 1], levels[frame]]
  if (!from || !to) return []
  const up = rises(from, to)
  if (spec.id === 'rk45' && !up) return [] // as many steps as it takes: no one sum
  const turn = levels.findLastIndex((at, i) => i > 0 && rises(levels[i - 1] ?? at, at))
  const since = Math.max(0, turn, frame - 1 - samplerInfo(spec).memory)
  const before = up ? [] : levels.slice(since, frame - 1).toReversed()
  try {
    return inReadingOrder(
      byKept(
        stepSums({
          sampler: up || spec.id === 'rk45' ? ddimInversion() : makeSampler(spec),
          from,
          to,
          process,
          before,
        }),
      ),
    )
  } catch {
    return [] // the run says why there is no such step, when it is taken
  }
}

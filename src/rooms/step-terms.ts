import { type AnySamplerSpec, ddimInversion, type Level, linearTerms, type LinearTerm, makeSampler, type Process, rises, samplerInfo } from '../diffusion'

const ORDER: readonly LinearTerm['part'][] = ['xt', 'x0Hat', 'epsHat', 'z', 'fresh']
/** This step's looks first, 0, 1, …, then those of the steps before, −1, −2, …. */
const place = (index: number) => (index < 0 ? 100 - index : index)

const inReadingOrder = (terms: readonly LinearTerm[]): readonly LinearTerm[] =>
  terms.toSorted((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part) || place(a.index) - place(b.index))

/** What decides a run's steps. */
export interface Stepped {
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
    return inReadingOrder(linearTerms({ sampler: up || spec.id === 'rk45' ? ddimInversion() : makeSampler(spec), from, to, process, before }))
  } catch {
    return [] // the run says why there is no such step, when it is taken
  }
}

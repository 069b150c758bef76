import {
  type AnySamplerSpec,
  ddimInversion,
  equationTerms,
  type Level,
  type LinearTerm,
  makeSampler,
  type Process,
  rises,
  samplerInfo,
  stepSums,
} from '../diffusion'

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
    return equationTerms(
      stepSums({
        sampler: up || spec.id === 'rk45' ? ddimInversion() : makeSampler(spec),
        from,
        to,
        process,
        before,
      }),
    )
  } catch {
    return [] // the run says why there is no such step, when it is taken
  }
}

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

/** All that decides the steps of a run. */
interface StepSource {
  readonly sampler: AnySamplerSpec
  readonly process: Process
  readonly levels: readonly Level[]
  /** The frame at which a multistep sampler began to remember; 0 but of a branch. */
  readonly since?: number
}

/**
 * The terms of the sum that makes a frame (the first is 1), computed by the sampler's own code; none if the step is no single sum.
 */
export function termsOf(
  { sampler: spec, process, levels, since = 0 }: StepSource,
  frame: number,
): readonly LinearTerm[] {
  const [from, to] = [levels[frame - 1], levels[frame]]
  if (!from || !to) return []
  const isRising = rises(from, to)
  if (spec.id === 'rk45' && !isRising) return [] // it takes several inner steps, which are no single sum
  const turningPoint = levels.findLastIndex((at, i) => i > 0 && rises(levels[i - 1] ?? at, at))
  const first = Math.max(since, turningPoint, frame - 1 - samplerInfo(spec).memory)
  const before = isRising ? [] : levels.slice(first, frame - 1).toReversed()
  try {
    return equationTerms(
      stepSums({
        sampler: isRising || spec.id === 'rk45' ? ddimInversion() : makeSampler(spec),
        from,
        to,
        process,
        before,
      }),
    )
  } catch {
    return [] // the run itself reports the reason when it takes the step
  }
}

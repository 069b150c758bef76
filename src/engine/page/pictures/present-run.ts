import { samplerInfo } from '../../../diffusion'
import type { EngineReady, Frame, RunSpec } from '../../protocol/pictures'
import { patience, watchSteps } from '../step-watch'

/** What the steps of a run should take: before the first, by the self-test and at most; then the longest of them. */
function stepCosts() {
  let [ready, spec]: [EngineReady | undefined, RunSpec | undefined] = [undefined, undefined]
  let longest = 0
  return {
    ready: (now: EngineReady) => {
      ready = now
    },
    begin: (now: RunSpec) => {
      ;[spec, longest] = [now, 0]
    },
    came: ({ ms }: Frame) => {
      longest = Math.max(longest, ms)
    },
    /** Seconds. */
    patience: () => {
      const evaluations = spec ? 2 * spec.samples * samplerInfo(spec.sampler).nfe : 1 // twice: with guidance
      return patience(longest || evaluations * (ready?.selfTestMs ?? 0), ready?.loadMs)
    },
  }
}

/** Which run is the present one, by its token, and whether it awaits a step. @param late none came for so many seconds */
export function presentRun(late: (seconds: number) => void) {
  let token = 0
  let open = false
  const costs = stepCosts()
  const watch = watchSteps(late)
  return {
    /** What the machine took to be ready. */
    ready: costs.ready,
    heard: watch.heard,
    begin: (spec: RunSpec): number => {
      watch.rests()
      costs.begin(spec)
      open = true
      token += 1
      return token
    },
    /** Undefined if there is none. */
    token: () => (open ? token : undefined),
    isPresent: (of: number) => open && of === token,
    awaits: () => {
      watch.awaits(costs.patience())
    },
    came: (frame: Frame) => {
      watch.rests()
      costs.came(frame)
    },
    /** What was awaited cannot come. */
    failed: watch.rests,
    /** Nothing is awaited of it any more, and nothing heard. */
    end: () => {
      open = false
      watch.rests()
    },
  }
}

import { samplerInfo } from '../../../diffusion'
import type { EngineReady, Fault, Frame, RunSpec } from '../../protocol/pictures'
import { patience, watchSteps } from '../step-watch'

/** How long a step of the run should take: before the first, as the self-test lets expect at most; then as long as the longest. */
function stepCosts() {
  let ready: EngineReady | undefined
  let spec: RunSpec | undefined
  let longestMs = 0
  return {
    setReady: (now: EngineReady) => {
      ready = now
    },
    begin: (now: RunSpec) => {
      ;[spec, longestMs] = [now, 0]
    },
    stepCame: ({ ms }: Frame) => {
      longestMs = Math.max(longestMs, ms)
    },
    /** For how many seconds the next step is waited for. */
    patience: () => {
      const evaluations = spec ? 2 * spec.samples * samplerInfo(spec.sampler).nfe : 1 // guidance evaluates twice
      return patience(longestMs || evaluations * (ready?.selfTestMs ?? 0), ready?.loadMs)
    },
  }
}

export type PresentRun = ReturnType<typeof presentRun>

/** The present run, by its token, and whether it awaits a step. @param onLate is called if no step came in time */
export function presentRun(onLate: (fault: Fault) => void) {
  let token = 0
  let isOpen = false
  const costs = stepCosts()
  const watch = watchSteps(onLate)
  return {
    setReady: costs.setReady,
    /** For how many seconds the engine is waited for at present. */
    patience: costs.patience,
    signOfLife: watch.signOfLife,
    begin: (spec: RunSpec): number => {
      watch.stop()
      costs.begin(spec)
      isOpen = true
      token += 1
      return token
    },
    /** Undefined if no run is open. */
    token: () => (isOpen ? token : undefined),
    isPresent: (other: number) => isOpen && other === token,
    awaitStep: () => {
      watch.start(costs.patience())
    },
    stepCame: (frame: Frame) => {
      watch.stop()
      costs.stepCame(frame)
    },
    /** The awaited step cannot come. */
    stepFailed: watch.stop,
    end: () => {
      isOpen = false
      watch.stop()
    },
  }
}

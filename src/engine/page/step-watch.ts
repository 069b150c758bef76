import type { Fault } from '../protocol/pictures'

/** A step is waited for at least so many seconds, on any machine, */
const LEAST_SECONDS = 30
/** and for so many times what it should take. */
const TIMES = 20

/**
 * How many seconds a step is waited for.
 *
 * @param stepMs how long it should take, as far as is known
 * @param startMs how long the engine took to become ready: it may have to compile its programs once more
 */
export const patience = (stepMs: number, startMs = 0): number =>
  Math.max(LEAST_SECONDS, Math.ceil((TIMES * stepMs) / 1000), Math.ceil(startMs / 1000))

/** Whether the page is hidden. Where there is no page, as in bench/gpu, nothing is hidden. */
const isHidden = () => typeof document !== 'undefined' && document.hidden

interface StepWatch {
  /** A step has been requested: the watch gives it so many seconds. */
  readonly start: (seconds: number) => void
  /** The engine has sent something: counting starts again from zero. */
  readonly signOfLife: () => void
  /** No step is awaited any more. */
  readonly stop: () => void
}

/**
 * Watches for a step that does not come. It counts the seconds during which the page is shown, one by one: seconds during
 * which the page is hidden, or the machine sleeps, are no fault of the engine.
 *
 * @param onLate is called, once, with a fault that says how many seconds have been waited
 * @param slowness a factor by which the wait is longer at present
 */
export function watchSteps(onLate: (fault: Fault) => void, slowness: () => number = () => 1): StepWatch {
  let timer: ReturnType<typeof setInterval> | undefined
  let granted = 0
  let silent = 0
  const stop = () => {
    clearInterval(timer)
    timer = undefined
  }
  const tick = () => {
    if (isHidden()) return
    silent += 1
    const seconds = granted * slowness()
    if (silent < seconds) return
    stop()
    onLate({ code: 'late', details: { seconds } })
  }
  return {
    start: (seconds) => {
      granted = seconds
      silent = 0
      timer ??= setInterval(tick, 1000)
    },
    signOfLife: () => {
      silent = 0
    },
    stop,
  }
}

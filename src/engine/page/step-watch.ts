/** Seconds of silence that any machine is granted, */
const LEAST = 30
/** and how many times what a step should take. */
const TIMES = 20

/**
 * How many seconds a step is waited for.
 *
 * @param stepMs what it should take, as far as is known
 * @param startMs what it took to make the engine ready: programs may have to be compiled once more
 */
export const patience = (stepMs: number, startMs = 0): number =>
  Math.max(LEAST, Math.ceil((TIMES * stepMs) / 1000), Math.ceil(startMs / 1000))

/** Whether nobody sees the page. Where there is no page, as in bench/gpu, nothing is hidden. */
const isHidden = () => typeof document !== 'undefined' && document.hidden

export interface StepWatch {
  /** A step has been asked for; it is waited for so many seconds. */
  readonly awaits: (seconds: number) => void
  /** The engine gives a sign of life: the wait begins anew. */
  readonly heard: () => void
  /** No step is awaited any more. */
  readonly rests: () => void
}

/**
 * Sees to it that a step that was asked for comes, or that its absence is told. It counts seconds while the page is shown,
 * one by one: those that pass while it is hidden, or while the machine sleeps, are not the engine's.
 *
 * @param late is called, once, with the seconds that have been waited for
 * @param slowness how many times longer it is waited for now
 */
export function watchSteps(late: (seconds: number) => void, slowness: () => number = () => 1): StepWatch {
  let timer: ReturnType<typeof setInterval> | undefined
  let most = 0
  let silent = 0
  const rests = () => {
    clearInterval(timer)
    timer = undefined
  }
  const tick = () => {
    if (isHidden()) return
    silent += 1
    const seconds = most * slowness()
    if (silent < seconds) return
    rests()
    late(seconds)
  }
  return {
    awaits: (seconds) => {
      most = seconds
      silent = 0
      timer ??= setInterval(tick, 1000)
    },
    heard: () => {
      silent = 0
    },
    rests,
  }
}

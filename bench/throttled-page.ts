// Scripts that are put into the throttled page before its own (see in-page.ts): each function stands alone.

interface Felt {
  /** Tasks of the main thread that took longer than 50 ms, in milliseconds. */
  readonly tasks: number[]
  /** When an animation frame showed another place of the playhead than the one before, in milliseconds. */
  readonly moves: number[]
  /** What the worker says that a step took, in milliseconds. */
  readonly steps: number[]
  /** From a press on Play until Pause was painted in its place, in milliseconds. */
  pressed?: number
}

declare global {
  interface Window {
    felt: Felt
  }
}

/** Notes long tasks, the frames in which the playhead moved, the worker's steps, and how soon Play becomes Pause. @param pause Pause's name */
export function watchFelt(pause: string): void {
  const felt: Felt = (window.felt = { tasks: [], moves: [], steps: [] })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) felt.tasks.push(duration)
  }).observe({ type: 'longtask' })
  let [before, down] = ['', 0]
  const look = () => {
    const now = document.querySelector('[role="slider"][data-direction]')?.getAttribute('aria-valuenow') ?? ''
    if (now !== before) felt.moves.push(performance.now())
    before = now
    if (down > 0 && document.querySelector(`button[aria-label="${pause}"]`)) {
      const begun = down
      down = 0
      setTimeout(() => (felt.pressed = performance.now() - begun))
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  window.addEventListener(
    'pointerdown',
    ({ timeStamp }) => {
      down = timeStamp
    },
    { capture: true },
  )
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args)
      this.addEventListener('message', ({ data }: MessageEvent<{ kind: string; frame?: { ms: number } }>) => {
        if (data.kind === 'frame' && data.frame) felt.steps.push(data.frame.ms)
      })
    }
  }
}

/** Milliseconds of a fixed piece of arithmetic, the least of ten, on this thread and in a worker: whether throttling reaches workers. */
export async function calibrate(): Promise<{ readonly page: number; readonly worker: number }> {
  const work = () => {
    let [least, x] = [Infinity, 1]
    for (let turn = 0; turn < 10; turn++) {
      const begun = performance.now()
      for (let i = 0; i < 3e6; i++) x = (x * 1664525 + i) % 4294967296
      least = Math.min(least, performance.now() - begun)
    }
    return x < 0 ? NaN : least
  }
  const url = URL.createObjectURL(new Blob([`const work = ${work.toString()}; postMessage(work())`]))
  const worker = new Worker(url)
  const there = await new Promise<number>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => {
      resolve(data)
    }
  })
  worker.terminate()
  return { page: work(), worker: there }
}

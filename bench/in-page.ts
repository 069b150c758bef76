// Scripts that are put into the built page before its own, so that it is measured from outside and has no hooks. Each
// function stands alone: only its text goes into the page.

export interface Moments {
  /** Milliseconds since the navigation began. */
  firstPicture?: number
  ready?: number
  firstFrame?: number
}

export interface Scrubbed {
  /** From a pointer's move to the end of all work that it caused: state, canvases, React. */
  readonly work: number[]
  /** From a pointer's move to the end of its frame: that, style, layout and paint. */
  readonly painted: number[]
}

declare global {
  interface Window {
    moments: Moments
    scrubbed: Scrubbed
  }
}

/** Notes when the first picture was painted, when the network was ready, and when its first frame came. */
export function watchMoments(): void {
  const moments: Moments = (window.moments = {})
  type Put = (this: CanvasRenderingContext2D, image: ImageData, x: number, y: number) => void
  const { prototype } = CanvasRenderingContext2D
  const put = Object.getOwnPropertyDescriptor(prototype, 'putImageData')?.value as Put
  prototype.putImageData = function (image: ImageData, x: number, y: number) {
    put.call(this, image, x, y)
    if (!image.data.some((value) => value > 0)) return
    Reflect.set(prototype, 'putImageData', put)
    requestAnimationFrame(() =>
      setTimeout(() => {
        moments.firstPicture = performance.now()
      }),
    )
  }
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args)
      this.addEventListener('message', ({ data }: MessageEvent<{ kind: string }>) => {
        if (data.kind === 'ready') moments.ready ??= performance.now()
        if (data.kind === 'frame') moments.firstFrame ??= performance.now()
      })
    }
  }
}

/** Times every pointer move on the page. React commits in a microtask, before the last listener is called. */
export function watchScrub(): void {
  const scrubbed: Scrubbed = (window.scrubbed = { work: [], painted: [] })
  const { port1, port2 } = new MessageChannel()
  let begun = 0
  window.addEventListener(
    'pointermove',
    () => {
      begun = performance.now()
    },
    { capture: true },
  )
  window.addEventListener('pointermove', () => {
    scrubbed.work.push(performance.now() - begun)
    requestAnimationFrame(() => {
      port2.postMessage(begun)
    })
  })
  port1.onmessage = ({ data }: MessageEvent<number>) => {
    scrubbed.painted.push(performance.now() - data)
  }
}

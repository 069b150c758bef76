/** Side of the pattern, in pixels: some browsers change a few pixels only. */
const SIDE = 32

/** A grey of a pattern in which no two neighbours are alike: a canvas of one colour is left as it is. */
const greyAt = (i: number): number => (i * 167 + (i >> 5) * 59) % 256

function readsBack(): boolean {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: SIDE, height: SIDE })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return false
  for (let i = 0; i < SIDE * SIDE; i++) {
    context.fillStyle = `rgb(${greyAt(i)} ${greyAt(i)} ${greyAt(i)})`
    context.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1)
  }
  return context.getImageData(0, 0, SIDE, SIDE).data.every((byte, i) => byte === (i % 4 === 3 ? 255 : greyAt(i >> 2)))
}

let proven = false

/**
 * Whether what is read from a canvas is what was drawn on it. Browsers that guard against being recognised (Tor Browser, LibreWolf,
 * Brave, Firefox with privacy.resistFingerprinting) answer with noise, or change some pixels, until the visitor allows the page to
 * read canvases; so a no is asked about again.
 */
export function canvasReadsBack(): boolean {
  proven ||= readsBack()
  return proven
}

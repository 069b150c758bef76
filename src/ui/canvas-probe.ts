/** Side of the pattern, in pixels. It is large, because some browsers change only a few pixels. */
const SIDE = 32

/** The grey of a pixel. No two neighbours are alike, because browsers do not disturb a canvas of one colour. */
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
 * Whether reading a canvas gives back what was drawn on it. Browsers that resist fingerprinting (Tor Browser, LibreWolf, Brave,
 * Firefox with privacy.resistFingerprinting) give back noise, or change some pixels, until the visitor allows the page to read
 * canvases. So a “no” is tested again at every call.
 */
export function canvasReadsBack(): boolean {
  proven ||= readsBack()
  return proven
}

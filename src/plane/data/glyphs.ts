import { textFamily } from '../../ui/fonts'
import type { Ink } from './ink'

/** Characters that a visitor may type; the rest is cut. */
const MOST_CHARACTERS = 40
/** In UTF-16: one character may be made of any number of codes, and a link has an end. */
const MOST_CODES = 800
const HEIGHT = 120 // pixels of a line
const FONT = `600 ${Math.round(0.75 * HEIGHT)}px ${textFamily}`
const LINE = 10 // characters, where a longer text is broken between words

const characters = (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)

/** The text without what is beyond the most, cut between characters as people see them, however many codes each takes. */
export function cutText(text: string): string {
  let cut = ''
  for (const character of characters(text.replace(/\p{Surrogate}/gu, '\uFFFD')).slice(0, MOST_CHARACTERS)) {
    if (cut.length + character.length > MOST_CODES) break
    cut += character
  }
  return cut
}

/** The text in lines of about ten characters, broken between words; a long word keeps a line of its own. */
export function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const word of cutText(text).trim().split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && characters(`${last} ${word}`).length <= LINE) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Where each letter of a line ends, in pixels from where the line begins. */
function ends(context: OffscreenCanvasRenderingContext2D, line: string): number[] {
  const edges: number[] = []
  let before = ''
  for (const letter of characters(line)) {
    before += letter
    if (letter.trim() !== '') edges.push(context.measureText(before).width)
  }
  return edges
}

const rightToLeft = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser has no 2-D canvas.')
  context.font = FONT
  return context
}

/** A text as ink, in the page's letters, or this machine's for those that it lacks; the classes of its letters alternate. */
export function inkOfText(text: string): Ink {
  const lines = linesOf(text)
  const measuring = contextOf(1, 1)
  const widths = lines.map((line) => Math.ceil(measuring.measureText(line).width))
  const [width, height] = [Math.max(1, ...widths) + HEIGHT, (lines.length + 1) * HEIGHT]
  const context = contextOf(width, height)
  const labels = new Uint8Array(width * height)
  let letters = 0 // of the lines before
  for (const [k, line] of lines.entries()) {
    const across = widths[k] ?? 0
    const left = (width - across) / 2
    context.fillText(line, left, (k + 1.25) * HEIGHT)
    const edges = ends(context, line)
    const top = (k + 0.5) * HEIGHT
    for (let x = 0; x < width; x++) {
      const along = rightToLeft.test(line) ? left + across - x : x - left
      const letter = edges.findIndex((edge) => along < edge)
      const label = (letters + (letter < 0 ? edges.length - 1 : letter)) % 2
      for (let y = top; y < top + HEIGHT; y++) labels[y * width + x] = label
    }
    letters += edges.length
  }
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, amount: Float32Array.from(labels, (_, i) => (data[4 * i + 3] ?? 0) / 255), labels }
}

import { textFamily } from '../../ui/fonts'
import type { Ink } from './ink'

/** How many characters a visitor may type; the rest is cut. */
const MOST_CHARACTERS = 40
/** The most UTF-16 codes: one character may consist of any number of them, and a link must not grow without end. */
const MOST_CODES = 800
const HEIGHT = 120 // of a line, in pixels
const FONT = `600 ${Math.round(0.75 * HEIGHT)}px ${textFamily}`
const LINE = 10 // characters; a longer text is broken between words

const characters = (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)

/** Cuts a text to the permitted length, between characters as people see them, however many codes each consists of. */
export function cutText(text: string): string {
  let cut = ''
  for (const character of characters(text.replace(/\p{Surrogate}/gu, '\uFFFD')).slice(0, MOST_CHARACTERS)) {
    if (cut.length + character.length > MOST_CODES) break
    cut += character
  }
  return cut
}

/** Breaks a text between words into lines of about ten characters; a longer word has a line of its own. */
export function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const word of cutText(text).trim().split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && characters(`${last} ${word}`).length <= LINE) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** The end of each letter of a line, in pixels from the beginning of the line. */
function endsOfLetters(context: OffscreenCanvasRenderingContext2D, line: string): number[] {
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

/** Draws a text as ink, in the page's font, or in one of this machine where that lacks a letter. The classes of the letters alternate. */
export function inkOfText(text: string): Ink {
  const lines = linesOf(text)
  const measuring = contextOf(1, 1)
  const widths = lines.map((line) => Math.ceil(measuring.measureText(line).width))
  const [width, height] = [Math.max(1, ...widths) + HEIGHT, (lines.length + 1) * HEIGHT]
  const context = contextOf(width, height)
  const labels = new Uint8Array(width * height)
  let letters = 0 // in the lines before this one
  for (const [k, line] of lines.entries()) {
    const lineWidth = widths[k] ?? 0
    const left = (width - lineWidth) / 2
    context.fillText(line, left, (k + 1.25) * HEIGHT)
    const edges = endsOfLetters(context, line)
    const top = (k + 0.5) * HEIGHT
    for (let x = 0; x < width; x++) {
      const along = rightToLeft.test(line) ? left + lineWidth - x : x - left
      const letter = edges.findIndex((edge) => along < edge)
      const label = (letters + (letter < 0 ? edges.length - 1 : letter)) % 2
      for (let y = top; y < top + HEIGHT; y++) labels[y * width + x] = label
    }
    letters += edges.length
  }
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, amount: Float32Array.from(labels, (_, i) => (data[4 * i + 3] ?? 0) / 255), labels }
}

import type { PointSet } from '../../engine/protocol/plane'
import { planeText } from '../../i18n/plane'
import { arrowLength } from './arrows'
import { textFamily } from '../../ui/fonts'
import type { Sheet } from './layers'
import { head } from './paint-field'
import type { Palette } from '../view/palette'
import type { ParticleStep } from './particle-step'
import type { Place, Probe } from './probe'
import { addTrail, placeAt, type Way } from './trails'
import { toColumn, toRow } from '../view/view'

/** The sheet over a picture, with its view and its colours. */
export interface Pen extends Sheet {
  readonly half: number
  readonly palette: Palette
}

const toPixel = (pen: Pen, [x, y]: Place): Place => [toColumn(pen, x), toRow(pen, y)]

interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash?: readonly number[]
}

function paintLine(
  { context, ratio }: Pen,
  from: Place,
  to: Place,
  { colour, width, dash = [] }: Stroke,
  hasHead = false,
): void {
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  if (hasHead) head(context, ...from, ...to, Math.min(7 * ratio, 0.5 * Math.hypot(to[0] - from[0], to[1] - from[1])))
  context.setLineDash(dash.map((length) => length * ratio))
  context.strokeStyle = colour
  context.lineWidth = width * ratio
  context.stroke()
  context.setLineDash([])
}

function paintRing({ context, ratio, palette }: Pen, [x, y]: Place, radius: number, colour: string): void {
  for (const [width, stroke] of [
    [5, palette.ground],
    [2, colour],
  ] as const) {
    context.beginPath()
    context.arc(x, y, radius * ratio, 0, 2 * Math.PI)
    context.strokeStyle = stroke
    context.lineWidth = width * ratio
    context.stroke()
  }
}

/** Paints a word above or below a place, with a halo in the colour of the ground. It stays within the picture and off the place `notAt`. */
function paintWord(
  { context, ratio, side, palette }: Pen,
  [x, y]: Place,
  content: string,
  colour: string,
  { below = false, notAt = [-Infinity, 0] }: { below?: boolean; notAt?: Place } = {},
): void {
  context.font = `600 ${13 * ratio}px ${textFamily}`
  context.textBaseline = 'middle'
  const width = context.measureText(content).width
  const gap = 9 * ratio
  const [before, after] = [x - gap - width, x + gap]
  const toTheLeft =
    before > 4 * ratio &&
    (after + width > side - 4 * ratio || (notAt[0] > x && notAt[0] < after + width && Math.abs(notAt[1] - y) < 3 * gap))
  const left = toTheLeft ? before : after
  const level = Math.max(10 * ratio, Math.min(side - 10 * ratio, y + (below ? 12 : -11) * ratio))
  context.lineJoin = 'round'
  context.lineWidth = 3 * ratio
  context.strokeStyle = palette.ground
  context.strokeText(content, left, level)
  context.fillStyle = colour
  context.fillText(content, left, level)
}

/** The length of the longest arrow of the score at the pointer, in CSS pixels. */
const REACH = 64

/** Paints the exact answer at the pointer: lines to the likeliest points, their mean, and the score; and a network's x̂₀. */
export function paintProbe(
  pen: Pen,
  { place, mean, score, lines }: Probe,
  { xy }: PointSet,
  network: { readonly place: Place; readonly name: string } | undefined,
): void {
  const { context, ratio, palette } = pen
  const at = toPixel(pen, place)
  const most = lines[0]?.weight ?? 1
  const strongest = Math.min(0.8, 24 / lines.length) // the more lines, the fainter each
  for (const { index, weight } of lines) {
    context.globalAlpha = strongest * (weight / most)
    paintLine(pen, at, toPixel(pen, [xy[2 * index] ?? NaN, xy[2 * index + 1] ?? NaN]), {
      colour: palette.signal,
      width: 1,
    })
  }
  context.globalAlpha = 1
  const size = Math.hypot(...score)
  const reach = size > 0 ? (REACH * ratio * arrowLength(size, 1)) / size : 0
  paintLine(pen, at, toPixel(pen, mean), { colour: palette.signal, width: 2 })
  paintLine(pen, at, [at[0] + score[0] * reach, at[1] - score[1] * reach], { colour: palette.ink, width: 2 }, true)
  paintRing(pen, toPixel(pen, mean), 6, palette.signal)
  paintWord(pen, toPixel(pen, mean), planeText.planeStage.mean, palette.signal, { notAt: at })
  if (network && Number.isFinite(network.place[0] + network.place[1])) {
    paintRing(pen, toPixel(pen, network.place), 4, palette.noise)
    paintWord(pen, toPixel(pen, network.place), network.name, palette.noise, { below: true, notAt: at })
  }
  paintCross(pen, at)
}

function paintCross(pen: Pen, [x, y]: Place): void {
  const arm = 6 * pen.ratio
  for (const [width, colour] of [
    [4, pen.palette.ground],
    [1.5, pen.palette.ink],
  ] as const) {
    paintLine(pen, [x - arm, y], [x + arm, y], { colour, width })
    paintLine(pen, [x, y - arm], [x, y + arm], { colour, width })
  }
}

/** Paints the whole path of the chosen particle in bold, and its last step: towards x̂₀, along ε̂, and the added noise. */
export function paintChosen(pen: Pen, way: Way, particle: number, frame: number, step: ParticleStep | undefined): void {
  const { context, ratio, palette } = pen
  for (const [width, colour] of [
    [5, palette.ground],
    [2.2, palette.ink],
  ] as const) {
    context.beginPath()
    addTrail(context, way, particle, 0, frame)
    context.lineJoin = context.lineCap = 'round'
    context.strokeStyle = colour
    context.lineWidth = width * ratio
    context.stroke()
  }
  if (step) paintStep(pen, step)
  paintRing(pen, placeAt(way, frame, particle), 6, palette.ink)
}

/** Words nearer to each other than this, in CSS pixels, would overlap. */
const CLEAR = 28

function paintStep(pen: Pen, { from, to, x0Hat, foot, mean }: ParticleStep): void {
  const { palette } = pen
  const [start, end, guess] = [toPixel(pen, from), toPixel(pen, to), toPixel(pen, x0Hat)]
  paintLine(pen, toPixel(pen, foot), start, { colour: palette.noise, width: 1.5, dash: [5, 3] }, true)
  paintLine(pen, start, guess, { colour: palette.signal, width: 1.5, dash: [5, 3] }, true)
  paintLine(pen, start, toPixel(pen, mean), { colour: palette.ink, width: 2.5 }, true)
  if (Math.hypot(to[0] - mean[0], to[1] - mean[1]) > 1e-6)
    paintLine(pen, toPixel(pen, mean), end, { colour: palette.noise, width: 2.5 }, true)
  paintRing(pen, guess, 5, palette.signal)
  paintWord(pen, guess, 'x̂₀', palette.signal)
  const along = toPixel(pen, [(foot[0] + from[0]) / 2, (foot[1] + from[1]) / 2])
  if (Math.hypot(along[0] - guess[0], along[1] - guess[1]) > CLEAR * pen.ratio)
    paintWord(pen, along, 'ε̂', palette.noise)
}

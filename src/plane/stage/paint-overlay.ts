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

/** What is drawn over the picture, by whom it is asked for. */
export interface Pen extends Sheet {
  readonly half: number
  readonly palette: Palette
}

const pixel = (pen: Pen, [x, y]: Place): Place => [toColumn(pen, x), toRow(pen, y)]

interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash?: readonly number[]
}

function line(
  { context, ratio }: Pen,
  from: Place,
  to: Place,
  { colour, width, dash = [] }: Stroke,
  tipped = false,
): void {
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  if (tipped) head(context, ...from, ...to, Math.min(7 * ratio, 0.5 * Math.hypot(to[0] - from[0], to[1] - from[1])))
  context.setLineDash(dash.map((length) => length * ratio))
  context.strokeStyle = colour
  context.lineWidth = width * ratio
  context.stroke()
  context.setLineDash([])
}

function ring({ context, ratio, palette }: Pen, [x, y]: Place, radius: number, colour: string): void {
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

/** A word beside a place, above it or below, on a halo of the ground; kept within the picture, and on the side that is not another place's. */
function word(
  { context, ratio, side, palette }: Pen,
  [x, y]: Place,
  what: string,
  colour: string,
  { below = false, notAt = [-Infinity, 0] }: { below?: boolean; notAt?: Place } = {},
): void {
  context.font = `600 ${13 * ratio}px ${textFamily}`
  context.textBaseline = 'middle'
  const width = context.measureText(what).width
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
  context.strokeText(what, left, level)
  context.fillStyle = colour
  context.fillText(what, left, level)
}

/** Longest arrow of the score at the pointer, in CSS pixels; half of it is the middle size of the field. */
const REACH = 64

/** x_t under the pointer, what it most likely came from, their mean, and the score; and what a network says of it. */
export function paintProbe(
  pen: Pen,
  { place, mean, score, lines }: Probe,
  { xy }: PointSet,
  said: { readonly place: Place; readonly name: string } | undefined,
): void {
  const { context, ratio, palette } = pen
  const at = pixel(pen, place)
  const most = lines[0]?.weight ?? 1
  const strongest = Math.min(0.8, 24 / lines.length) // of many, each a little
  for (const { index, weight } of lines) {
    context.globalAlpha = strongest * (weight / most)
    line(pen, at, pixel(pen, [xy[2 * index] ?? NaN, xy[2 * index + 1] ?? NaN]), { colour: palette.signal, width: 1 })
  }
  context.globalAlpha = 1
  const size = Math.hypot(...score)
  const reach = size > 0 ? (REACH * ratio * arrowLength(size, 1)) / size : 0
  line(pen, at, pixel(pen, mean), { colour: palette.signal, width: 2 })
  line(pen, at, [at[0] + score[0] * reach, at[1] - score[1] * reach], { colour: palette.ink, width: 2 }, true)
  ring(pen, pixel(pen, mean), 6, palette.signal)
  word(pen, pixel(pen, mean), planeText.planeStage.mean, palette.signal, { notAt: at })
  if (said && Number.isFinite(said.place[0] + said.place[1])) {
    ring(pen, pixel(pen, said.place), 4, palette.noise)
    word(pen, pixel(pen, said.place), said.name, palette.noise, { below: true, notAt: at })
  }
  cross(pen, at)
}

function cross(pen: Pen, [x, y]: Place): void {
  const arm = 6 * pen.ratio
  for (const [width, colour] of [
    [4, pen.palette.ground],
    [1.5, pen.palette.ink],
  ] as const) {
    line(pen, [x - arm, y], [x + arm, y], { colour, width })
    line(pen, [x, y - arm], [x, y + arm], { colour, width })
  }
}

/** The chosen particle's whole way in bold, and its step: towards x̂₀, by ε̂, and the noise that was added. */
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
  ring(pen, placeAt(way, frame, particle), 6, palette.ink)
}

/** Words nearer than this, in CSS pixels, would lie one upon the other. */
const CLEAR = 28

function paintStep(pen: Pen, { from, to, x0Hat, foot, mean }: ParticleStep): void {
  const { palette } = pen
  const [start, end, guess] = [pixel(pen, from), pixel(pen, to), pixel(pen, x0Hat)]
  line(pen, pixel(pen, foot), start, { colour: palette.noise, width: 1.5, dash: [5, 3] }, true)
  line(pen, start, guess, { colour: palette.signal, width: 1.5, dash: [5, 3] }, true)
  line(pen, start, pixel(pen, mean), { colour: palette.ink, width: 2.5 }, true)
  if (Math.hypot(to[0] - mean[0], to[1] - mean[1]) > 1e-6)
    line(pen, pixel(pen, mean), end, { colour: palette.noise, width: 2.5 }, true)
  ring(pen, guess, 5, palette.signal)
  word(pen, guess, 'x̂₀', palette.signal)
  const along = pixel(pen, [(foot[0] + from[0]) / 2, (foot[1] + from[1]) / 2])
  if (Math.hypot(along[0] - guess[0], along[1] - guess[1]) > CLEAR * pen.ratio) word(pen, along, 'ε̂', palette.noise)
}

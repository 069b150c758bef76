import type { Crowd } from './particles'
import type { Place } from './probe'

/** Where each particle is along its way, in pixels: `at` is a frame, fractions lie between two. */
export interface Way {
  /** Frames that are known. */
  readonly frames: number
  readonly particles: number
  /** x and y of a particle at a whole frame, in pixels. */
  x(frame: number, particle: number): number
  y(frame: number, particle: number): number
}

/** Which part of whose trails is to be drawn next. */
interface Strokes {
  readonly clear: boolean
  /** Of particles below `known`, whose trails stand: from there on to the playhead. */
  readonly known: number
  readonly from: number
  /** Of particles in [known, upTo): the whole trail. */
  readonly upTo: number
  readonly to: number
}

/** How far trails have been drawn: those of the first `known` particles, up to frame `at`. */
export interface Drawn {
  readonly known: number
  readonly at: number
}

/** Segments of whole trails that are drawn at once, so that a jump never holds up a frame. */
const MOST_SEGMENTS = 6000
/** Segments of one trail; of a longer way every second frame is left out, or more. */
const MOST_OF_ONE = 120

const strideOf = (frames: number): number => Math.max(1, Math.ceil(frames / MOST_OF_ONE))

/**
 * What is to be drawn to come from `drawn` to frame `to`: where the playhead went on a little, the new ends; after a jump,
 * everything, some particles at a time.
 */
export function strokesTo(drawn: Drawn, to: number, particles: number): Strokes {
  const goesOn = to >= drawn.at && to - drawn.at <= 4
  const known = goesOn ? drawn.known : 0
  const each = Math.max(1, Math.ceil(to / strideOf(to)))
  return {
    clear: !goesOn,
    known,
    from: drawn.at,
    upTo: Math.min(particles, known + Math.ceil(MOST_SEGMENTS / each)),
    to,
  }
}

export const drawnAfter = ({ upTo, to }: Strokes): Drawn => ({ known: upTo, at: to })

/** Where a particle is at a frame, or straight between two, in pixels; at the last that is known, beyond it. */
export function placeAt(way: Way, frame: number, particle: number): Place {
  const before = Math.max(0, Math.min(Math.floor(frame), way.frames - 1))
  const part = before + 1 < way.frames ? Math.max(0, frame - before) : 0
  const [x, y] = [way.x(before, particle), way.y(before, particle)]
  return part === 0
    ? [x, y]
    : [x + part * (way.x(before + 1, particle) - x), y + part * (way.y(before + 1, particle) - y)]
}

/** Adds a particle's way from frame `from` to `to`, straight between frames, to the path. */
export function addTrail(
  path: Pick<CanvasPath, 'moveTo' | 'lineTo'>,
  way: Way,
  particle: number,
  from: number,
  to: number,
): void {
  if (!(to > from)) return
  const stride = strideOf(to - from)
  path.moveTo(...placeAt(way, from, particle))
  for (let frame = Math.floor(from) + stride; frame < to; frame += stride) path.lineTo(...placeAt(way, frame, particle))
  path.lineTo(...placeAt(way, to, particle))
}

/** Particles whose ways are measured. */
const MEASURED = 40

/**
 * How much longer ways up to a frame are than their ends are apart, at least 1: little more of a flow, many times of a walk
 * that is shaken at every step.
 */
export function wandering(way: Way, frame: number): number {
  const last = Math.min(Math.floor(frame), way.frames - 1)
  const each = Math.max(1, Math.floor(way.particles / MEASURED))
  const apart = (from: number, to: number, particle: number) =>
    Math.hypot(way.x(to, particle) - way.x(from, particle), way.y(to, particle) - way.y(from, particle))
  let [length, straight] = [0, 0]
  for (let particle = 0; particle < way.particles; particle += each) {
    for (let i = 0; i < last; i++) length += apart(i, i + 1, particle)
    straight += apart(0, last, particle)
  }
  return straight > 0 ? Math.max(1, length / straight) : 1
}

/** Strokes the trails of a crowd, each look in its colour. */
export function strokeTrails(
  context: CanvasRenderingContext2D,
  way: Way,
  { looks, members }: Crowd,
  { known, from, upTo, to }: Strokes,
): void {
  for (const [i, { colour }] of looks.entries()) {
    context.beginPath()
    for (const particle of members[i] ?? []) {
      if (particle >= upTo) break // they are in order
      addTrail(context, way, particle, particle < known ? from : 0, to)
    }
    context.strokeStyle = colour
    context.stroke()
  }
}

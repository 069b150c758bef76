import type { Crowd } from './particles'
import type { Place } from './probe'

/** The path of each particle, in pixels. */
export interface Way {
  /** How many frames are known. */
  readonly frames: number
  readonly particles: number
  /** x and y of a particle at a frame, in pixels. */
  x(frame: number, particle: number): number
  y(frame: number, particle: number): number
}

/** The parts of trails to draw next. */
interface Strokes {
  readonly clear: boolean
  /** Particles below `trailCount` have trails up to frame `from`: only the rest, up to frame `to`, is drawn. */
  readonly trailCount: number
  readonly from: number
  /** Particles in [trailCount, upTo): the whole trail is drawn. */
  readonly upTo: number
  readonly to: number
}

/** How far trails have been drawn: those of the first `trailCount` particles, up to frame `at`. */
export interface Drawn {
  readonly trailCount: number
  readonly at: number
}

/** How many segments of whole trails are drawn at once, so that a jump does not delay a frame. */
const MOST_SEGMENTS = 6000
/** The most segments of one trail; a longer path skips every second frame, or more. */
const MOST_OF_ONE = 120

const strideOf = (frames: number): number => Math.max(1, Math.ceil(frames / MOST_OF_ONE))

/**
 * What to draw so that trails reach frame `to`: only the new ends if the playhead went on a little; after a jump, all trails again,
 * some particles at a time.
 */
export function strokesTo(extent: Drawn, to: number, particles: number): Strokes {
  const isContinued = to >= extent.at && to - extent.at <= 4
  const trailCount = isContinued ? extent.trailCount : 0
  const each = Math.max(1, Math.ceil(to / strideOf(to)))
  return {
    clear: !isContinued,
    trailCount,
    from: extent.at,
    upTo: Math.min(particles, trailCount + Math.ceil(MOST_SEGMENTS / each)),
    to,
  }
}

export const drawnAfter = ({ upTo, to }: Strokes): Drawn => ({ trailCount: upTo, at: to })

/** Where a particle is at a frame, in pixels. Between two frames it moves straight; beyond the last known one it stays there. */
export function placeAt(way: Way, frame: number, particle: number): Place {
  const before = Math.max(0, Math.min(Math.floor(frame), way.frames - 1))
  const part = before + 1 < way.frames ? Math.max(0, frame - before) : 0
  const [x, y] = [way.x(before, particle), way.y(before, particle)]
  return part === 0
    ? [x, y]
    : [x + part * (way.x(before + 1, particle) - x), y + part * (way.y(before + 1, particle) - y)]
}

/** Adds the trail of a particle between two frames to a canvas path. */
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

/** How many particles `wandering` measures. */
const MEASURED = 40

/**
 * The length of paths up to a frame, divided by the distance between their ends; at least 1. It is little more than 1 for a flow,
 * and large for a sampler that adds noise at every step.
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
  { trailCount, from, upTo, to }: Strokes,
): void {
  for (const [i, { colour }] of looks.entries()) {
    context.beginPath()
    for (const particle of members[i] ?? []) {
      if (particle >= upTo) break // members are in ascending order
      addTrail(context, way, particle, particle < trailCount ? from : 0, to)
    }
    context.strokeStyle = colour
    context.stroke()
  }
}

import { placesOf } from './places'
import { T } from './timeline'

export const SPEEDS = [1, 4, 12, 60] as const
export type Speed = (typeof SPEEDS)[number]

/** Forward, from the data into noise; reverse, from noise back to the data. */
export type Direction = 'forward' | 'reverse'

/** Where a room's playhead stands, and what it is on its way to. */
export interface Playhead {
  readonly direction: Direction
  /** Of the forward direction, 0..T. */
  readonly t: number
  /** Of the reverse one: the frame that is shown. */
  readonly frame: number
  /** Frames shown a second while playing, at most. */
  readonly speed: Speed
  readonly playing: boolean
  /** Frame that is being computed towards, without pacing; pausing gives it up. */
  readonly goal: number | undefined
  /** A frame is wanted that cannot be asked for yet. */
  readonly waiting: boolean
}

/**
 * What can be played: both rooms' players. Forward, t moves over closed-form frames; reverse, the playhead moves over recorded
 * frames, and asks for one where there is none.
 */
export interface Playable {
  playhead(): Playhead
  /** Writes what has changed of it. */
  move(patch: Partial<Omit<Playhead, 'direction' | 'speed'>>): void
  /** The last recorded frame, 0 where there is at most the start. */
  recorded(): number
  /** Where each frame of the reverse run stands on the timeline, recorded or not. */
  times(): readonly number[]
  /** Where the forward direction stops when it steps, in falling order. */
  stops(): readonly number[]
  /** Asks for one frame more; nothing is asked twice. */
  ask(): void
  /** When the playhead moved last while playing. */
  lastTick: number
  /** The visitor holds the playhead by the pointer: what it stands on stays as it is. */
  isHeld?: boolean
  /** What is due before it plays by the visitor's wish. */
  beforePlay?(): void
}

const lastFrame = (player: Playable): number => player.times().length - 1

/** Shows a frame of the reverse direction: at once if it is recorded, else by computing up to it. */
export function seek(player: Playable, frame: number): void {
  const targetFrame = Math.max(0, Math.min(lastFrame(player), Math.round(frame)))
  const lastRecorded = player.recorded()
  const goal = targetFrame > lastRecorded ? targetFrame : undefined
  player.move({ goal, frame: Math.min(targetFrame, lastRecorded) })
  if (goal !== undefined) player.ask()
}

/** Recorded frame whose place on the track is nearest to t; of two (a walk up and down), the one nearest to frame `here`. */
export function nearestFrame(places: readonly number[], recorded: number, t: number, here = recorded): number {
  const distance = (index: number) => Math.abs((places[index] ?? Infinity) - t)
  let best = 0
  for (let index = 1; index <= recorded; index++) {
    const closer = distance(index) - distance(best)
    if (closer < 0 || (closer === 0 && Math.abs(index - here) < Math.abs(best - here))) best = index
  }
  return best
}

/** The visitor takes the playhead by the pointer, or lets it go. */
export const hold = (player: Playable, isHeld: boolean): void => {
  player.isHeld = isHeld
}

/** The visitor drags the playhead to a place on the track: forward, to that t; reverse, to the nearest recorded frame. */
export function scrub(player: Playable, t: number): void {
  pause(player)
  const to = Math.max(0, Math.min(T, Math.round(t)))
  const { direction, frame } = player.playhead()
  if (direction === 'forward') player.move({ t: to })
  else seek(player, nearestFrame(placesOf(player.times()), player.recorded(), to, frame))
}

/** One step along the direction (+1) or back (−1). Forward it steps over the levels of the grid. */
export function step(player: Playable, by: 1 | -1): void {
  pause(player)
  advance(player, by)
}

function advance(player: Playable, by: 1 | -1): boolean {
  const { direction, frame, t } = player.playhead()
  if (direction === 'reverse') {
    const to = frame + by
    if (to < 0 || to > lastFrame(player)) return false
    seek(player, to)
    return true
  }
  const stops = player.stops()
  const next = by > 0 ? stops.findLast((stop) => stop > t) : stops.find((stop) => stop < t)
  if (next !== undefined) player.move({ t: next })
  return next !== undefined
}

/** One step (or more) along the timeline: left is data, right is noise, whichever the direction. */
export function towards(player: Playable, end: 'data' | 'noise', steps = 1): void {
  const { direction, frame } = player.playhead()
  const by = (end === 'noise') === (direction === 'forward') ? 1 : -1
  if (direction === 'forward' || steps === 1) for (let i = 0; i < steps; i++) step(player, by)
  else {
    pause(player)
    seek(player, frame + by * steps)
  }
}

/** To the first or last frame of the direction; the reverse one computes what is missing, and pausing stops that. */
export function toEnd(player: Playable, end: 'start' | 'end'): void {
  pause(player)
  if (player.playhead().direction === 'forward') player.move({ t: end === 'start' ? 0 : T })
  else seek(player, end === 'start' ? 0 : lastFrame(player))
}

/** To the data, on the left, or to the noise, on the right. */
export const toSide = (player: Playable, side: 'data' | 'noise'): void => {
  toEnd(player, (side === 'data') === (player.playhead().direction === 'forward') ? 'start' : 'end')
}

/** To the start of the direction that is on; recorded frames stay. */
export const restart = (player: Playable): void => {
  toEnd(player, 'start')
}

export const pause = (player: Playable): void => {
  player.move({ playing: false, waiting: false, goal: undefined })
}

/** Plays on from the playhead, or from the start when it stands at the end. */
export function play(player: Playable): void {
  const { direction, t, frame } = player.playhead()
  player.move({
    goal: undefined,
    playing: true,
    ...(direction === 'forward' && t >= T && { t: 0 }),
    ...(direction === 'reverse' && frame >= lastFrame(player) && { frame: 0 }),
  })
  player.lastTick = -Infinity
  if (direction === 'reverse') player.ask()
  requestAnimationFrame((now) => {
    tick(player, now)
  })
}

/** Plays or pauses. */
export function togglePlay(player: Playable): void {
  const { playing, goal } = player.playhead()
  if (playing || goal !== undefined) {
    pause(player)
    return
  }
  player.beforePlay?.()
  play(player)
}

/** While playing: every 1/speed seconds one frame on; asks ahead, so that the next one is there when it is due. */
function tick(player: Playable, now: number): void {
  const { playing, direction, frame, speed } = player.playhead()
  if (!playing) return
  requestAnimationFrame((then) => {
    tick(player, then)
  })
  if (now - player.lastTick < 1000 / speed - 2) return
  const atEdge = direction === 'reverse' && frame >= player.recorded()
  if (atEdge && frame < lastFrame(player)) {
    player.ask()
    return
  }
  player.lastTick = now
  if (!advance(player, 1)) player.move({ playing: false })
  else if (direction === 'reverse' && frame + 1 >= player.recorded()) player.ask()
}

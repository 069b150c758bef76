import { engineReady, lastRecorded, patchRun, patchSettings, type Player, specOf, totalSteps } from './player'
import { pathOf } from './path'
import { T } from '../rooms/timeline'
import { nearestFrame } from './trajectory'

/**
 * Asks the engine for one frame more, opening the run first where it is not open. Nothing is asked twice; what was
 * waited for is asked again when the engine is ready.
 */
export function ask(player: Player): void {
  const { run } = player.store.getState()
  const at = lastRecorded(player)
  const from = player.trajectory.frames[at]
  if (run.pending || run.source === 'recording' || !from || at >= totalSteps(player) || !player.runOf) return
  if (!engineReady(player)) {
    if (!run.waiting) patchRun(player, { waiting: true })
    return
  }
  if (!player.opened) player.engine.open(specOf(player.runOf), { index: at, xt: from.xt, history: player.trajectory.past, nfe: from.nfe })
  player.opened = true
  patchRun(player, { pending: true, waiting: false, fault: undefined })
  player.engine.step()
}

/** Shows a frame of the reverse walk: at once if it is recorded, else by computing up to it. */
export function seek(player: Player, frame: number): void {
  const wanted = Math.max(0, Math.min(totalSteps(player), Math.round(frame)))
  const known = Math.max(0, lastRecorded(player))
  const goal = wanted > known ? wanted : undefined
  if (player.store.getState().run.goal !== goal) patchRun(player, { goal })
  if (player.store.getState().settings.frame !== Math.min(wanted, known)) patchSettings(player, { frame: Math.min(wanted, known) })
  if (goal !== undefined) ask(player)
}

/** The visitor drags the playhead to t: the forward walk follows exactly, the reverse one to its nearest recorded frame. */
export function scrub(player: Player, t: number): void {
  pause(player)
  const to = Math.max(0, Math.min(T, Math.round(t)))
  if (player.store.getState().settings.direction === 'forward') patchSettings(player, { t: to })
  else seek(player, nearestFrame(player.trajectory, to, player.store.getState().settings.frame))
}

/** One step along the walk's own direction (+1) or back (−1). The forward walk steps over the levels of the grid. */
export function step(player: Player, by: 1 | -1): void {
  pause(player)
  advance(player, by)
}

function advance(player: Player, by: 1 | -1): boolean {
  const { settings } = player.store.getState()
  if (settings.direction === 'reverse') {
    const to = settings.frame + by
    if (to < 0 || to > totalSteps(player)) return false
    seek(player, to)
    return true
  }
  const levels = pathOf({ ...settings, from: 'noise' }).times.map(Math.round)
  const next = by > 0 ? levels.findLast((t) => t > settings.t) : levels.find((t) => t < settings.t)
  if (next !== undefined) patchSettings(player, { t: next })
  return next !== undefined
}

/** To the walk's first or last frame; the reverse walk computes what is missing, and pausing stops that. */
export function toEnd(player: Player, end: 'start' | 'end'): void {
  pause(player)
  if (player.store.getState().settings.direction === 'forward') patchSettings(player, { t: end === 'start' ? 0 : T })
  else seek(player, end === 'start' ? 0 : totalSteps(player))
}

export function pause(player: Player): void {
  const { playing, run } = player.store.getState()
  if (playing || run.waiting || run.goal !== undefined) player.store.setState({ playing: false, run: { ...run, waiting: false, goal: undefined } })
}

/** Plays on from the playhead, or from the start when it stands at the end. */
export function play(player: Player): void {
  const { settings } = player.store.getState()
  patchRun(player, { goal: undefined })
  if (settings.direction === 'forward' && settings.t >= T) patchSettings(player, { t: 0 })
  if (settings.direction === 'reverse' && settings.frame >= totalSteps(player)) patchSettings(player, { frame: 0 })
  player.store.setState({ playing: true })
  player.lastTick = -Infinity
  if (settings.direction === 'reverse') ask(player)
  requestAnimationFrame((now) => { tick(player, now) })
}

/** While playing: every 1/speed seconds one frame on; asks ahead, so that the next one is there when it is due. */
function tick(player: Player, now: number): void {
  const { playing, settings } = player.store.getState()
  if (!playing) return
  requestAnimationFrame((then) => { tick(player, then) })
  if (now - player.lastTick < 1000 / settings.speed - 2) return
  const atEdge = settings.direction === 'reverse' && settings.frame >= lastRecorded(player)
  if (atEdge && settings.frame < totalSteps(player)) {
    ask(player)
    return
  }
  player.lastTick = now
  if (!advance(player, 1)) player.store.setState({ playing: false })
  else if (settings.direction === 'reverse' && settings.frame + 1 >= lastRecorded(player)) ask(player)
}

import { samplerInfo } from '../../diffusion'
import { pause, seek } from '../../runs/playback'
import { lastRecorded } from '../../runs/run'
import { watch } from '../../runs/run-set'
import { lastShared } from '../model/past'
import { startOfRun } from '../model/path'
import { sameRun, type Settings } from '../model/settings'
import { branchesOf, withBranch } from './branches'
import { keptRun, withRun } from './kept-runs'
import { engineReady, forwardFrame, type Player, watchedRun, watchRuns } from './player'
import { emptyRun, withEngineFrame, type WalkRun } from './walk-run'

/** A run that shares its past with one that is known, as far as that one has computed it and a run can go on from there. */
function sharing(run: WalkRun, knownRuns: readonly WalkRun[]): WalkRun {
  const ends = run.stretches.map(({ until }) => until)
  const { memory, corrects } = samplerInfo(run.spec.sampler)
  const frames = knownRuns
    .filter(({ source }) => source === 'live')
    .map((knownRun) => {
      const shared = Math.min(lastShared(run.settings, knownRun.settings), lastRecorded(knownRun))
      const at = memory === 0 && !corrects ? shared : Math.max(-1, ...ends.filter((until) => until <= shared))
      return knownRun.frames.slice(0, at + 1)
    })
    .reduce((longest, each) => (each.length > longest.length ? each : longest), [])
  return { ...run, frames }
}

/** A new run of these settings at its start, or at what it shares with another; empty where its picture has not arrived yet. */
function newRun(player: Player, settings: Settings): WalkRun {
  const run = sharing(emptyRun(settings), [watchedRun(player), ...player.keptRuns])
  if (run.frames.length > 0) return run
  const first = run.stretches[0]?.settings ?? settings
  const { from } = first
  const here = from === 'noise' ? undefined : forwardFrame(player, from === 'inverted' ? 0 : from, first)?.xt
  const [level] = run.levels
  if (!level || (from !== 'noise' && !here)) return run
  return withEngineFrame(run, { index: 0, xt: startOfRun(first, level, here), ms: 0, nfe: 0 })
}

/** Tells the runs of the tree. */
const inTree = (settings: Settings) => {
  const branches = branchesOf(settings).map((branch) => withBranch(settings, branch))
  return (other: Settings) => branches.some((each) => sameRun(each, other))
}

/**
 * Begins the run of the present settings at frame 0, which needs no network. If that run was left earlier, it comes back with its
 * frames.
 * The default run is shown from its recording while the network is still on its way.
 * @param frame where to stand; computed up to if need be (a link opens at its frame)
 */
export function begin(player: Player, frame = 0): void {
  const { settings } = player.store.getState()
  const before = watchedRun(player)
  player.engine.close()
  if (before.source === 'live' && !sameRun(before.settings, settings))
    player.keptRuns = withRun(player.keptRuns, before, inTree(settings))
  const { recording } = player
  const stored =
    recording && !engineReady(player) && sameRun(settings, recording.settings)
      ? { ...recording, settings }
      : keptRun(player.keptRuns, settings)
  player.store.setState({ playing: false })
  watchRuns(player, [watch(stored ?? newRun(player, settings))], {
    waiting: false,
    goal: undefined,
    preparing: undefined,
    msPerStep: 0,
    fault: undefined,
  })
  seek(player, frame)
}

/** A picture or the recording has arrived: a run that is still at its start begins again with it, and keeps playing if it played. */
export function pictureArrived(player: Player): void {
  player.store.setState(({ pictures }) => ({ pictures: pictures + 1 }))
  if (lastRecorded(watchedRun(player)) > 0) return
  const { playing, run, settings } = player.store.getState()
  begin(player, run.goal ?? settings.frame)
  if (playing) player.store.setState({ playing })
}

/**
 * Where the playhead stands in a run that begins: at its start, or where it leaves its past; in another run of the tree, where its
 * choice has put it.
 */
const beginningOf = (now: Settings, before: Settings): number =>
  now.branch === before.branch ? (now.past.at(-1)?.until ?? 0) : now.frame

/** The settings decide the run: when they become those of another, it begins; when the direction turns, it pauses. */
export function followSettings(player: Player): void {
  player.store.subscribe(({ settings: now }, { settings: before }) => {
    if (now === before) return
    if (now.direction !== before.direction) pause(player)
    if (!sameRun(watchedRun(player).settings, now)) begin(player, beginningOf(now, before))
  })
}

/** A recording is left for a live run of the same settings. */
export function goLive(player: Player): void {
  player.recording = undefined
  begin(player)
}

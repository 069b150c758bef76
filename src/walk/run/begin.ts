import { pause, seek } from '../../runs/playback'
import { engineReady, forwardFrame, lastRecorded, type Player, totalSteps } from './player'
import { pathOf, startOfRun } from '../model/path'
import { sameRun } from '../model/settings'
import { keptRun, withRun } from './kept-runs'
import { modelOf } from '../model/models'
import { emptyTrajectory, keep } from './trajectory'

/**
 * The run of the present settings, standing at its frame 0, which needs no network: a new one, or one of those before as it was left.
 * The default run is shown from its recording while the network is still on its way.
 * @param frame where to stand; computed up to if need be (a link opens at its frame)
 */
export function begin(player: Player, frame = 0): void {
  const { settings, run } = player.store.getState()
  player.engine.close()
  const { recording, runOf, trajectory } = player
  if (runOf && run.source === 'live' && !sameRun(runOf, settings))
    player.kept = withRun(player.kept, { settings: runOf, trajectory })
  const recorded =
    recording && !engineReady(player) && sameRun(settings, recording.settings) ? recording.trajectory : undefined
  const known = recorded ?? keptRun(player.kept, settings)
  Object.assign(player, { runOf: settings, opened: false })
  player.trajectory = known ?? emptyTrajectory(pathOf(settings), settings.samples, modelOf(settings))
  const here =
    settings.from === 'noise' ? undefined : forwardFrame(player, settings.from === 'inverted' ? 0 : settings.from)?.xt
  const [first] = player.trajectory.levels
  if (!known && first && (settings.from === 'noise' || here)) {
    keep(player.trajectory, { index: 0, xt: startOfRun(settings, first, here), ms: 0, nfe: 0 })
  }
  player.store.setState({
    playing: false,
    run: {
      source: recorded ? 'recording' : 'live',
      total: totalSteps(player),
      recorded: Math.max(0, lastRecorded(player)),
      waiting: false,
      goal: undefined,
      pending: false,
      preparing: undefined,
      msPerStep: 0,
      fault: undefined,
    },
  })
  seek(player, frame)
}

/** A picture or the recording has arrived: a run that stands at its start begins anew with it, and plays on if it played. */
export function pictureArrived(player: Player): void {
  player.store.setState(({ pictures }) => ({ pictures: pictures + 1 }))
  if (lastRecorded(player) > 0) return
  const { playing, run, settings } = player.store.getState()
  begin(player, run.goal ?? settings.frame)
  if (playing) player.store.setState({ playing })
}

/** The settings decide the run: when they become those of another, it begins; when the direction turns, it pauses. */
export function followSettings(player: Player): void {
  player.store.subscribe(({ settings: now }, { settings: before }) => {
    if (now === before) return
    if (now.direction !== before.direction) pause(player)
    if (!player.runOf || !sameRun(player.runOf, now)) begin(player)
  })
}

/** A recording is left for a live run of the same settings. */
export function goLive(player: Player): void {
  player.recording = undefined
  begin(player)
}

import { startOfRun } from './forward'
import { seek } from './playback'
import { engineReady, forwardFrame, lastRecorded, type Player, totalSteps } from './player'
import { sameRun, SIZE, T } from './settings'
import { timesOf } from './times'
import { emptyTrajectory, keep } from './trajectory'

/**
 * A new run of the present settings, standing at its frame 0, which needs no network. The default run is shown from
 * its recording while the network is still on its way.
 */
export function begin(player: Player): void {
  const { settings } = player.store.getState()
  const wanted = lastRecorded(player) < 0 ? settings.frame : 0 // a link opens at its frame
  player.engine.close()
  const { recording } = player
  const recorded = recording && !engineReady(player) && sameRun(settings, recording.settings) ? recording.trajectory : undefined
  Object.assign(player, { runOf: settings, opened: false, goal: undefined })
  player.trajectory = recorded ?? emptyTrajectory(timesOf(settings), settings.samples, SIZE)
  const here = settings.from === 'noise' ? undefined : forwardFrame(player, settings.from)?.xt
  if (!recorded && (settings.from === 'noise' || here)) {
    keep(player.trajectory, { index: 0, t: player.trajectory.times[0] ?? T, xt: startOfRun(settings, here), ms: 0, nfe: 0 })
  }
  player.store.setState({
    playing: false,
    run: {
      source: recorded ? 'recording' : 'live',
      total: totalSteps(player),
      recorded: Math.max(0, lastRecorded(player)),
      waiting: false,
      pending: false,
      msPerStep: 0,
      fault: undefined,
    },
  })
  seek(player, wanted)
}

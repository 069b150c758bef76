import type { Playable } from '../../runs/playback'
import { playheadOf } from '../../runs/playhead'
import { goLive } from './begin'
import { pathOf } from '../model/path'
import { engineReady, lastRecorded, patchRun, type Player, specOf, totalSteps } from './player'
import type { WalkStore } from './store'

/** Asks the engine for one frame more, opening the run first where it is not open; waits where the engine is not ready. */
function ask(player: Player): void {
  const { run } = player.store.getState()
  const at = lastRecorded(player)
  const from = player.trajectory.frames[at]
  if (run.pending || run.source === 'recording' || !from || at >= totalSteps(player) || !player.runOf) return
  if (!engineReady(player)) {
    player.move({ waiting: true })
    return
  }
  if (!player.opened)
    player.engine.open(specOf(player.runOf), { index: at, xt: from.xt, history: player.trajectory.past, nfe: from.nfe })
  player.opened = true
  patchRun(player, { pending: true, waiting: false, fault: undefined })
  player.engine.step()
}

/** How the walk is played. The forward walk steps over the levels of the grid. */
export const playback = (player: () => Player, store: WalkStore): Playable => ({
  ...playheadOf(store),
  recorded: () => Math.max(0, lastRecorded(player())),
  times: () => player().trajectory.times,
  stops: () => pathOf({ ...store.getState().settings, from: 'noise' }).times.map(Math.round),
  ask: () => {
    ask(player())
  },
  lastTick: 0,
  // A recording is played only while there is no network: with one, the walk is computed here and now.
  beforePlay: () => {
    const { settings, run } = store.getState()
    if (settings.direction === 'reverse' && run.source === 'recording' && engineReady(player())) goLive(player())
  },
})

import type { Engine } from '../../engine/page/pictures/client'
import { playheadOf } from '../../runs/playhead'
import { lastRecorded, stepsOf } from '../../runs/run'
import { askFor, placesBehind, recordedByAll, timesOf, watch } from '../../runs/run-set'
import { createForward } from '../model/forward'
import { stretchAt } from '../model/past'
import { pathOf } from '../model/path'
import { goLive } from './begin'
import { engineReady, type Player, watchRuns, watchedRun } from './player'
import { idOf } from './network'
import type { WalkStore } from './store'
import { emptyRun } from './walk-run'

/** Asks the engine for one frame more, opening the run first where it is not open; waits where the engine is not ready. */
function ask(player: Player): void {
  const run = watchedRun(player)
  const behind = run.source === 'live' && lastRecorded(run) < stepsOf(run) ? placesBehind(player.runs) : []
  if (behind.length === 0) return
  if (!engineReady(player)) {
    player.move({ waiting: true })
    return
  }
  const { model } = stretchAt(run.stretches, lastRecorded(run) + 1).settings
  if (idOf(player.network) !== model) {
    player.move({ waiting: true })
    player.bring(model)
    return
  }
  const runs = askFor(player.runs, behind, {
    open: (run) => {
      const last = run.frames.at(-1)
      if (!last) return
      const { spec } = stretchAt(run.stretches, last.index + 1)
      player.engine.open(spec, { index: last.index, xt: last.xt, history: run.past, nfe: last.nfe })
    },
    step: () => {
      player.engine.step()
    },
  })
  watchRuns(player, runs, { waiting: false, fault: undefined })
}

/** A walk with the run of its settings, of which nothing is known yet (`begin`). The forward walk steps over the levels of the grid. */
export function createPlayer(store: WalkStore, engine: Engine): Player {
  const { settings } = store.getState()
  const player: Player = {
    ...playheadOf(store),
    store,
    engine,
    forward: createForward(),
    gallery: undefined,
    recording: undefined,
    runs: [watch(emptyRun(settings))],
    keptRuns: [],
    bring: () => undefined,
    network: { status: 'loading', id: settings.model, before: undefined },
    lastTick: 0,
    recorded: () => recordedByAll([watchedRun(player)]),
    times: () => timesOf([watchedRun(player)]),
    stops: () => pathOf({ ...store.getState().settings, from: 'noise', past: [] }).times.map(Math.round),
    ask: () => {
      ask(player)
    },
    // A recording is played only while there is no network: with one, the walk is computed here and now.
    beforePlay: () => {
      const { direction } = store.getState().settings
      if (direction === 'reverse' && watchedRun(player).source === 'recording' && engineReady(player)) goLive(player)
    },
  }
  return player
}

import type { PlaneListener } from '../engine/page/plane/client'
import type { FromTrainer } from '../engine/protocol/learning'
import type { BackendName } from '../network'
import { lastRecorded, withFrame } from '../runs/run'
import { arrived, brokenOff } from '../runs/run-set'
import { openEngine } from './open-engine'
import { patchRun, type Player, watchRuns } from './player'
import type { PlaneEngine, PlaneNotice } from './store'

/** Breaks the runs off, but keeps their frames. A run that was computing goes on from its last frame when the engine is ready again. */
function breakOff(player: Player, engine: PlaneEngine): void {
  const { run, playing } = player.plane.store.getState()
  player.plane.store.setState({ engine })
  watchRuns(player, brokenOff(player.runs), { waiting: run.pending || playing })
}

/** The handlers for what the engine reports: they change the store and the runs. */
export function engineEvents(
  player: Player,
  backend: BackendName | 'auto',
  learned: (message: FromTrainer) => void,
): PlaneListener {
  const state = () => player.plane.store.getState()
  const notify = (notice: PlaneNotice) => {
    player.plane.store.setState(({ notices }) => ({ notices: [...notices, notice] }))
  }
  return {
    ready: (ready) => {
      player.plane.store.setState({ engine: { status: 'ready', ready } })
      patchRun(player.plane, { fault: undefined })
      const { waiting, goal } = state().run
      if (waiting || goal !== undefined) player.ask()
    },
    frame: (slot, frame) => {
      const run = player.runs[slot]?.run
      if (!run || frame.index !== lastRecorded(run) + 1) return
      const { msPerStep, goal } = state().run
      watchRuns(player, arrived(player.runs, slot, withFrame(run, frame)), {
        msPerStep: msPerStep ? 0.8 * msPerStep + 0.2 * frame.ms : frame.ms,
      })
      if (goal === undefined) return
      const recorded = player.recorded()
      player.move({ frame: Math.min(recorded, goal), goal: recorded >= goal ? undefined : goal })
      if (recorded < goal) player.ask()
    },
    learned,
    failed: (fault, slot) => {
      if (fault.code === 'late') {
        // the visitor decides whether to start the engine again
        breakOff(player, { status: 'failed', fault })
        return
      }
      player.move({ playing: false, waiting: false, goal: undefined })
      watchRuns(player, brokenOff(player.runs), { fault })
      if (slot === undefined) player.plane.store.setState({ engine: { status: 'failed', fault } })
    },
    lost: () => {
      breakOff(player, { status: 'opening' })
      notify({ kind: 'lost' })
      openEngine(player.plane, backend)
    },
  }
}

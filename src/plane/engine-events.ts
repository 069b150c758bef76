import type { PlaneListener } from '../engine/plane/client'
import type { FromLearner } from '../engine/plane/learning-protocol'
import type { BackendName } from '../network'
import { patchRun, type Player, reportRuns } from './player'
import type { PlaneNotice } from './store'
import { recordedOf } from './trajectory'

/** What the room does with what its engine says. A lost device loses no frame: the runs go on from their last one. */
export function engineEvents(player: () => Player, backend: BackendName | 'auto', learned: (message: FromLearner) => void): PlaneListener {
  const state = () => player().plane.store.getState()
  const notify = (notice: PlaneNotice) => { player().plane.store.setState(({ notices }) => ({ notices: [...notices, notice] })) }
  return {
    ready: (ready) => {
      player().plane.store.setState({ engine: { status: 'ready', ready } })
      patchRun(player().plane, { fault: undefined })
      const { waiting, goal } = state().run
      if (waiting || goal !== undefined) player().ask()
    },
    frame: (slot, frame) => {
      const run = player().runs[slot]
      if (!run || frame.index !== recordedOf(run) + 1) return
      run.frames.push(frame)
      run.pending = false
      const { msPerStep, goal } = state().run
      reportRuns(player(), { msPerStep: msPerStep ? 0.8 * msPerStep + 0.2 * frame.ms : frame.ms })
      if (goal === undefined) return
      const known = player().recorded()
      player().move({ frame: Math.min(known, goal), goal: known >= goal ? undefined : goal })
      if (known < goal) player().ask()
    },
    learned,
    failed: (fault, slot) => {
      for (const run of player().runs) Object.assign(run, { opened: false, pending: false })
      player().move({ playing: false, waiting: false, goal: undefined })
      reportRuns(player(), { fault })
      if (slot === undefined) player().plane.store.setState({ engine: { status: 'failed', fault } })
    },
    lost: () => {
      const { run, playing, points } = state()
      for (const each of player().runs) Object.assign(each, { opened: false, pending: false })
      notify({ kind: 'lost' })
      player().plane.store.setState({ engine: { status: 'opening' } })
      patchRun(player().plane, { pending: false, waiting: run.pending || playing })
      const { engine } = player().plane
      engine.open(backend)
      engine.setPoints(points)
    },
  }
}

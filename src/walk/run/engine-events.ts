import type { EngineListener } from '../../engine/page/pictures/client'
import type { EngineReady, Fault, NetworkSource } from '../../engine/protocol/pictures'
import { arrived, brokenOff, watch } from '../../runs/run-set'
import { ownId } from '../model/models'
import { withModel } from '../model/settings'
import { patchRun, patchSettings, type Player, watchedRun, watchRuns } from './player'
import { type EngineState, loadingAgain, type Notice } from './store'
import { computerOf, endsStretch, withEngineFrame } from './walk-run'

/** One notice of each kind: a newer one takes the place of the one before. */
function notify({ store }: Player, notice: Notice): void {
  store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== notice.kind), notice] }))
}

/** The visitor's own network has opened: the walk continues with it, and settings that it cannot have are changed. */
function takeOwn(player: Player, source: NetworkSource, { network: info, card }: EngineReady): void {
  const { settings, ownNetworks } = player.store.getState()
  const ownNetwork = { id: ownId(ownNetworks.length + 1), title: card.title, info }
  player.network = { status: 'ready', id: ownNetwork.id }
  player.store.setState({
    ownNetworks: [...ownNetworks, { ownNetwork, source }],
    settings: {
      ...settings,
      ...withModel(settings, { model: ownNetwork.id, own: ownNetwork }),
      frame: 0,
      negative: null,
    },
  })
  notify(player, { kind: 'own', title: card.title, notes: info.notes })
}

/** The run is broken off, and no frame of it is lost: what was under way goes on from the last one when the engine is ready again. */
function breakOff(player: Player, engine: EngineState): void {
  const { run, playing } = player.store.getState()
  player.store.setState({ engine })
  watchRuns(player, brokenOff(player.runs), { preparing: undefined, waiting: run.pending || playing })
}

/** The run cannot continue; the next request for a frame starts it again. @param fault the run's own, if it has one */
function stopRun(player: Player, fault: Fault | undefined): void {
  player.store.setState({ playing: false })
  watchRuns(player, brokenOff(player.runs), { preparing: undefined, waiting: false, goal: undefined, fault })
}

/** A network of the visitor's own could not be opened: the one before is brought back. */
function refuseOwn(player: Player, source: NetworkSource, fault: Fault, reload: () => void): void {
  if (fault.code === 'size') notify(player, { kind: 'size', fault, source, proposed: Number(fault.details.expected) })
  else notify(player, { kind: 'fault', fault })
  reload()
}

function ready(player: Player, network: EngineReady): void {
  const { store, network: wantedNetwork } = player
  if (wantedNetwork.status === 'opening') takeOwn(player, wantedNetwork.source, network)
  else player.network = { status: 'ready', id: wantedNetwork.id }
  const { engine, run } = store.getState()
  store.setState({ engine: { status: 'ready', ready: network } })
  if (engine.status === 'loading' && engine.again) notify(player, { kind: 'recovered' })
  if (run.waiting || run.goal !== undefined) player.ask()
}

function failed(player: Player, fault: Fault, ofRun: boolean, reload: () => void): void {
  const { network, store } = player
  if (!ofRun && network.status === 'opening') {
    refuseOwn(player, network.source, fault, reload)
    return
  }
  if (fault.code === 'late') {
    breakOff(player, { status: 'failed', fault }) // the visitor starts the engine again
    return
  }
  stopRun(player, ofRun ? fault : undefined) // the engine's fault ends with it, when the engine is there again
  if (!ofRun) store.setState({ engine: { status: 'failed', fault } })
}

/** What the page does with what the engine says. @param reload loads the network of the settings, placed `again` if it was there */
export function engineEvents(player: Player, reload: (again?: boolean) => void): EngineListener {
  const { store } = player
  return {
    progress: (phase, doneCount, total) => {
      store.setState(({ engine }) => ({
        engine: {
          status: 'loading',
          phase,
          done: doneCount,
          total,
          again: engine.status === 'loading' && engine.again,
        },
      }))
    },
    ready: (network) => {
      ready(player, network)
    },
    preparing: (donePrograms, total) => {
      patchRun(player, { preparing: { done: donePrograms, total } })
    },
    frame: (frame) => {
      const { run, settings, engine } = store.getState()
      const msPerStep = run.msPerStep ? 0.8 * run.msPerStep + 0.2 * frame.ms : frame.ms
      const before = watchedRun(player)
      const computedBy = engine.status === 'ready' ? computerOf(engine.ready, before) : undefined
      const now = withEngineFrame(before, { ...frame, computedBy })
      // At the end of a stretch the engine is opened anew, for the next one.
      const runs = endsStretch(now, frame.index) ? [watch(now)] : arrived(player.runs, 0, now)
      watchRuns(player, runs, { preparing: undefined, msPerStep })
      const { goal } = run
      if (goal === undefined) return
      if (settings.frame !== frame.index) patchSettings(player, { frame: frame.index })
      if (frame.index >= goal) patchRun(player, { goal: undefined })
      else player.ask()
    },
    failed: (fault, ofRun) => {
      failed(player, fault, ofRun, reload)
    },
    classifier: (classifier) => {
      store.setState({ classifier })
    },
    lost: () => {
      const wasReady = player.network.status === 'ready'
      breakOff(player, loadingAgain)
      notify(player, { kind: 'lost' })
      reload(wasReady)
    },
  }
}

import type { EngineListener } from '../../engine/page/pictures/client'
import type { EngineReady } from '../../engine/protocol/pictures'
import { begin } from './begin'
import { lastRecorded, patchRun, patchSettings, type Player } from './player'
import { knowOwn, modelOf, OWN, valuesOf } from '../model/models'
import { defaults } from '../model/settings'
import { type EngineState, loadingAgain, type Notice } from './store'
import { keep } from './trajectory'
import { walkHistory } from './undo'

/** The visitor's own network is there: the walk becomes its, as far as it can do what is set. */
function takeOwn(player: Player, { network, card }: EngineReady): void {
  const { settings, notices } = player.store.getState()
  const before = modelOf(settings)
  if (player.own) walkHistory(player).forget() // what was set for another network of the visitor's
  Object.assign(player, { loaded: OWN, own: player.opening, kept: [], runOf: undefined }) // no frame is the new network's
  knowOwn(network)
  const same = settings.model === OWN && JSON.stringify(before.menus) === JSON.stringify(network.menus)
  const label = network.any ? null : 0
  player.store.setState({
    settings: {
      ...settings,
      model: OWN,
      frame: 0,
      negative: null,
      label: same ? settings.label : label,
      picture:
        settings.picture.kind === 'own' && valuesOf(before) !== valuesOf(modelOf({ model: OWN }))
          ? defaults.picture
          : settings.picture,
      clip: network.clip,
      variance: network.variance,
    },
    notices: [
      ...notices.filter(({ kind }) => kind !== 'own'),
      { kind: 'own', title: card.title, notes: network.notes },
    ],
  })
}

/** The run is broken off, and no frame of it is lost: what was under way goes on from the last one when the engine is ready again. */
function breakOff(player: Player, engine: EngineState): void {
  const { run, playing } = player.store.getState()
  player.opened = false
  player.store.setState({
    engine,
    run: { ...run, pending: false, preparing: undefined, waiting: run.pending || playing },
  })
}

/** What the page does with what the engine says. */
export function engineEvents(player: () => Player, reload: (again?: boolean) => void): EngineListener {
  const notify = (notice: Notice) => {
    player().store.setState(({ notices }) => ({
      notices: [...notices.filter((other) => other.kind !== notice.kind), notice],
    }))
  }
  return {
    progress: (phase, done, total) => {
      player().store.setState(({ engine }) => ({
        engine: { status: 'loading', phase, done, total, again: engine.status === 'loading' && engine.again },
      }))
    },
    ready: (ready) => {
      if (player().loaded === undefined) {
        takeOwn(player(), ready)
        begin(player())
      }
      const { engine, run } = player().store.getState()
      player().store.setState({ engine: { status: 'ready', ready } })
      player().ready = player().loaded
      if (engine.status === 'loading' && engine.again) notify({ kind: 'recovered' })
      if (run.waiting || run.goal !== undefined) player().ask()
    },
    preparing: (done, total) => {
      patchRun(player(), { preparing: { done, total } })
    },
    frame: (frame) => {
      const { run, settings } = player().store.getState()
      keep(player().trajectory, frame)
      const msPerStep = run.msPerStep ? 0.8 * run.msPerStep + 0.2 * frame.ms : frame.ms
      patchRun(player(), { recorded: lastRecorded(player()), pending: false, preparing: undefined, msPerStep })
      const { goal } = run
      if (goal === undefined) return
      if (settings.frame !== frame.index) patchSettings(player(), { frame: frame.index })
      if (frame.index >= goal) patchRun(player(), { goal: undefined })
      else player().ask()
    },
    failed: (fault, ofRun) => {
      player().opened = false
      if (!ofRun && player().loaded === undefined) {
        // the visitor's own could not be opened: back to the one before
        const { opening } = player()
        if (fault.code === 'size' && opening)
          notify({ kind: 'size', fault, source: opening, proposed: Number(fault.details.expected) })
        else notify({ kind: 'fault', fault })
        reload()
        return
      }
      if (fault.code === 'late') {
        // the visitor has it started anew
        breakOff(player(), { status: 'failed', fault })
        return
      }
      patchRun(player(), { pending: false, preparing: undefined, waiting: false, goal: undefined, fault })
      player().store.setState({ playing: false })
      if (!ofRun) player().store.setState({ engine: { status: 'failed', fault } })
    },
    classifier: (classifier) => {
      player().store.setState({ classifier })
    },
    lost: () => {
      const { loaded, ready } = player()
      breakOff(player(), loadingAgain)
      notify({ kind: 'lost' })
      reload(loaded !== undefined && loaded === ready)
    },
  }
}

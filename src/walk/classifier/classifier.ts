import { needsClassifier } from '../run/advice'
import { modelOf } from '../model/models'
import { withFrame } from '../../runs/run'
import { type Player, watchedRun } from '../run/player'
import type { WalkState } from '../run/store'

const wantedBy = ({ settings }: WalkState): boolean =>
  settings.direction === 'reverse' &&
  modelOf(settings).classifier !== null &&
  (settings.judge || needsClassifier(settings))

/** The classifier comes when it is first wanted and the network is there; it goes with the network. */
function fetchWanted(player: Player, state: WalkState, base: string): void {
  const { engine, classifier, settings } = state
  if (engine.status !== 'ready') {
    if (classifier.status !== 'absent') player.store.setState({ classifier: { status: 'absent' } })
    return
  }
  if (classifier.status !== 'absent' || !wantedBy(state)) return
  player.store.setState({ classifier: { status: 'loading', done: 0, total: 0 } })
  player.engine.classifier(new URL(`${base}models/${modelOf(settings).classifier ?? ''}/`, document.baseURI).href)
}

/** Asks about the frame that is shown, where it was computed while nobody read: one question at a time. */
function reader(player: Player): (state: WalkState) => void {
  let asking = false
  return ({ settings, classifier, run }) => {
    const { frames, levels, samples } = watchedRun(player)
    const [frame, at] = [frames[settings.frame], levels[settings.frame]]
    if (
      asking ||
      !settings.judge ||
      settings.direction === 'forward' ||
      classifier.status !== 'ready' ||
      run.source === 'recording' ||
      run.pending ||
      !frame ||
      !at ||
      frame.reading
    )
      return
    asking = true
    void player.engine.read({ xt: frame.xt, samples, at }).then((reading) => {
      asking = false
      if (!reading) return
      player.runs = player.runs.map((each) =>
        each.run.frames[frame.index] === frame ? { ...each, run: withFrame(each.run, { ...frame, reading }) } : each,
      )
      player.store.setState(({ readings }) => ({ readings: readings + 1 }))
    })
  }
}

/** Keeps the classifier of noisy pictures with what is set: there where it is wanted, reading where it is asked to. */
export function followClassifier(player: Player, base: string): void {
  const read = reader(player)
  let judging = false
  const follow = (state: WalkState) => {
    fetchWanted(player, state, base)
    const judge = state.settings.judge && modelOf(state.settings).classifier !== null
    if (judge !== judging) player.engine.judge(judge)
    judging = judge
    read(player.store.getState())
  }
  player.store.subscribe(follow)
  follow(player.store.getState())
}

/** Tries once more to have what could not be had. */
export const retryClassifier = (player: Player): void => {
  player.store.setState({ classifier: { status: 'absent' } })
}

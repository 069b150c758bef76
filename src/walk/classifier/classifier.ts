import { needsClassifier } from '../run/possible'
import { modelOf } from '../model/models'
import { withFrame } from '../../runs/run'
import { type Player, watchedRun } from '../run/player'
import type { WalkState } from '../run/store'

const wantsClassifier = ({ settings }: WalkState): boolean =>
  settings.direction === 'reverse' &&
  modelOf(settings).classifier !== null &&
  (settings.judge || needsClassifier(settings))

/** Loads the classifier when it is needed and the network has loaded; forgets it when the network leaves. */
function loadIfWanted(player: Player, state: WalkState, base: string): void {
  const { engine, classifier, settings } = state
  if (engine.status !== 'ready') {
    if (classifier.status !== 'absent') player.store.setState({ classifier: { status: 'absent' } })
    return
  }
  if (classifier.status !== 'absent' || !wantsClassifier(state)) return
  player.store.setState({ classifier: { status: 'loading', done: 0, total: 0 } })
  player.engine.classifier(new URL(`${base}models/${modelOf(settings).classifier ?? ''}/`, document.baseURI).href)
}

/** Returns a function that labels the shown frame if it has no reading yet, one frame at a time. */
function createReader(player: Player): (state: WalkState) => void {
  let isReading = false
  return ({ settings, classifier, run }) => {
    const { frames, levels, samples } = watchedRun(player)
    const [frame, at] = [frames[settings.frame], levels[settings.frame]]
    if (
      isReading ||
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
    isReading = true
    void player.engine.read({ xt: frame.xt, samples, at }).then((reading) => {
      isReading = false
      if (!reading) return
      player.runs = player.runs.map((each) =>
        each.run.frames[frame.index] === frame
          ? { ...each, run: withFrame(each.run, { ...frame, reading: reading.probabilities }) }
          : each,
      )
      player.store.setState(({ readings }) => ({ readings: readings + 1 }))
    })
  }
}

/** Follows the settings: loads the classifier of noisy pictures and labels frames with it while they ask for that. */
export function followClassifier(player: Player, base: string): void {
  const read = createReader(player)
  let wasJudging = false
  const follow = (state: WalkState) => {
    loadIfWanted(player, state, base)
    const judge = state.settings.judge && modelOf(state.settings).classifier !== null
    if (judge !== wasJudging) player.engine.judge(judge)
    wasJudging = judge
    read(player.store.getState())
  }
  player.store.subscribe(follow)
  follow(player.store.getState())
}

/** Tries again to load a classifier that failed to load. */
export const retryClassifier = (player: Player): void => {
  player.store.setState({ classifier: { status: 'absent' } })
}

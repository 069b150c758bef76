import { startEngine } from '../../engine/page/pictures/client'
import type { Frame } from '../../engine/protocol/pictures'
import { wantedBackend, wantedKernels } from '../../shell/backend'
import { type SecondEngine, withSecondEngine } from '../ask/second-engine'
import { needsClassifier } from '../run/possible'
import { modelOf } from '../model/models'
import { startOfRun } from '../model/path'
import type { Settings } from '../model/settings'
import { sourceOf } from '../run/source'
import type { Player } from '../run/player'
import type { WalkRun } from '../run/walk-run'

/** Where the run began, [samples·C·H·W]. A recording keeps no exact start, but it began at the noise of its seed. */
function startOf({ frames, levels, settings, source }: WalkRun): Float32Array | undefined {
  const [first] = levels
  return source === 'recording' ? first && startOfRun(settings, first, undefined) : frames[0]?.xt
}

/** How far frames that were computed again are from those that the page has: the largest difference of a value, 0 for the same bits. */
export function difference({ frames, source }: WalkRun, { index, xt }: Pick<Frame, 'index' | 'xt'>): number {
  const keptXt = source === 'live' ? frames[index]?.xt : undefined
  if (!keptXt) return 0
  return xt.reduce((most, value, i) => Math.max(most, Math.abs(value - (keptXt[i] ?? NaN))), 0)
}

const base = import.meta.env.BASE_URL
const addressOf = (model: string): string => new URL(`${base}models/${model}/`, document.baseURI).href

/** Loads the network of a stretch on the back end of the page's own. */
async function loadFor(player: Player, { model }: Settings, engine: SecondEngine): Promise<void> {
  const state = player.store.getState()
  const backend = state.engine.status === 'ready' ? state.engine.ready.backend : wantedBackend()
  await engine.load(sourceOf(model, state, base), backend)
}

/**
 * Walks the page's run once more, to its end, with an engine beside the walk's: the page keeps of a step only what it shows, and
 * the same back end gives the same bits.
 *
 * @param onFrame is told each frame, the start first, all exact
 * @throws Unanswered; RangeError while the run has no start
 */
export async function walkAgain(
  player: Player,
  run: WalkRun,
  signal: AbortSignal,
  onFrame: (frame: Frame) => void,
  start = () => startEngine(wantedKernels()),
): Promise<void> {
  const xt = startOf(run)
  if (!xt) throw new RangeError('The run has no start yet.')
  await withSecondEngine(signal, start, async (engine) => {
    let last: Frame = { index: 0, xt, ms: 0, nfe: 0 }
    onFrame(last)
    let loaded: string | undefined
    for (const { settings, spec, since, until } of run.stretches) {
      if (until <= since) continue
      if (loaded !== settings.model) await loadFor(player, settings, engine)
      loaded = settings.model
      if (needsClassifier(settings)) await engine.classifier(addressOf(modelOf(settings).classifier ?? ''))
      const onNext = (frame: Frame) => {
        last = frame
        onFrame(frame)
      }
      await engine.walk(spec, last.xt, onNext, { since, nfe: last.nfe, until })
    }
  })
}

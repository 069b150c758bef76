import { dataLevel, type Level } from '../../diffusion'
import type { Frame } from '../../engine/protocol/pictures'
import { wantedBackend } from '../../shell/backend'
import type { SecondEngine } from '../../walk/ask/second-engine'
import { createForward } from '../../walk/model/forward'
import { modelOf } from '../../walk/model/models'
import { startOfRun } from '../../walk/model/path'
import type { Settings } from '../../walk/model/settings'
import type { Player } from '../../walk/run/player'
import { sourceOf } from '../../walk/run/source'
import { emptyRun } from '../../walk/run/walk-run'
import { asideEngine } from './aside-engine'
import { NothingToMeasure } from './nothing-to-measure'

/** A walk back that was made beside the one on the screen. */
export interface AsideWalk {
  readonly settings: Settings
  /** frames[i] stands at levels[i]; the first is the start. */
  readonly levels: readonly Level[]
  readonly frames: readonly Frame[]
  /** What a classifier reads of the last frame, [samples·classes], where it was wanted and there is one. */
  readonly reading?: Float32Array
}

interface Walking {
  readonly player: Player
  /** The picture on the screen, [C·H·W]: where a walk begins with one. */
  readonly x0: Float32Array
  readonly changes: readonly Partial<Settings>[]
  /** Whether a classifier reads the last frame of each. */
  readonly reading: boolean
  /** The state with which the walk of a change begins, [samples·C·H·W], at its first level; without one as the page would. */
  readonly begin: (change: number) => Float32Array | undefined
  readonly signal: AbortSignal
  readonly progress: (share: number) => void
}

const base = import.meta.env.BASE_URL

/** The settings on the screen with a change, as a run without a past. */
const changed = (player: Player, change: Partial<Settings>): Settings => ({
  ...player.store.getState().settings,
  direction: 'reverse',
  past: [],
  branches: [],
  branch: 0,
  ...change,
})

/** The start that the page would give a walk. */
function usualStart(settings: Settings, first: Level, x0: Float32Array): Float32Array {
  const { from } = settings
  const here = from === 'noise' ? undefined : createForward()(x0, settings, from === 'inverted' ? 0 : from).xt
  return startOfRun(settings, first, here)
}

async function walkOne(
  engine: SecondEngine,
  settings: Settings,
  startAt: (first: Level) => Float32Array,
  onFrame: (share: number) => void,
): Promise<AsideWalk> {
  const { spec, levels } = emptyRun(settings)
  const [first] = levels
  if (!first) throw new NothingToMeasure()
  const start = startAt(first)
  const frames: Frame[] = [{ index: 0, xt: start, ms: 0, nfe: 0 }]
  await engine.walk(spec, start, (frame) => {
    frames[frame.index] = frame
    onFrame(frame.index / (levels.length - 1))
  })
  return { settings, levels, frames }
}

/** Places the network's classifier beside it. @returns whether there is one */
async function placeClassifier(engine: SecondEngine, settings: Settings): Promise<boolean> {
  const { classifier } = modelOf(settings)
  if (classifier === null) return false
  return (await engine.classifier(new URL(`${base}models/${classifier}/`, document.baseURI).href)) !== undefined
}

/** The classifier's reading of the last frame of a walk. */
async function readingOf(engine: SecondEngine, { frames, settings }: AsideWalk): Promise<Float32Array | undefined> {
  const xt = frames.at(-1)?.xt
  return xt && (await engine.read({ xt, samples: settings.samples, at: dataLevel }))?.probabilities
}

/**
 * Walks back beside the screen, with the lesson's own engine. Networks are loaded one after the other.
 * @throws Unanswered
 */
export async function walkAside({
  player,
  x0,
  changes,
  reading,
  begin,
  signal,
  progress,
}: Walking): Promise<readonly AsideWalk[]> {
  const walks: AsideWalk[] = []
  await asideEngine.use(signal, async (engine) => {
    for (const [i, change] of changes.entries()) {
      const settings = changed(player, change)
      await engine.load(sourceOf(settings.model, player.store.getState(), base), wantedBackend())
      const hasClassifier = reading && (await placeClassifier(engine, settings))
      const startAt = (first: Level) => begin(i) ?? usualStart(settings, first, x0)
      const walk = await walkOne(engine, settings, startAt, (share) => {
        progress((i + share) / changes.length)
      })
      const read = hasClassifier ? await readingOf(engine, walk) : undefined
      walks.push(read ? { ...walk, reading: read } : walk)
    }
  })
  return walks
}

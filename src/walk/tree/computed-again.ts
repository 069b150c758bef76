import { sameRun, type Settings } from '../model/settings'
import { type Player, watchedRun } from '../run/player'
import type { WalkRun } from '../run/walk-run'

/** What a run whose frames were dropped leaves behind. */
interface Dropped {
  readonly settings: Settings
  /** What computed each frame first. */
  readonly computedBy: readonly (string | undefined)[]
}

/** Dropped runs that are remembered; one of a thousand frames takes about 8 kB. */
const MOST = 100

const droppedRuns = new WeakMap<Player, readonly Dropped[]>()

const computersOf = ({ frames }: Pick<WalkRun, 'frames'>) => frames.map(({ computedBy }) => computedBy)

/** One more. Of a run that was dropped before, what computed it first counts. */
function withDropped(all: readonly Dropped[], run: WalkRun): readonly Dropped[] {
  const first = all.find(({ settings }) => sameRun(settings, run.settings))
  const before = first?.computedBy ?? []
  const computedBy = [...before, ...computersOf(run).slice(before.length)]
  return [...all.filter((each) => each !== first), { settings: run.settings, computedBy }].slice(-MOST)
}

/** Remembers of every run whose frames are dropped what had computed them. @returns a function that ends it */
export function rememberDropped(player: Player): () => void {
  let [watched, keptRuns] = [watchedRun(player), player.keptRuns]
  return player.store.subscribe(() => {
    const [watchedNow, keptNow] = [watchedRun(player), player.keptRuns]
    if (keptNow !== keptRuns || watchedNow.settings !== watched.settings) {
      const there = [...keptNow, watchedNow]
      const gone = [...keptRuns, watched].filter(
        ({ settings, frames }) => frames.length > 1 && !there.some((run) => sameRun(run.settings, settings)),
      )
      droppedRuns.set(player, gone.reduce(withDropped, droppedRuns.get(player) ?? []))
    }
    ;[watched, keptRuns] = [watchedNow, keptNow]
  })
}

/**
 * How the frames of a run agree with those that it had before they were dropped: to the last bit where the same back end and kernels
 * computed as many pictures, else to 10⁻³. Undefined where no frame was computed again, or where it is not known what computed one.
 */
export function agreementOf(player: Player, run: WalkRun): 'bits' | 'close' | undefined {
  const before = droppedRuns.get(player)?.find(({ settings }) => sameRun(settings, run.settings))?.computedBy ?? []
  const pairs = computersOf(run)
    .map((now, i) => [now, before[i]] as const)
    .slice(1, before.length) // a start is drawn, not computed
  if (pairs.length === 0 || pairs.some(([now, first]) => !now || !first)) return undefined
  return pairs.every(([now, first]) => now === first) ? 'bits' : 'close'
}

import { placesOf } from '../../runs/places'
import { lastShared } from '../model/past'
import { pathOf } from '../model/path'
import { type Branch, sameRun, type Settings } from '../model/settings'
import { branchesOf, withBranch } from '../run/branches'
import { keptRun, type KeptRuns } from '../run/kept-runs'
import { type Player, watchedRun } from '../run/player'
import type { WalkRun } from '../run/walk-run'

/** Where a run of the tree leaves another one. */
interface Join {
  /** The id of the run that it leaves. */
  readonly from: number
  /** The last frame that both have. */
  readonly at: number
  /** Its place on the timeline, in [0, T]. */
  readonly t: number
}

/** A run of the tree, as it is drawn. */
export interface Row {
  readonly branch: Branch
  readonly settings: Settings
  /** Undefined where it begins by itself. */
  readonly join: Join | undefined
}

/** The run of those before it that it shares most with, and how much. */
function joinOf(row: Omit<Row, 'join'>, before: readonly Row[]): Join | undefined {
  const [at, from] = before.reduce<readonly [number, number]>(
    (best, other) => {
      const shared = lastShared(row.settings, other.settings)
      return shared > best[0] ? [shared, other.branch.id] : best
    },
    [-1, -1],
  )
  if (at < 0) return undefined
  const places = placesOf(pathOf(row.settings).times)
  const last = Math.min(at, places.length - 1)
  return { from, at: last, t: places[last] ?? 0 }
}

/** Those that leave a run follow it, and those that leave them. */
const inOrder = (rows: readonly Row[], from: number | undefined): readonly Row[] =>
  rows.filter(({ join }) => join?.from === from).flatMap((row) => [row, ...inOrder(rows, row.branch.id)])

/** The tree as rows: each run under the one that it leaves. */
export function rowsOf(settings: Settings): readonly Row[] {
  const rows: Row[] = []
  for (const branch of branchesOf(settings)) {
    const row = { branch, settings: withBranch(settings, branch) }
    rows.push({ ...row, join: joinOf(row, rows) })
  }
  return inOrder(rows, undefined)
}

/** What was found of a run of the tree, as long as no other run is watched or kept. */
interface Found {
  readonly watched: WalkRun
  readonly keptRuns: KeptRuns
  readonly run: WalkRun | undefined
}

const lastFound = new WeakMap<Branch, Found>()

/** What is known of a run of the tree; undefined where nothing is, or not any more: then it is computed again when it is chosen. */
export function runOf(player: Player, branch: Branch): WalkRun | undefined {
  const [watched, { keptRuns }, foundRun] = [watchedRun(player), player, lastFound.get(branch)]
  if (foundRun?.watched === watched && foundRun.keptRuns === keptRuns) return foundRun.run
  const settings = withBranch(player.store.getState().settings, branch)
  const run = sameRun(watched.settings, settings) ? watched : keptRun(keptRuns, settings)
  lastFound.set(branch, { watched, keptRuns, run })
  return run
}

import { lastRecorded } from '../../runs/run'
import { nearestFrame } from '../../runs/playback'
import { placesOf } from '../../runs/places'
import { T } from '../../runs/timeline'
import { lastShared } from '../model/past'
import type { Branch, Settings } from '../model/settings'
import { branchesOf, withBranch } from '../run/branches'
import { type Player, watchedRun } from '../run/player'
import { runOf } from './rows'

const settingsOf = ({ store }: Player) => store.getState().settings

/** The frame of a run of the tree that stands where the playhead is. */
export function frameAtPlayhead(player: Player, branch: Branch): number {
  const settings = settingsOf(player)
  const t = watchedRun(player).times[settings.frame] ?? T
  const run = runOf(player, branch)
  return run ? nearestFrame(placesOf(run.times), lastRecorded(run), t, settings.frame) : 0
}

/** Chooses another run of the tree; the playhead stays at its level. */
export function choose(player: Player, branch: Branch): void {
  const settings = settingsOf(player)
  const frame = frameAtPlayhead(player, branch)
  player.store.setState({
    settings: { ...withBranch({ ...settings, branches: branchesOf(settings) }, branch), direction: 'reverse', frame },
  })
}

/** Changes what is said of a run of the tree. */
export function describe(player: Player, { id }: Branch, patch: Partial<Pick<Branch, 'name' | 'isShown'>>): void {
  const settings = settingsOf(player)
  const branches = branchesOf(settings).map((each) => (each.id === id ? { ...each, ...patch } : each))
  player.store.setState({ settings: { ...settings, branches } })
}

/** The run of the tree that shares most with one. */
function nearest(branches: readonly Branch[], to: Branch, settings: Settings): Branch | undefined {
  const shared = (branch: Branch) => lastShared(withBranch(settings, branch), withBranch(settings, to))
  return branches.reduce<Branch | undefined>(
    (best, each) => (best && shared(best) >= shared(each) ? best : each),
    undefined,
  )
}

/** Takes a run out of the tree. Those that left it keep what they share with it. */
export function remove(player: Player, branch: Branch): void {
  const settings = settingsOf(player)
  const rest = branchesOf(settings).filter(({ id }) => id !== branch.id)
  const next = branch.id === settings.branch ? nearest(rest, branch, settings) : undefined
  const frame = next ? frameAtPlayhead(player, next) : settings.frame
  const chosenSettings = next ? { ...withBranch(settings, next), frame } : settings
  const isTree = rest.length > 1 || rest.some(({ past }) => past.length > 0)
  player.store.setState({ settings: { ...chosenSettings, branches: isTree ? rest : [] } })
}

/** Takes all runs but the chosen one out of the tree. */
export function keepOnly(player: Player): void {
  const settings = settingsOf(player)
  const rest = settings.past.length > 0 ? branchesOf(settings).filter(({ id }) => id === settings.branch) : []
  player.store.setState({ settings: { ...settings, branches: rest } })
}

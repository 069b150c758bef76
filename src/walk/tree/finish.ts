import { toEnd } from '../../runs/playback'
import { lastRecorded, stepsOf } from '../../runs/run'
import type { Branch } from '../model/settings'
import { branchesOf } from '../run/branches'
import type { Player } from '../run/player'
import type { WalkState } from '../run/store'
import { walkHistory } from '../run/undo'
import { choose } from './actions'
import { runOf } from './rows'

/** Whether all frames of a run of the tree are there. */
export const isComplete = (player: Player, branch: Branch): boolean => {
  const run = runOf(player, branch)
  return run !== undefined && lastRecorded(run) >= stepsOf(run)
}

/** Whether the walk rests: nothing is computed, and nothing is waited for. */
const rests = ({ run }: WalkState) => run.goal === undefined && !run.pending && !run.waiting

/** Resolves when the walk rests. */
const untilRest = ({ store }: Player): Promise<void> =>
  new Promise((resolve) => {
    const end = store.subscribe((state) => {
      if (!rests(state)) return
      end()
      resolve()
    })
  })

/**
 * Computes what is missing of each run of the tree, one after another; the one that was chosen is chosen again at the end. When the
 * visitor pauses, or a run fails, that is the end.
 */
export async function finishAll(player: Player): Promise<void> {
  const history = walkHistory(player)
  const { settings } = player.store.getState()
  const chosenBranch = branchesOf(settings).find(({ id }) => id === settings.branch)
  for (const branch of branchesOf(settings)) {
    if (isComplete(player, branch)) continue
    history.unrecorded(() => {
      choose(player, branch)
    })
    const rest = untilRest(player)
    toEnd(player, 'end')
    await rest
    if (!isComplete(player, branch)) return
  }
  if (chosenBranch)
    history.unrecorded(() => {
      choose(player, chosenBranch)
    })
}

import { branchHere } from '../../../src/walk/run/branch-here'
import { branchesOf } from '../../../src/walk/run/branches'
import { watchedRun } from '../../../src/walk/run/player'
import type { Settings } from '../../../src/walk/model/settings'
import { walkHistory } from '../../../src/walk/run/undo'
import { seek } from '../../../src/runs/playback'
import { walkWith } from '../fake-engine'

/** A walk of six steps, each with fresh noise. */
export const stochastic: Partial<Settings> = { direction: 'reverse', sampler: 'ddpm', steps: 6, seed: 1 }

/** A walk with a tree; `finish` answers every frame that is asked for. */
export function grown(patch: Partial<Settings> = stochastic) {
  const walk = walkWith(patch)
  const hand = { id: 0, isHeld: false }
  const history = walkHistory(walk.player, () => ({ ...hand }))
  const finish = () => {
    while (walk.state().run.pending) walk.answer()
  }
  const press = async (act: () => void) => {
    hand.id += 1
    act()
    await Promise.resolve()
  }
  const stand = (frame: number) => {
    seek(walk.player, frame)
    finish()
  }
  const branchAt = (frame: number) =>
    press(() => {
      stand(frame)
      branchHere(walk.player)
    })
  const run = () => watchedRun(walk.player)
  const branches = () => branchesOf(walk.state().settings)
  const branch = (id: number) => {
    const foundBranch = branches().find((each) => each.id === id)
    if (!foundBranch) throw new Error(`There is no run ${id}.`)
    return foundBranch
  }
  return { ...walk, history, finish, press, stand, branchAt, run, branches, branch }
}

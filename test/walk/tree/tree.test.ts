import { describe, expect, test } from 'vitest'
import { defaults } from '../../../src/walk/model/settings'
import { patchSettings, watchedRun } from '../../../src/walk/run/player'
import { choose, describe as describeBranch, keepOnly, remove } from '../../../src/walk/tree/actions'
import { finishAll } from '../../../src/walk/tree/finish'
import { rowsOf } from '../../../src/walk/tree/rows'
import { grown } from './grown'

describe('a tree', () => {
  test('shows another run at the level of the playhead, with the frames that it has', async () => {
    const { branchAt, stand, player, branch, frame, run, finish } = grown()
    stand(6)
    const { frames } = run()
    await branchAt(3)
    finish()
    stand(5)
    choose(player, branch(0))
    expect(run().frames).toEqual(frames)
    expect(frame()).toBe(5)
  })

  test('keeps the past of a branch whose parent is deleted', async () => {
    const { branchAt, stand, player, branch, branches, run, finish } = grown()
    stand(6)
    await branchAt(3)
    finish()
    const { frames } = run()
    remove(player, branch(0))
    expect(branches().map(({ id, past }) => [id, past.length])).toEqual([[1, 1]])
    expect(run().frames).toEqual(frames)
  })

  test('shows the nearest run when the chosen one is deleted', async () => {
    const { branchAt, player, branch, state } = grown()
    await branchAt(2)
    await branchAt(4)
    remove(player, branch(2))
    expect(state().settings).toMatchObject({ branch: 1, seed: 2 })
    remove(player, branch(1))
    expect(state().settings).toMatchObject({ branch: 0, seed: 1, past: [], branches: [] })
  })

  test('is undone and done again: a branch, a name, a deletion, across a change of network', async () => {
    const { branchAt, player, branch, press, history, state, branches } = grown()
    await branchAt(3)
    await press(() => {
      describeBranch(player, branch(1), { name: 'mine' })
    })
    await press(() => {
      patchSettings(player, { model: 'growing' })
    })
    await press(() => {
      remove(player, branch(0))
    })
    const end = branches()
    history.undo()
    expect(branches().map(({ id }) => id)).toEqual([0, 1])
    history.undo()
    expect(state().settings.model).toBe(defaults.model)
    history.undo()
    expect(branch(1).name).toBe('')
    history.undo()
    expect(state().settings).toMatchObject({ branches: [], past: [], seed: 1 })
    for (let i = 0; i < 4; i++) history.redo()
    expect(branches()).toEqual(end)
  })

  test('is drawn by what its runs share: each under the one that it shares most with', async () => {
    const { branchAt, player, branch, state } = grown()
    await branchAt(2)
    await branchAt(4)
    choose(player, branch(0))
    await branchAt(1)
    expect(rowsOf(state().settings).map(({ branch: { id }, join }) => [id, join?.from, join?.at])).toEqual([
      [0, undefined, undefined],
      [1, 0, 2],
      [2, 1, 4],
      [3, 0, 1],
    ])
    // The first run becomes another one: those that left it share nothing with it any more.
    choose(player, branch(0))
    patchSettings(player, { seed: 99 })
    expect(rowsOf(state().settings).map(({ branch: { id }, join }) => [id, join?.from])).toEqual([
      [0, undefined],
      [1, undefined],
      [2, 1],
      [3, 1],
    ])
  })

  test('is computed to its end, run after run, and the chosen one is chosen again', async () => {
    const { branchAt, player, answer, state, branches } = grown()
    await branchAt(2)
    await branchAt(4)
    const completion = finishAll(player)
    for (let i = 0; i < 40; i++) {
      if (state().run.pending) answer()
      await Promise.resolve()
    }
    await completion
    expect(state().settings.branch).toBe(2)
    expect(branches()).toHaveLength(3)
    const complete = [...player.keptRuns, watchedRun(player)].filter(({ frames }) => frames.length === 7)
    expect(new Set(complete.map(({ settings }) => settings.seed))).toEqual(new Set([1, 2, 3]))
  })

  test('keeps only the chosen run where nothing else is wanted', async () => {
    const { branchAt, player, branches, state } = grown()
    await branchAt(2)
    keepOnly(player)
    expect(branches().map(({ id }) => id)).toEqual([1])
    expect(state().settings.past).toHaveLength(1)
  })
})

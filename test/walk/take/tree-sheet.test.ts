import { expect, test } from 'vitest'
import { treeSheetRows } from '../../../src/walk/take/tree-sheet'
import { describe as describeBranch } from '../../../src/walk/tree/actions'
import { grown } from '../tree/grown'

test('a sheet of a tree has a row for each run that is shown, and leaves out what a branch shares', async () => {
  const { player, stand, branchAt, branch } = grown()
  stand(6)
  await branchAt(3)
  stand(6)
  const rows = treeSheetRows(player, 7, ['t'])
  expect(rows.map(({ cells }) => cells.map(({ lines }) => lines.length))).toEqual([
    [1, 1, 1, 1, 1, 1, 1],
    [0, 0, 0, 1, 1, 1, 1],
  ])
  expect(rows[1]?.name).toMatch(/·/)
  describeBranch(player, branch(0), { isShown: false })
  expect(treeSheetRows(player, 7, [])).toHaveLength(1)
})

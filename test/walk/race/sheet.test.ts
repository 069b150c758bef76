import { expect, test } from 'vitest'
import '../../../src/walk/model/make-schedules'
import { runDefaults } from '../../../src/runs/run-defaults'
import { defaults } from '../../../src/walk/model/settings'
import { allowed, baseOf, type Lane } from '../../../src/walk/race/lanes'
import { raceSheetRows } from '../../../src/walk/race/sheet'
import { withEngineFrame } from '../../../src/walk/run/walk-run'
import { frameOf } from '../fake-engine'

const base = baseOf({ ...defaults, clip: 'off' })

/** A lane that has walked some of its steps. */
function walked(lane: Lane, steps: number): Lane {
  let { run } = lane
  for (let index = 1; index <= steps; index++) run = withEngineFrame(run, frameOf(run, index))
  return { ...lane, run }
}

test('a sheet of a race has a row for each lane, at equal shares of their costs, and leaves empty where a lane has not come', () => {
  const settings = { ...base, ...runDefaults('ddim') }
  const [fine, coarse] = allowed(
    [6, 3].map((steps, id) => ({ id, settings: { ...settings, steps } })),
    { mode: 'own', budget: 1 },
    {},
  )
  if (!fine || !coarse) throw new Error('two lanes race')
  const rows = raceSheetRows([walked(fine, 6), walked(coarse, 2)], ['fine', 'coarse'], 7)
  const evaluations = rows.map(({ cells }) => cells.map(({ lines }) => lines[1]?.split(' ')[0]))
  expect(evaluations).toEqual([
    ['0', '1', '2', '3', '4', '5', '6'],
    ['0', '0', '1', '1', '2', undefined, undefined],
  ])
  expect(rows.map(({ cells }) => cells.filter(({ picture }) => picture).length)).toEqual([7, 5])
  expect(rows.map(({ name }) => name)).toEqual(['Lane 1: fine', 'Lane 2: coarse'])
})

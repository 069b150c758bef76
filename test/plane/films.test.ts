import { expect, test } from 'vitest'
import { T } from '../../src/runs/timeline'
import { filmTiles } from '../../src/plane/films'
import { stepsOf } from '../../src/runs/run'
import { ownFrame } from '../../src/runs/run-set'
import { defaults, runOf } from '../../src/plane/settings'
import { planeWith } from './fake-plane'

const COLUMNS = 200
const columnOf = (t: number) => Math.min(COLUMNS - 1, Math.floor((t / T) * COLUMNS))

test('each of two films shows, where the playhead stands, what its own stage shows', () => {
  const { player, answer, state } = planeWith({
    direction: 'reverse',
    steps: 4,
    beside: { ...runOf(defaults), process: 'flow', sampler: 'flow-euler', grid: 'uniform', steps: 12 },
  })
  player.move({ playing: false })
  for (let round = 0; round < 12; round++) {
    player.ask()
    for (const slot of [0, 1] as const) if (player.runs[slot]?.progress === 'computing') answer(slot)
  }
  expect(player.recorded()).toBe(12)
  for (const slot of [0, 1] as const) {
    const run = player.run(slot)
    const tile = filmTiles('reverse', player, slot, COLUMNS)
    for (const [frame, t] of player.times().entries()) {
      if (frame === 11) continue // at t = 1: the last frame stands in the same column
      const tileFrame = tile(columnOf(t))
      expect(tileFrame?.index, `stage ${slot} at frame ${frame}`).toBe(ownFrame(run, frame, 12))
      expect(tileFrame?.xt).toBe(run.frames[ownFrame(run, frame, 12)]?.xt)
    }
    expect(tile(0)?.index).toBe(stepsOf(run))
  }
  expect(state().settings.beside?.process).toBe('flow')
})

test('columns that the runs have not reached stay empty, and one run alone goes by its own frames', () => {
  const { player, answer } = planeWith({ direction: 'reverse', steps: 8 })
  for (let round = 0; round < 3; round++) {
    player.ask()
    answer(0)
  }
  const tile = filmTiles('reverse', player, 0, COLUMNS)
  expect(tile(COLUMNS - 1)?.index).toBe(0)
  expect(tile(columnOf(player.times()[3] ?? NaN))?.index).toBe(3)
  expect(tile(columnOf((player.times()[4] ?? NaN) - 60))).toBeUndefined()
  expect(filmTiles('reverse', player, 1, COLUMNS)(0)).toBeUndefined()
})

test('forward, each film is of its own stage’s process', () => {
  const { player } = planeWith({
    beside: { ...runOf(defaults), process: 'flow', sampler: 'flow-euler', grid: 'uniform' },
  })
  const at = (slot: 0 | 1) => filmTiles('forward', player, slot, COLUMNS)(COLUMNS / 2)?.at
  const [preserving, flow] = [at(0), at(1)]
  expect(Math.hypot(preserving?.signal ?? NaN, preserving?.noise ?? NaN)).toBeCloseTo(1, 6)
  expect((flow?.signal ?? NaN) + (flow?.noise ?? NaN)).toBeCloseTo(1, 6)
})

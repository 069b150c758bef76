import { expect, test } from 'vitest'
import { table } from '../../../bench/figures'
import type { Contest, EntryResult } from '../../../bench/rivals/contest'
import { noiseOf, ratioOf, refusalOf, summaryOf } from '../../../bench/rivals/ratios'
import { rowsOf } from '../../../bench/rivals/rivals'

const steady = Array.from({ length: 30 }, (_, i) => 10 + (i % 3) * 0.1)

test('a contestant is summed up by its fastest call and by the median over rounds of the median call', () => {
  expect(
    summaryOf([
      [5, 4, 9],
      [3, 7, 8],
      [6, 6, 6],
    ]),
  ).toEqual({ least: 3, typical: 6 })
})

test('a ratio is that of the medians, and one slow round widens its spread only', () => {
  const slower = Array.from({ length: 20 }, (_, round) => [round < 3 ? 60 : 20])
  const faster = Array.from({ length: 20 }, () => [10])
  expect(ratioOf(slower, faster)).toEqual({ value: 2, low: 2, high: 6 })
})

test('a machine that slows both contestants of a round leaves the spread narrow', () => {
  const load = [1, 3, 2, 1, 4, 1, 2, 1, 1, 3]
  const { low, high } = ratioOf(
    load.map((by) => [30 * by]),
    load.map((by) => [20 * by]),
  )
  expect([low, high]).toEqual([1.5, 1.5])
})

test('a steady machine is quiet enough for ratios', () => {
  expect(refusalOf(noiseOf(steady))).toBeNull()
})

test('one interruption does not make a machine noisy', () => {
  expect(refusalOf(noiseOf([...steady.slice(0, 29), 80]))).toBeNull()
})

test('a machine on which every third calibration takes half as long again is refused, with how noisy it is', () => {
  const series = steady.map((ms, i) => (i % 3 === 0 ? 1.5 * ms : ms))
  expect(refusalOf(noiseOf(series))).toMatch(/varied by 4\d %.*10 % is allowed.*end other programs/)
})

test('a machine that becomes slower meanwhile is refused, though its middle half is narrow', () => {
  const series = Array.from({ length: 40 }, (_, i) => (i < 33 ? 10 : 12))
  expect(refusalOf(noiseOf(series))).toMatch(/at the end than at the beginning/)
})

const job: Contest = {
  model: '/models/tiny/',
  batch: 1,
  seconds: 1,
  rounds: [3, 3],
  entries: [{ program: 'stock', backend: 'webgpu', threads: 1 }],
}
const entryOf = (
  program: 'stock' | 'ours' | 'onnxruntime',
  ms: number,
  excluded: string | null = null,
): EntryResult => ({
  entry: { program, backend: 'webgpu', threads: 1 },
  device: '',
  error: 0,
  excluded,
  rounds: Array.from({ length: 10 }, () => [ms, ms]),
})
const entries = [entryOf('stock', 30), entryOf('ours', 10), entryOf('onnxruntime', 25, 'it computes wrong numbers')]

test('rivals are compared with ours, against the aim, and a software GPU is said to be one', () => {
  const rows = table(rowsOf(job, { entries, calibration: steady }, false))
  expect(rows).toMatch(
    /TensorFlow.js, webgpu, to ours \| 3 × \| ≥ 2 ×: holds; 3.00 to 3.00 .*; evidence about a software GPU only/,
  )
})

test('a rival that computes wrong numbers has neither times nor a ratio', () => {
  const rows = rowsOf(job, { entries, calibration: steady }, true).filter(({ what }) => what.includes('onnxruntime'))
  expect(rows).toHaveLength(1)
  expect(table(rows)).toMatch(/not measured \| it computes wrong numbers/)
})

test('on a noisy machine there are times and no ratios', () => {
  const rows = rowsOf(job, { entries, calibration: steady.map((ms, i) => ms * (1 + (i % 4))) }, true)
  expect(rows.some(({ unit }) => unit === 'ms')).toBe(true)
  expect(rows.some(({ unit }) => unit === '×')).toBe(false)
  expect(rows.at(-1)?.note).toMatch(/^too noisy/)
})

import { describe, expect, test } from 'vitest'
import { lastRecorded, type Run, type RunFrame, stepsOf, withFrame } from '../../src/runs/run'
import {
  arrived,
  askFor,
  brokenOff,
  isComputing,
  ownFrame,
  placesBehind,
  recordedByAll,
  timesOf,
  totalOf,
  watch,
} from '../../src/runs/run-set'

interface Spec {
  readonly seed: number
}

const levelAtT = (t: number) => ({ t, signal: 1 - t / 1000, noise: t / 1000 })
const path = (...times: readonly number[]) => ({ times, levels: times.map(levelAtT) })
const frame = (index: number): RunFrame => ({ index, ms: 1, nfe: index })
const emptyRun = (...times: readonly number[]): Run<Spec> => ({
  ...path(...times),
  spec: { seed: 1 },
  frames: [],
})
/** A run with frames 0 … last. */
const recordedTo = (last: number, ...times: readonly number[]) =>
  Array.from({ length: last + 1 }, (_, index) => frame(index)).reduce(withFrame, emptyRun(...times))

describe('a run is a value', () => {
  test('a frame more makes another one, and leaves the one before as it was', () => {
    const before = recordedTo(1, 1000, 500, 0)
    const after = withFrame(before, frame(2))
    expect([lastRecorded(before), lastRecorded(after)]).toEqual([1, 2])
    expect(after.levels).toBe(before.levels)
    expect(stepsOf(after)).toBe(2)
  })

  test('a frame that is computed again takes its place, and the later ones stay', () => {
    const again = { ...frame(1), ms: 9 }
    expect(withFrame(recordedTo(2, 1000, 500, 0), again).frames).toEqual([frame(0), again, frame(2)])
  })

  test('a frame whose predecessor is missing is refused', () => {
    expect(() => withFrame(recordedTo(0, 1000, 500, 0), frame(2))).toThrow('Frame 2 comes before frame 1.')
  })
})

describe('several runs under one playhead', () => {
  const long = recordedTo(2, 1000, 750, 500, 250, 0)
  const short = recordedTo(1, 1000, 500, 0)

  test('it counts the frames of the longest one; the others stand at the same share of their steps', () => {
    expect(totalOf([short, long])).toBe(4)
    expect(timesOf([short, long])).toBe(long.times)
    expect([0, 1, 2, 3, 4].map((at) => ownFrame(short, at, 4))).toEqual([0, 1, 1, 2, 2])
    expect(recordedByAll([short, long])).toBe(2)
  })

  test('no run, or one without a start, is at 0', () => {
    expect([totalOf([]), recordedByAll([]), recordedByAll([emptyRun(1000, 0)])]).toEqual([0, 0, 0])
    expect(placesBehind([watch(emptyRun(1000, 0))])).toEqual([])
  })

  test('those that are behind the next frame are asked, once, and opened only where the engine does not hold them', () => {
    const requests: string[] = []
    const door = {
      open: (_: Run<Spec>, place: number) => requests.push(`open ${place}`),
      step: (place: number) => requests.push(`step ${place}`),
    }
    const set = [watch(short), { run: long, progress: 'open' as const }]
    expect(placesBehind(set)).toEqual([0, 1]) // frame 3 is frame 2 of the short one
    const request = askFor(set, placesBehind(set), door)
    expect(requests).toEqual(['open 0', 'step 0', 'step 1'])
    expect(isComputing(request)).toBe(true)
    expect(placesBehind(request)).toEqual([])
    const after = arrived(request, 0, withFrame(short, frame(2)))
    expect(after.map(({ progress }) => progress)).toEqual(['open', 'computing'])
    expect(brokenOff(after).map(({ run, progress }) => [lastRecorded(run), progress])).toEqual([
      [2, 'closed'],
      [2, 'closed'],
    ])
  })
})

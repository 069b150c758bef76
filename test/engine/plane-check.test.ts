import { describe, expect, test } from 'vitest'
import {
  checkComputed,
  checkEvaluate,
  checkPoints,
  checkRun,
  MOST_PARTICLES,
  MOST_POINTS,
} from '../../src/engine/worker/plane/check'
import { PlaneFault, type PlaneFaultCode } from '../../src/engine/worker/plane/fault'
import type { PlaneRunSpec } from '../../src/engine/protocol/plane'
import { faultText, text } from '../../src/i18n'
import '../../src/i18n/plane' // its faults

// A record over the union: a code that is added there and not here does not compile.
const codes: Record<PlaneFaultCode, true> = {
  'plane-no-points': true,
  'plane-many-points': true,
  'plane-labels': true,
  'plane-coordinates': true,
  'plane-no-class': true,
  'plane-particles': true,
  'plane-level': true,
  'plane-levels': true,
  'plane-no-noise': true,
  'plane-no-network': true,
  'plane-no-student': true,
  'plane-student-end': true,
  'plane-student-guided': true,
  'plane-diverged': true,
  'plane-closed': true,
  'plane-lost': true,
  'plane-stopped': true,
  'no-backend': true,
  'engine-unreachable': true,
}

test.each(Object.keys(codes))('the fault %s has a sentence', (code) => {
  const details = { found: 3, most: 2, points: 3, labels: 2, label: 1, signal: '1', noise: '0', message: 'it broke.' }
  expect(faultText(code, details)).toMatch(/^\S.*[^.]\.$/)
  expect(faultText(code, details)).not.toMatch(/undefined|null|NaN|\[object/)
  expect(faultText(code, details)).not.toBe(text.unknownFault(code))
})

/** Code of the fault that is thrown; undefined where none is. */
function thrown(check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof PlaneFault) return error.fault.code
    throw error
  }
}

describe('points', () => {
  const of = (xy: readonly number[], labels = xy.length / 2) =>
    thrown(() => {
      checkPoints({ xy: Float32Array.from(xy), labels: new Uint8Array(labels) })
    })
  test('one is enough, and none is too few', () => {
    expect(of([1, 2])).toBeUndefined()
    expect(of([])).toBe('plane-no-points')
  })
  test('each is two finite numbers and a class', () => {
    expect([of([1, 2, 3], 1), of([1, 2], 2)]).toEqual(['plane-labels', 'plane-labels'])
    expect([NaN, Infinity, -1e9].map((value) => of([0, value]))).toEqual(Array(3).fill('plane-coordinates'))
  })
  test('a hundred thousand are accepted, and not one more', () => {
    const many = (n: number) =>
      thrown(() => {
        checkPoints({ xy: new Float32Array(2 * n), labels: new Uint8Array(n) })
      })
    expect([many(MOST_POINTS), many(MOST_POINTS + 1)]).toEqual([undefined, 'plane-many-points'])
  })
})

describe('levels and states', () => {
  const at = { t: 1, signal: 0.6, noise: 0.8 }
  const ask = (points: ArrayLike<number>, level = at) =>
    thrown(() => {
      checkEvaluate({ points: Float32Array.from(points), at: level })
    })
  test('a level has finite signal and noise, and noise where a density is asked for', () => {
    expect(ask([0, 0])).toBeUndefined()
    for (const patch of [{ signal: NaN }, { noise: NaN }, { noise: Infinity }, { noise: -1 }, { signal: 0, noise: 0 }])
      expect(ask([0, 0], { ...at, ...patch })).toBe('plane-level')
    expect(ask([0, 0], { t: 0, signal: 1, noise: 0 })).toBe('plane-no-noise')
  })
  test('states are pairs of finite numbers, one at least', () => {
    expect([ask([]), ask([1]), ask([1, NaN]), ask([1, 1e6])]).toEqual([
      'plane-particles',
      'plane-particles',
      'plane-coordinates',
      'plane-coordinates',
    ])
    expect(ask(new Float32Array(2 * MOST_PARTICLES + 2))).toBe('plane-particles')
  })
})

describe('runs', () => {
  const data = { t: 0, signal: 1, noise: 0 }
  const spec = { levels: [{ t: 1, signal: 0, noise: 1 }, data], particles: 1 } as unknown as PlaneRunSpec
  const run = (patch: Partial<PlaneRunSpec>, index = 0, xt = Float32Array.of(0, 0)) =>
    thrown(() => {
      checkRun({ ...spec, ...patch }, { index, xt })
    })
  test('have particles, as many as there are states', () => {
    expect(run({})).toBeUndefined()
    for (const particles of [0, 2, 1.5, NaN, 1e6]) expect(run({ particles })).toBe('plane-particles')
  })
  test('have two levels at least, and stand at one of them', () => {
    expect([run({ levels: [data] }), run({}, 2), run({}, -1), run({}, 0.5), run({}, 1)]).toEqual([
      ...Array<string>(4).fill('plane-levels'),
      undefined,
    ])
  })
})

test('what is not finite is not passed on', () => {
  expect(
    [Float32Array.of(1, 2), Float32Array.of(1, NaN), Float32Array.of(Infinity)].map((values) =>
      thrown(() => {
        checkComputed(values)
      }),
    ),
  ).toEqual([undefined, 'plane-diverged', 'plane-diverged'])
})

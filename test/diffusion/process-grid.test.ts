import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cosineInterpolant,
  cosineSchedule,
  discreteProcess,
  edmProcess,
  flowProcess,
  karrasTimes,
  levelAt,
  linearSchedule,
  logSnr,
  logSnrTimes,
  noiseToSignal,
  subVpProcess,
  uniformTimes,
  veProcess,
  vpProcess,
  wholeTimes,
  zeroTerminalSnr,
  type Process,
} from '../../src/diffusion'
import { expectClose } from './closeness'

const processes: readonly Process[] = [
  discreteProcess(linearSchedule()),
  discreteProcess(cosineSchedule(4000)),
  discreteProcess(zeroTerminalSnr(cosineSchedule())),
  vpProcess(),
  subVpProcess(),
  veProcess(),
  edmProcess(),
  flowProcess(),
  cosineInterpolant(),
]
const process = fc.constantFrom(...processes)
const kinds = { uniformTimes, logSnrTimes, karrasTimes }

describe.each(Object.entries(kinds))('%s', (_name, times) => {
  it('falls strictly to the data in as many steps as asked, on every process', () => {
    fc.assert(
      fc.property(process, fc.integer({ min: 1, max: 60 }), (on, steps) => {
        const grid = times(on, steps)
        expect(grid).toHaveLength(steps + 1)
        expect(grid.at(-1)).toBe(0)
        expect(grid.every((t, i) => t <= on.tMax && (i === 0 || t < (grid[i - 1] ?? NaN)))).toBe(true)
        expect(logSnr(levelAt(on, grid[0] ?? NaN))).toBeLessThan(-4)
      }),
    )
  })

  it.each([0, -1, 2.5, 10001, NaN])('refuses %d steps in a sentence', (steps) => {
    expect(() => times(flowProcess(), steps)).toThrow(
      new RangeError(`steps must be an integer in [1, 10000], not ${steps}.`),
    )
  })
})

it('uniform times have equal steps down to tMin', () => {
  const grid = uniformTimes(vpProcess(), 5)
  ;[1, 0.75025, 0.5005, 0.25075, 0.001, 0].forEach((t, i) => {
    expectClose(grid[i] ?? NaN, t)
  })
})

it("a flow's uniform times have equal steps down to the data, and no level in between", () => {
  for (const on of [flowProcess(), cosineInterpolant()])
    uniformTimes(on, 20).forEach((t, i) => {
      expectClose(t, 1 - i / 20)
    })
  expect(uniformTimes(flowProcess(), 2000).at(-2)).toBe(1e-3) // the least that a network is asked
})

it('log-SNR times have equal steps in log-SNR', () => {
  for (const on of processes) {
    const lambda = logSnrTimes(on, 9)
      .slice(0, -1)
      .map((t) => logSnr(levelAt(on, t)))
    lambda.slice(2).forEach((value, i) => {
      const [before = NaN, middle = NaN] = lambda.slice(i)
      expectClose(value - middle, middle - before, 1e-8)
    })
  }
})

it("Karras times are EDM's, on every process", () => {
  const sigma = (i: number) => (80 ** (1 / 7) + (i / 17) * (0.002 ** (1 / 7) - 80 ** (1 / 7))) ** 7
  karrasTimes(edmProcess(), 18)
    .slice(0, -1)
    .forEach((t, i) => {
      expectClose(t / sigma(i), 1, 1e-12)
    })
  for (const on of [vpProcess(), discreteProcess(cosineSchedule())]) {
    const grid = karrasTimes(on, 18, { sigmaMin: 0.02, sigmaMax: 50 })
    expectClose(noiseToSignal(levelAt(on, grid[0] ?? NaN)), 50, 1e-9)
    expectClose(noiseToSignal(levelAt(on, grid.at(-2) ?? NaN)), 0.02, 1e-9)
  }
})

it('Karras times are finite for any rho: 1000 is next to uniform in log-SNR, 0.001 stays where it began until the last', () => {
  const [even, late] = [karrasTimes(edmProcess(), 5, { rho: 1000 }), karrasTimes(edmProcess(), 5, { rho: 0.001 })]
  logSnrTimes(edmProcess(), 5).forEach((t, i) => {
    expectClose((even[i] ?? NaN) / (t || 1), t && 1, 0.02)
  })
  expect(late).toHaveLength(6)
  expect(late[3]).toBeGreaterThan(79)
  expectClose(late[4] ?? NaN, 0.002, 1e-12)
})

it.each([
  [() => karrasTimes(edmProcess(), 5, { rho: 0 }), 'rho must be a number in (0, 1000], not 0.'],
  [() => karrasTimes(edmProcess(), 5, { rho: -7 }), 'rho must be a number in (0, 1000], not -7.'],
  [() => karrasTimes(edmProcess(), 5, { rho: NaN }), 'rho must be a number in (0, 1000], not NaN.'],
  [() => karrasTimes(edmProcess(), 5, { sigmaMin: 3, sigmaMax: 2 }), 'sigmaMin must be a number in (0, 2], not 3.'],
  [() => logSnrTimes(edmProcess(), 5, { sigmaMax: -1 }), 'sigmaMax must be a number in (0, 1000000], not -1.'],
])('bad input to a grid has its sentence: %s', (make, sentence) => {
  expect(make).toThrow(new RangeError(sentence))
})

it('whole times are distinct levels of a schedule', () => {
  expect(wholeTimes([1000, 500.4, 2.6, 0.9, 0.2, 0])).toEqual([1000, 500, 3, 1, 0])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (steps) => {
      const grid = wholeTimes(karrasTimes(discreteProcess(linearSchedule()), steps))
      expect(grid.every((t, i) => Number.isInteger(t) && (i === 0 || t < (grid[i - 1] ?? NaN)))).toBe(true)
      expect(grid.at(-1)).toBe(0)
    }),
  )
})

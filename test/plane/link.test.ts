import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DISTRIBUTIONS,
  defaults,
  limits,
  type PlaneSettings,
  type PointsRef,
  runOf,
  type RunChoice,
} from '../../src/plane/settings'
import { ANSWERERS, ARROWS, COLOURS, HEAT_MAPS, SCHEDULES } from '../../src/plane/settings'
import { ownRef } from '../../src/plane/data/own'
import { readLink, writeLink } from '../../src/plane/link'
import { SPEEDS } from '../../src/runs/playback'
import {
  effectiveGrid,
  GRIDS,
  type NumberName,
  parameterRanges,
  PROCESSES,
  SAMPLERS,
  VARIANCES,
} from '../../src/runs/sampler-settings'
import { MAX_SEED } from '../../src/runs/seed'
import { T } from '../../src/runs/timeline'

/** Of a control's range, as far as the control steps. */
const parameter = (name: NumberName) => {
  const { min, max, step, digits } = parameterRanges[name]
  return fc
    .integer({ min: 0, max: Math.floor((max - min) / step) })
    .map((steps) => Number((min + steps * step).toFixed(digits)))
}
const integerIn = ([min, max]: readonly [number, number]) => fc.integer({ min, max })
const parameters = Object.fromEntries(
  (Object.keys(parameterRanges) as NumberName[]).map((name) => [name, parameter(name)]),
) as Record<NumberName, fc.Arbitrary<number>>

const runs: fc.Arbitrary<RunChoice> = fc
  .record({
    ...parameters,
    variance: fc.constantFrom(...VARIANCES),
    answerer: fc.constantFrom(...ANSWERERS),
    process: fc.constantFrom(...PROCESSES),
    schedule: fc.constantFrom(...SCHEDULES),
    sampler: fc.constantFrom(...SAMPLERS),
    grid: fc.constantFrom(...GRIDS),
    rho: fc.integer({ min: 2, max: 40 }).map((half) => half / 2),
    steps: integerIn(limits.steps),
  })
  .map((run) => ({ ...run, grid: effectiveGrid(run) }))

const points: fc.Arbitrary<PointsRef> = fc.oneof(
  fc.constantFrom(...DISTRIBUTIONS).map((id) => ({ kind: 'distribution', id }) as const),
  fc.constantFrom('Noise', 'a&b=c', '50 %', 'αβ 雪').map((text) => ({ kind: 'text', text }) as const),
  fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 2, maxLength: 60 }).map((numbers) => {
    const xy = Float32Array.from(numbers.slice(0, 2 * Math.floor(numbers.length / 2)), (number) => number / 100)
    return ownRef({ points: { xy, labels: new Uint8Array(xy.length / 2) }, frame: { x: 0, y: 0, scale: 1 } })
  }),
)

const anySettings: fc.Arbitrary<PlaneSettings> = fc
  .tuple(
    runs,
    fc.option(runs),
    fc.record({
      points,
      pointCount: integerIn(limits.pointCount),
      seed: fc.integer({ min: 0, max: MAX_SEED }),
      direction: fc.constantFrom('forward', 'reverse'),
      t: fc.integer({ min: 0, max: T }),
      frame: fc.integer({ min: 0, max: limits.steps[1] }),
      particles: integerIn(limits.particles),
      guidance: fc.record({
        kind: fc.constantFrom('classifier-free', 'classifier'),
        label: fc.constantFrom(0, 1, null),
        scale: fc.integer({ min: -20, max: 150 }).map((tenths) => tenths / 10),
      }),
      arrows: fc.constantFrom(...ARROWS),
      heatMap: fc.constantFrom(...HEAT_MAPS),
      contours: fc.boolean(),
      trails: fc.boolean(),
      dataShown: fc.boolean(),
      colourBy: fc.constantFrom(...COLOURS),
      chosen: fc.option(fc.integer({ min: 0, max: limits.particles[1] - 1 })),
      speed: fc.constantFrom(...SPEEDS),
      prediction: fc.constantFrom('epsilon', 'sample', 'v_prediction', 'score', 'flow_prediction'),
      weighting: fc.constantFrom('simple', 'own', 'snr', 'min-snr', 'likelihood'),
      timeSampling: fc.constantFrom('uniform', 'importance', 'log-normal', 'logit-normal'),
      pairing: fc.constantFrom('independent', 'optimal-transport', 'reflow'),
      width: integerIn(limits.width),
      depth: integerIn(limits.depth),
      batch: integerIn(limits.batch),
      learningRate: fc.constantFrom(1e-6, 3e-4, 2e-3, 0.5, 100),
      samplesFollow: fc.boolean(),
      dropClass: fc.integer({ min: 1, max: 10 }).map((tenths) => tenths / 10),
    }),
  )
  .map(([run, beside, rest]) => ({ ...run, ...rest, beside }))

describe('a link carries everything', () => {
  test('and reads back to the same settings, without a note', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(readLink(writeLink(settings))).toEqual({ settings, notes: [] })
      }),
      { numRuns: 300 },
    )
  })

  test('what differs from the first settings alone', () => {
    expect(writeLink(defaults)).toBe('#room=plane')
    expect(writeLink({ ...defaults, points: { kind: 'distribution', id: 'rings' }, t: 250 })).toBe(
      '#room=plane&data=rings&t=250',
    )
    expect(writeLink({ ...defaults, beside: { ...runOf(defaults), sampler: 'ddpm' } })).toBe(
      '#room=plane&beside=on&beside-sampler=ddpm',
    )
  })

  test('and all settings there are: each is drawn here, and differently', () => {
    const drawnSettings = fc.sample(anySettings, { numRuns: 100 })
    const keys = Object.keys(defaults) as (keyof PlaneSettings)[]
    expect(Object.keys(drawnSettings[0] ?? {}).toSorted()).toEqual(keys.toSorted())
    for (const key of keys)
      expect(new Set(drawnSettings.map((settings) => JSON.stringify(settings[key]))).size, key).toBeGreaterThan(1)
  })
})

describe('a link that asks for what cannot be', () => {
  test.each([
    ['#room=plane&steps=99999', 'steps', 500],
    ['#room=plane&particles=0', 'particles', 1],
    ['#room=plane&guidance=-99', 'guidance', -2],
    ['#room=plane&rate=1000', 'rate', 100],
    ['#room=plane&drop=0', 'drop', 0.1],
    ['#room=plane&hide=0', 'drop', 0.1], // its name in older links
  ])('%s is clamped, and said', (link, name, clampedValue) => {
    const { notes } = readLink(link)
    expect(notes).toEqual([expect.objectContaining({ kind: 'clamped', name, usedValue: String(clampedValue) })])
  })

  test('a grid that the process has not is mended, of the run beside too', () => {
    const { settings, notes } = readLink(
      '#room=plane&process=flow&grid=leading&beside=on&beside-process=discrete&beside-grid=uniform',
    )
    expect([settings.grid, settings.beside?.grid]).toEqual(['uniform', 'trailing'])
    expect(notes.map(({ kind }) => kind)).toEqual(['clamped', 'clamped'])
  })

  test('points that were too many for a link leave the usual ones, and that is said', () => {
    const { settings, notes } = readLink('#room=plane&data=own&t=3')
    expect(settings).toEqual({ ...defaults, t: 3 })
    expect(notes).toEqual([{ kind: 'own' }])
  })

  test.each(['own.AAAA', 'own.', 'own.<script>', `own.${'A'.repeat(9000)}`, 'text.', 'constructor', ''])(
    'points “%s” are ignored, and that is said',
    (data) => {
      const { settings, notes } = readLink(`#room=plane&data=${encodeURIComponent(data)}&t=0`) // in its middle: a full stop at a link’s end is no part of it
      expect(settings).toEqual(defaults)
      expect(notes).toMatchObject([{ kind: 'ignored', name: 'data' }])
    },
  )

  test('whatever is written in it, it is read without a throw, to settings that can be', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(
              fc.string(),
              fc.constantFrom('data', 'steps', 'beside', 'beside-steps', '__proto__', 'seed', 'class'),
            ),
            fc.string(),
          ),
        ),
        (pairs) => {
          const { settings, notes } = readLink(`#room=plane&${new URLSearchParams(pairs).toString()}`)
          expect(readLink(writeLink(settings))).toEqual({ settings, notes: [] })
          expect(notes.length).toBeLessThanOrEqual(12)
        },
      ),
      { numRuns: 300 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkDefaults, readLink, writeLink } from '../../../src/walk/run/link'
import { toText } from '../../../src/walk/model/pixels'
import {
  GRIDS,
  gridsOf,
  type NumberName,
  type NumberRange,
  parameterRanges,
  PROCESSES,
  SAMPLERS,
  VARIANCES,
} from '../../../src/runs/sampler-settings'
import { possible as possibleTogether } from '../../../src/walk/run/possible'
import { choiceOf, DRAWN_POINTS, NAMED_SCHEDULES } from '../../../src/walk/model/make-schedules'
import { mendedDrawing } from '../../../src/diffusion'
import { modelOf, NAMED, valuesOf } from '../../../src/walk/model/models'
import {
  CLIPS,
  defaults,
  GALLERY,
  GUIDANCE,
  GUIDES,
  SAMPLE_COUNTS,
  type Settings,
  SIGMA_MOST,
  STUDIES,
} from '../../../src/walk/model/settings'
import { SPEEDS } from '../../../src/runs/playback'
import { MAX_SEED } from '../../../src/runs/seed'
import { T } from '../../../src/runs/timeline'
import { SIZE } from '../../../src/walk/picture/mnist-shape'

const picture: fc.Arbitrary<Settings['picture']> = fc.oneof(
  fc.record({ kind: fc.constant('gallery' as const), index: fc.integer({ min: 0, max: GALLERY - 1 }) }),
  fc
    .uint8Array({ minLength: SIZE * SIZE, maxLength: SIZE * SIZE })
    .map((bytes) => ({ kind: 'own' as const, pixels: toText(bytes) })),
)

/** A number as its control makes it: of so many decimals. */
const inRange = ({ min, max, digits }: Pick<NumberRange, 'min' | 'max' | 'digits'>) =>
  fc
    .integer({ min: Math.round(min * 10 ** digits), max: Math.round(max * 10 ** digits) })
    .map((units) => units / 10 ** digits)

const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    model: fc.constantFrom(...NAMED.map(({ id }) => id)),
    own: fc.constant(null),
    past: fc.constant([]),
    branches: fc.constant([]),
    race: fc.constant(null),
    branch: fc.constant(0),
    direction: fc.constantFrom('forward', 'reverse'),
    t: fc.integer({ min: 0, max: T }),
    picture,
    seed: fc.integer({ min: 0, max: MAX_SEED }),
    from: fc.oneof(fc.constantFrom('noise' as const, 'inverted' as const), fc.integer({ min: 1, max: T })),
    label: fc.option(fc.integer({ min: 0, max: 9 })),
    sampler: fc.constantFrom(...SAMPLERS),
    variance: fc.constantFrom(...VARIANCES),
    ...(Object.fromEntries(Object.entries(parameterRanges).map(([name, range]) => [name, inRange(range)])) as Record<
      NumberName,
      fc.Arbitrary<number>
    >),
    schedule: fc.oneof(
      fc.constantFrom('own' as const, ...NAMED_SCHEDULES),
      fc
        .array(fc.integer({ min: -12000, max: 12000 }), { minLength: DRAWN_POINTS, maxLength: DRAWN_POINTS })
        .map((thousandths) => choiceOf(mendedDrawing(thousandths.map((value) => value / 1000)))),
    ),
    process: fc.constantFrom(...PROCESSES),
    grid: fc.constantFrom(...GRIDS),
    rho: inRange({ min: 1, max: 20, digits: 1 }),
    steps: fc.integer({ min: 1, max: T }),
    skip: fc.integer({ min: 0, max: T - 1 }),
    guide: fc.constantFrom(...GUIDES),
    guidance: inRange(GUIDANCE),
    guideMin: inRange({ min: 0, max: SIGMA_MOST, digits: 2 }),
    guideMax: inRange({ min: 0, max: SIGMA_MOST, digits: 2 }),
    rescaleOutput: inRange({ min: 0, max: 1, digits: 2 }),
    rescaleX0: inRange({ min: 0, max: 1, digits: 2 }),
    negative: fc.option(fc.integer({ min: 0, max: 9 })),
    clip: fc.constantFrom(...CLIPS),
    samples: fc.constantFrom(...SAMPLE_COUNTS),
    judge: fc.boolean(),
    speed: fc.constantFrom(...SPEEDS),
    frame: fc.integer({ min: 0, max: 2 * T }),
    inspecting: fc.boolean(),
    study: fc.option(fc.constantFrom(...STUDIES)),
  })
  .map((settings) => ({
    ...settings,
    picture: fitting(settings),
    ...possibleTogether(settings),
    ...(modelOf(settings).classifier === null && { guide: defaults.guide }),
  }))

/** A picture of one's own has the shape of the network's. */
function fitting({ picture, model }: Pick<Settings, 'picture' | 'model'>): Settings['picture'] {
  const values = valuesOf(modelOf({ model }))
  return picture.kind === 'gallery' || values === SIZE * SIZE
    ? picture
    : {
        kind: 'own',
        pixels: toText(Uint8Array.from({ length: values }, (_, i) => picture.pixels.charCodeAt(i % SIZE))),
      }
}

/** Whether settings are ones that the controls could have made. */
const possible = (s: Settings) =>
  s.t >= 0 &&
  s.t <= T &&
  s.seed >= 0 &&
  s.seed <= MAX_SEED &&
  s.eta >= 0 &&
  s.eta <= 1 &&
  s.steps >= 1 &&
  s.steps <= T &&
  s.frame >= 0 &&
  s.frame <= 2 * T &&
  gridsOf(s.process).includes(s.grid) &&
  SAMPLE_COUNTS.includes(s.samples) &&
  SPEEDS.includes(s.speed) &&
  [s.t, s.seed, s.steps, s.frame].every(Number.isInteger) &&
  Object.keys(s).length === Object.keys(defaults).length

describe('a link carries every setting', () => {
  test('there and back', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(readLink(writeLink(settings))).toEqual({ settings, notes: [] })
      }),
      { numRuns: 40 },
    )
  })

  test('the defaults need no words', () => {
    expect(writeLink(defaults)).toBe('')
    expect(readLink('')).toEqual({ settings: defaults, notes: [] })
    expect(readLink('#')).toEqual({ settings: defaults, notes: [] })
  })

  test('a link that names no seed has the noise that it had before visits began with another', () => {
    expect(readLink('#t=500').settings).toEqual({ ...defaults, t: 500, seed: 1 })
    expect(writeLink({ ...defaults, t: 500 })).toBe(`#t=500&seed=${defaults.seed}`)
    expect(writeLink({ ...defaults, t: 500, seed: 1 })).toBe('#t=500')
    expect(writeLink({ ...defaults, seed: 1 })).toBe('#seed=1')
    expect(readLink('#seed=1').settings).toEqual({ ...defaults, seed: 1 })
    expect(readLink(`#seed=${defaults.seed}`).settings).toEqual(defaults)
  })

  test('only what differs is said, in one order', () => {
    expect(writeLink({ ...linkDefaults, steps: 20, label: null, direction: 'reverse' })).toBe(
      '#go=reverse&digit=none&steps=20',
    )
  })
})

describe('a link of a stranger', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'Steps', '<img src=x>'])(
    '%s is just an unknown name',
    (name) => {
      expect(readLink(`#${encodeURIComponent(name)}=1`)).toEqual({
        settings: linkDefaults,
        notes: [{ kind: 'unknown', name }],
      })
      expect(({} as Record<string, unknown>)['1']).toBeUndefined()
    },
  )

  test.each([
    ['t', '1001', '1000'],
    ['t', '-1', '0'],
    ['t', '12.6', '13'],
    ['seed', '4294967296', '4294967295'],
    ['digit', '12', '9'],
    ['eta', '1.5', '1'],
    ['steps', '0', '1'],
    ['from', '0', '1'],
    ['picture', '99', '19'],
    ['order', '9', '4'],
    ['guidance', '1000000', '15'],
    ['rho', '0', '1'],
    ['churn', '0.5', '0.41'],
    ['delta', '0', '0.01'],
    ['skip', '51', '49'],
  ])('%s=%s is clamped to %s, and it says so', (name, rawValue, clampedValue) => {
    const { settings, notes } = readLink(`#${name}=${rawValue}`)
    expect(notes).toEqual([{ kind: 'clamped', name, linkValue: rawValue, usedValue: clampedValue }])
    expect(possible(settings)).toBe(true)
  })

  test.each(['NaN', 'Infinity', '-Infinity', '1e3', '0x10', '', ' 1', '1 ', '١', '9'.repeat(400), '[object Object]'])(
    'steps=%s is left aside, and it says so',
    (rawValue) => {
      const { settings, notes } = readLink(`#steps=${encodeURIComponent(rawValue)}`)
      expect(settings).toEqual(linkDefaults)
      expect(notes).toMatchObject([{ kind: 'ignored', name: 'steps' }])
    },
  )

  test.each(['own.', 'own.AAAA', `own.${'!'.repeat(1046)}`, `own.${'A'.repeat(1047)}`, 'own', '-', 'samples'])(
    'picture=%s is no picture',
    (rawValue) => {
      expect(readLink(`#picture=${rawValue}`)).toMatchObject({
        settings: linkDefaults,
        notes: [{ kind: 'ignored', name: 'picture' }],
      })
    },
  )

  test.each([
    'samples=5',
    'speed=0',
    'sampler=eular',
    'process=vpp',
    'grid=constructor',
    'variance=constructor',
    'clip=yes',
    'go=up',
  ])('%s is none of the choices', (pair) => {
    expect(readLink(`#${pair}`)).toMatchObject({ settings: linkDefaults, notes: [{ kind: 'ignored' }] })
  })

  test('an old link’s φ is of x̂₀ as it was; that of the output, as Lin et al. have it, has a name of its own', () => {
    expect(readLink('#guidance=5&rescale=0.7').settings).toMatchObject({ rescaleX0: 0.7, rescaleOutput: 0 })
    expect(readLink('#guidance=5&rescale-output=0.7').settings).toMatchObject({ rescaleX0: 0, rescaleOutput: 0.7 })
    expect(writeLink({ ...linkDefaults, rescaleX0: 0.7 })).toBe('#rescale=0.7')
  })

  test('long texts are shown short, and a flood of notes ends', () => {
    const { notes } = readLink(`#${Array.from({ length: 50 }, (_, i) => `${'x'.repeat(1000)}${i}=1`).join('&')}`)
    expect(notes).toHaveLength(8)
    expect(notes.every((note) => note.kind !== 'own' && note.name.length <= 25)).toBe(true)
  })

  test('whatever it says, nothing throws and the settings are possible', () => {
    const names = fc.constantFrom(
      'go',
      't',
      'picture',
      'seed',
      'from',
      'digit',
      'sampler',
      'variance',
      'eta',
      'order',
      'churn',
      'process',
      'schedule',
      'grid',
      'guidance',
      'skip',
      'steps',
      'clip',
      'samples',
      'speed',
      'frame',
      '__proto__',
    )
    // Any UTF-16, broken pairs too.
    const anyText = fc.uint16Array({ maxLength: 12 }).map((units) => String.fromCharCode(...units))
    const values = fc.oneof(anyText, fc.string(), fc.double().map(String), fc.integer().map(String))
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values), { maxLength: 4 }), anyText, (pairs, rest) => {
        expect(possible(readLink(`#${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`).settings)).toBe(true)
        expect(possible(readLink(rest).settings)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

test('the reverse SDE does not begin where there is no signal, and it says so', () => {
  expect(readLink('#sampler=reverse-sde&process=flow&grid=uniform')).toEqual({
    settings: { ...linkDefaults, sampler: 'reverse-sde', process: 'flow', grid: 'uniform', skip: 1 },
    notes: [], // it does not name a skip
  })
  expect(readLink('#sampler=reverse-sde&process=flow&grid=uniform&skip=0').notes).toEqual([
    { kind: 'clamped', name: 'skip', linkValue: '0', usedValue: '1' },
  ])
})

test('a grid that the process has not is replaced, and it says so', () => {
  expect(readLink('#process=ve&grid=leading')).toEqual({
    settings: { ...linkDefaults, process: 've', grid: 'uniform' },
    notes: [{ kind: 'clamped', name: 'grid', linkValue: 'leading', usedValue: 'uniform' }],
  })
})

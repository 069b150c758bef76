import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import '../../../src/walk/model/make-schedules'
import { quality } from '../../../src/i18n/en/quality'
import { runDefaults } from '../../../src/runs/run-defaults'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { scoresCsv } from '../../../src/walk/quality/csv'
import {
  BATCH,
  batchSettings,
  COUNTS,
  labelsAfter,
  namedIn,
  type Score,
  seedAfter,
  shareOf,
} from '../../../src/walk/quality/trial'
import { baseOf } from '../../../src/walk/race/lanes'
import { CURVE, leftOutOf, trialsOf } from '../../../src/walk/race/trials'

const base = baseOf({ ...defaults, clip: 'off' })
const edm = (sampler: Settings['sampler']): Settings => ({ ...base, ...runDefaults(sampler, 'edm'), grid: 'karras' })
const planned = (lanes: readonly Settings[]) =>
  trialsOf(
    lanes.map((settings) => ({ settings })),
    CURVE,
    {},
  )

describe('a batch', () => {
  test('every class is asked for as often as every other, within one, at each count that can be chosen', () => {
    for (const count of COUNTS) {
      const labels = Array.from({ length: count / BATCH }, (_, batch) => labelsAfter(batch * BATCH, 10)).flat()
      const times = Array.from({ length: 10 }, (_, label) => labels.filter((each) => each === label).length)
      expect(labels).toHaveLength(count)
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
    }
  })

  test('seeds follow on each other, and over the largest to 0', () => {
    expect([0, 16, 32].map((n) => seedAfter({ seed: 7 }, n))).toEqual([7, 8, 9])
    expect(seedAfter({ seed: 2 ** 32 - 1 }, 16)).toBe(0)
  })

  test('a picture is named as asked where its own class is the likeliest; one without finite numbers never is', () => {
    const reading = Float32Array.of(0.1, 0.9, 0.8, 0.2, NaN, NaN)
    expect(namedIn(reading, [1, 0, 0], 2)).toBe(2)
    expect(namedIn(reading, [0, 1, 1], 2)).toBe(0)
  })
})

describe('the interval of a share', () => {
  test('is Wilson’s: of 8 in 10 it is 49 to 94 %; of none it begins at 0, and of all it ends at 1', () => {
    const eight = shareOf({ n: 10, named: 8 })
    expect(eight?.low).toBeCloseTo(0.4902, 4)
    expect(eight?.high).toBeCloseTo(0.9433, 4)
    expect(shareOf({ n: 64, named: 0 })).toMatchObject({ share: 0, low: 0 })
    expect(shareOf({ n: 64, named: 64 })?.high).toBe(1)
  })

  test('no picture has no share', () => {
    expect(shareOf({ n: 0, named: 0 })).toBeUndefined()
  })
})

describe('what is measured of a race', () => {
  test('each lane at 5, 10, 20 and 40 evaluations, or as many as its sampler can spend of them', () => {
    const trials = planned([edm('euler'), edm('heun')])
    expect(trials.map(({ lane, evaluations }) => [lane, evaluations])).toEqual([
      ...[5, 10, 20, 40].map((evaluations) => [0, evaluations]),
      ...[5, 9, 19, 39].map((evaluations) => [1, evaluations]),
    ])
  })

  test('guidance that compares two answers costs two, also where the race itself asks for no class', () => {
    const guided: Settings = { ...base, ...runDefaults('ddim'), label: null, guidance: 2 }
    expect(planned([guided]).map(({ settings }) => settings.steps)).toEqual([2, 5, 10, 20])
  })

  test('not a lane that the classifier leads, that it cannot read, or that chooses its evaluations itself', () => {
    const lanes = [
      { ...base, guide: 'classifier', guidance: 2 },
      { ...base, model: 'fashion-v' },
      { ...base, ...runDefaults('rk45') },
      { ...base, guide: 'classifier', guidance: 0 }, // led nowhere
    ] as const
    const trials = planned(lanes)
    expect(new Set(trials.map(({ lane }) => lane))).toEqual(new Set([3]))
    const out = leftOutOf(
      lanes.map((settings) => ({ settings })),
      trials,
    )
    expect(out).toEqual({ led: [0], unread: [1], refused: [2] })
  })
})

describe('the table', () => {
  const trial = { lane: 0, settings: batchSettings(edm('heun')), evaluations: 9 }
  const score: Score = { trial, n: 64, named: 48, nfe: 9, by: { backend: 'wasm', kernels: 'own' } }
  const rows = (scores: readonly Score[]) => scoresCsv(scores, {}, () => 'https://host/#a=1,2').split('\r\n')

  test('has a name and a value for all that repeats it', () => {
    const [head, first, end] = rows([score])
    expect(head).toBe(
      'lane,network,sampler,process,grid,steps,evaluations,guidance,class policy,first seed,n,named,share,low,high,kernel distance,its standard error,pictures of the Fréchet distance,Fréchet distance,its floor,back end,kernels,link',
    )
    expect(first).toMatch(
      /^1,digits-v,heun,edm,karras,\d+,9,1,picture k asked for class k mod 10; .*,64,48,0\.75,0\.6\d+,0\.8\d+,,,,,,wasm,own,"https:\/\/host\/#a=1,2"$/,
    )
    expect(end).toBe('')
  })

  test('leaves empty what is not known', () => {
    expect(rows([{ trial: { ...trial, evaluations: null }, n: 0, named: 0 }])[1]).toContain(',0,0,,,,,,,,,,,')
  })
})

test('the classifier errs on about one real digit in a hundred, as the page says', () => {
  const card = JSON.parse(readFileSync('public/models/digits-classifier/card.json', 'utf8')) as {
    quality: { testAccuracyByTimestep: Record<string, number> }
  }
  expect(Math.round(100 * (1 - (card.quality.testAccuracyByTimestep['0'] ?? NaN)))).toBe(1)
  expect(quality.meaning).toContain('one real digit in a hundred')
})

import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { NAMED } from '../../../src/walk/model/models'
import { fetchCards, shelfCard } from '../../../src/walk/shelf/read-network-card'
import { wilson } from '../../../src/walk/shelf/wilson'

afterEach(() => {
  vi.unstubAllGlobals()
})

const cardOf = (id: string) =>
  JSON.parse(readFileSync(new URL(`../../../public/models/${id}/card.json`, import.meta.url), 'utf8')) as unknown

test.each(NAMED)('the card of $id says what it was trained on, for how long and how large it is', ({ id }) => {
  const card = shelfCard(cardOf(id))
  expect(card.title).not.toBe('')
  expect(card.bytes).toBeGreaterThan(100_000)
  expect([card.licence, card.data.licence]).not.toContain('')
  expect(card.data.sources.length).toBeGreaterThan(0)
  expect(card.training.hardware).not.toBe('')
  for (const run of card.quality?.tables.flatMap(({ runs }) => runs) ?? []) {
    expect(run.sampler).not.toBe('')
    expect(run.frechet).toBeGreaterThan(0)
  }
})

test.each(NAMED)(
  'every figure of $id stands beside what as many real pictures have, and within the interval that its samples give',
  ({ id }) => {
    const { quality } = shelfCard(cardOf(id))
    for (const { samples, floor, accuracy } of [
      ...(quality?.tables.flatMap(({ runs }) => runs) ?? []),
      ...(quality?.guided ?? []),
    ]) {
      expect(floor).toBeGreaterThan(0)
      const [low, high] = wilson(accuracy ?? NaN, samples)
      expect(high - low).toBeGreaterThan(0)
    }
  },
)

test('whatever a card holds, nothing throws and nothing is undefined', () => {
  for (const json of [
    null,
    7,
    'x',
    [],
    {},
    { quality: { runs: 'x' } },
    { quality: { runs: [null, 3] }, files: 1, data: [] },
  ]) {
    const card = shelfCard(json)
    expect(card).toMatchObject({ title: '', bytes: 0, sheet: false, nearest: false })
  }
})

test('runs are listed by sampler and steps, however they were measured', () => {
  const runs = [
    ['ddpm', 50],
    ['ddim', 50],
    ['ddim', 5],
  ].map(([sampler, steps]) => ({ sampler, steps }))
  expect(
    shelfCard({ quality: { runs } }).quality?.tables[0]?.runs.map(({ sampler, steps }) => `${sampler} ${steps}`),
  ).toEqual(['ddim 5', 'ddim 50', 'ddpm 50'])
})

test('guided runs stand by themselves, by scale; what says nothing of guidance, or null, is without', () => {
  const runs = [
    { sampler: 'ddim', steps: 50, guidance: 3, samples: 1000, accuracy: 0.998, frechet: 9 },
    { sampler: 'ddim', steps: 50, guidance: 1.5, accuracy: 0.994, frechet: 5.1 },
    { sampler: 'ddim', steps: 50, guidance: null, samples: 500, accuracy: 0.964, frechet: 6.7 },
    { sampler: 'ddpm', steps: 50, accuracy: 0.974, frechet: 3.4 },
    { sampler: 'ddpm', steps: 20, guidance: 'x', accuracy: 0.9, frechet: 4 },
  ]
  const quality = shelfCard({ quality: { runs, floor: { train500: 4.1, train1000: 2 } } }).quality
  expect(quality?.tables).toMatchObject([{ samples: 500, floor: 4.1 }])
  expect(quality?.tables[0]?.runs.map(({ sampler, steps, frechet }) => [sampler, steps, frechet])).toEqual([
    ['ddim', 50, 6.7],
    ['ddpm', 20, 4],
    ['ddpm', 50, 3.4],
  ])
  expect(quality?.guided).toEqual([
    { sampler: 'ddim', steps: 50, guidance: 1.5, samples: 500, accuracy: 0.994, frechet: 5.1, floor: 4.1 },
    { sampler: 'ddim', steps: 50, guidance: 3, samples: 1000, accuracy: 0.998, frechet: 9, floor: 2 },
  ])
})

test('runs of other numbers of samples stand in tables of their own, beside the floor at that number', () => {
  const runs = [
    [10, 500],
    [50, 10_000],
    [10, 10_000],
  ].map(([steps, samples]) => ({ sampler: 'ddim', steps, samples, frechet: 2 }))
  const { tables } = shelfCard({ quality: { runs, floor: { train10000: 1.06, train500: 4.05 } } }).quality ?? {}
  expect(tables?.map(({ samples, floor, runs: of }) => [samples, floor, of.map(({ steps }) => steps)])).toEqual([
    [10_000, 1.06, [10, 50]],
    [500, 4.05, [10]],
  ])
})

test('the interval of a share is Wilson’s', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20.
  const cases = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
  ] as const
  for (const [right, of, low, high] of cases) {
    const interval = wilson(right / of, of)
    expect(interval[0]).toBeCloseTo(low, 4)
    expect(interval[1]).toBeCloseTo(high, 4)
  }
})

test('a card that cannot be had is null, and the others come', async () => {
  vi.stubGlobal('fetch', (url: string) =>
    url.includes('/digits/')
      ? Promise.resolve(new Response(JSON.stringify(cardOf('digits'))))
      : url.includes('/gone/')
        ? Promise.resolve(new Response('', { status: 404 }))
        : Promise.reject(new TypeError('offline')),
  )
  const [digits, gone, offline] = await fetchCards('/', ['digits', 'gone', 'offline'], shelfCard)
  expect(digits?.title).toBe('Handwritten digits')
  expect([gone, offline]).toEqual([null, null])
})

test('only addresses of the web become links, each under the name of whom it asks', () => {
  const linksOf = (source: unknown) => shelfCard({ data: { source } }).data.sources
  expect(linksOf('https://github.com/a/b, http://yann.lecun.com/exdb/mnist/')).toEqual([
    { href: 'https://github.com/a/b', name: 'github.com/a/b' },
    { href: 'http://yann.lecun.com/exdb/mnist/', name: 'yann.lecun.com/exdb/mnist' },
  ])
  for (const source of [
    'javascript:alert(1)',
    'JaVaScRiPt://a.example/%0aalert(1)',
    ' \tjava\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'ftp://a.example/x',
    'view-source:https://a.example',
    '//a.example',
    '/models',
    'a.example',
    'https://',
    'https://bank.example@a.example/',
    'https://me:word@a.example/',
    '',
    7,
    null,
    undefined,
    {},
    ['https://a.example'],
  ])
    expect(linksOf(source)).toEqual([])
  expect(linksOf('https://xn--80ak6aa92e.example/')).toEqual(linksOf('https://аррӏе.example/')) // letters that look like others are told apart
  expect(linksOf(Array.from({ length: 1000 }, (_, i) => `https://a.example/${i}`).join())).toHaveLength(4)
})

test('it is told whether the samples that are held against the training pictures were guided', () => {
  const copiesOf = (nearest: unknown) => shelfCard({ quality: { nearest } }).quality?.copies
  expect(copiesOf({ guidance: 3, samples: { copies: 0.004 } })).toEqual({ samples: 0.004, test: null, guidance: 3 })
  expect(copiesOf({ samples: { copies: 0.004 }, test: { copies: 0.03 } })).toEqual({
    samples: 0.004,
    test: 0.03,
    guidance: null,
  })
  expect(copiesOf({ guidance: '3', samples: { copies: 'x' } })).toBeNull()
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import '../../../src/walk/model/make-schedules'
import type { Fault, Unread } from '../../../src/engine/protocol/pictures'
import { runDefaults } from '../../../src/runs/run-defaults'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { fetchReference } from '../../../src/walk/quality/reference'
import { createQuality } from '../../../src/walk/quality/store'
import { batchSettings, type Trial } from '../../../src/walk/quality/trial'
import { baseOf } from '../../../src/walk/race/lanes'
import { toyEngines } from '../decided/toy-engine'
import { walkWith } from '../fake-engine'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'https://host/' })
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
const CLASSES = 10
const classifier = {
  status: 'ready',
  labels: Array.from({ length: CLASSES }, (_, i) => String(i)),
  accuracy: [],
} as const

/** Reads the k-th picture of every batch as class k mod 10: right in a first batch, wrong in the next. */
const read = ({ samples }: Unread) =>
  Float32Array.from({ length: samples * CLASSES }, (_, i) => Number(i % CLASSES === Math.floor(i / CLASSES) % CLASSES))

const base = baseOf({ ...defaults, clip: 'off', seed: 5 })
const trialOf = (lane: number, change: Partial<Settings> = {}): Trial => ({
  lane,
  settings: batchSettings({ ...base, ...runDefaults('ddpm'), steps: 2, ...change }),
  evaluations: 2,
})

/** The measurement of some trials by these engines. */
function createMeasurement(toy: ReturnType<typeof toyEngines>) {
  const { player } = walkWith({})
  const quality = createQuality(player, toy.start)
  return {
    ...quality,
    draw: async (trials: readonly Trial[]) => {
      quality.draw(trials)
      while (quality.job.store.getState().status === 'running') await turn()
      const { status, result } = quality.job.store.getState()
      return { status, ...result, n: result.scores.map((score) => score.n) }
    },
  }
}

test('batches of sixteen follow on each other in seeds and classes, the same ones in every lane, until all are there', async () => {
  const toy = toyEngines({ classifier, read })
  const { draw } = createMeasurement(toy)
  const { status, scores } = await draw([trialOf(0), trialOf(1, { steps: 1 })])
  expect(status).toBe('done')
  expect(scores.map(({ n, named, nfe }) => [n, named, nfe])).toEqual([
    [64, 16, 2], // only the first batch begins with class 0
    [64, 16, 1],
  ])
  const lanes = [2, 1].map((steps) => toy.calls.opened.filter(({ spec }) => spec.levels.length - 1 === steps))
  for (const lane of lanes) {
    expect(lane.map(({ spec }) => spec.seed)).toEqual([5, 6, 7, 8])
    expect(lane.map(({ spec }) => spec.labels?.[0])).toEqual([0, 6, 2, 8])
    expect(new Set(lane.map(({ spec }) => spec.samples))).toEqual(new Set([16]))
  }
  expect(lanes[0]?.map(({ xt }) => xt)).toEqual(lanes[1]?.map(({ xt }) => xt))
  expect(toy.calls.loaded).toHaveLength(1)
})

test('lanes fill side by side, so that what there is when it is stopped is fair, and it stays', async () => {
  const toy = toyEngines({
    classifier,
    read,
    atStep: (step) => {
      if (step === 10) job.stop() // in the second lane's second batch
      return true
    },
  })
  const { draw, job } = createMeasurement(toy)
  const { status, n } = await draw([trialOf(0), trialOf(1), trialOf(2)])
  expect([status, ...n]).toEqual(['stopped', 32, 16, 16])
  expect(toy.calls.ended).toBeGreaterThan(0)
})

test('a lost device draws its last batch again on the next, with the same seed', async () => {
  const toy = toyEngines({
    classifier,
    read,
    atStep: (step, hears) => {
      if (step === 3) hears.lost('gone')
      return step !== 3
    },
  })
  const { draw } = createMeasurement(toy)
  const { status, n, wasLost } = await draw([trialOf(0)])
  expect([status, wasLost, ...n]).toEqual(['done', true, 64])
  expect(toy.calls.opened.map(({ spec }) => spec.seed)).toEqual([5, 6, 6, 7, 8])
  expect(toy.calls.loaded).toHaveLength(2)
})

test('a device that is lost again and again is given up, and says so', async () => {
  const toy = toyEngines({
    classifier,
    read,
    atStep: (_, hears) => {
      hears.lost('gone')
      return false
    },
  })
  const { scores, n } = await createMeasurement(toy).draw([trialOf(0), trialOf(1)])
  expect(n).toEqual([0, 0])
  expect(scores.map(({ why }) => why)).toEqual([0, 1].map(() => ({ code: 'ask-lost', details: {} })))
  expect(toy.calls.loaded).toHaveLength(4)
})

test('a lane that fails says why, and the others go on', async () => {
  const fault: Fault = { code: 'network', details: { message: 'no' } }
  const toy = toyEngines({
    classifier,
    read,
    atStep: (step, hears) => {
      if (step === 2) hears.failed(fault, true)
      return step !== 2
    },
  })
  const { status, scores, n } = await createMeasurement(toy).draw([trialOf(0), trialOf(1)])
  expect([status, ...n]).toEqual(['done', 0, 64])
  expect(scores.map(({ why }) => why)).toEqual([fault, undefined])
})

test('a network or a classifier that does not come is told in its lanes, and nothing is counted', async () => {
  const fault: Fault = { code: 'checksum', details: {} }
  const noNetwork = await createMeasurement(toyEngines({ fault })).draw([trialOf(0)])
  expect(noNetwork.scores.map(({ n, why }) => [n, why])).toEqual([[0, fault]])
  const noClassifier = await createMeasurement(toyEngines()).draw([trialOf(0), trialOf(1)])
  expect(noClassifier.scores.map(({ n, why }) => [n, why])).toEqual([
    [0, 'classifier'],
    [0, 'classifier'],
  ])
})

test('features of real digits that come are compared with the pictures’ own; where they do not come, pictures are counted alone', async () => {
  const card = { count: 200, dimension: 2, classes: 10, low: [-2, -2], step: [4 / 255, 4 / 255], meanWithin: 1 }
  const bytes = Uint8Array.from({ length: 400 }, (_, i) => (i * 89) % 256)
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })))
  const features = ({ samples }: Unread) => ({
    features: Float32Array.from({ length: 2 * samples }, (_, i) => Math.sin(i * i)),
  })
  const draw = () =>
    createMeasurement(toyEngines({ classifier, read, features })).draw([trialOf(0), trialOf(1, { model: 'growing' })])
  const alone = await draw()
  expect([alone.status, alone.reference, alone.frechet]).toEqual(['done', null, undefined])
  expect(alone.scores.map(({ kernel }) => kernel)).toEqual([undefined, undefined])

  vi.stubGlobal('fetch', (url: string) =>
    Promise.resolve(url.endsWith('.json') ? Response.json(card) : new Response(bytes)),
  )
  const both = await draw()
  expect(both.status).toBe('done')
  expect(both.scores.map(({ kernel }) => kernel?.labels.length)).toEqual([64, 64])
  expect(both.frechet?.n).toBe(64)
  expect(both.frechet?.of.size).toBe(2)
  expect(await fetchReference('')).toBe(both.reference) // fetched once
})

test('each network has an engine of its own, and its own pictures', async () => {
  const toy = toyEngines({ classifier, read })
  const { n } = await createMeasurement(toy).draw([trialOf(0), trialOf(1, { model: 'growing' })])
  expect(n).toEqual([64, 64])
  expect(toy.calls.loaded).toHaveLength(2)
})

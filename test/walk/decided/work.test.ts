import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cosineSchedule, level, normalArray } from '../../../src/diffusion'
import type { Unread } from '../../../src/engine/protocol/pictures'
import { SAMPLES } from '../../../src/walk/decided/continuation'
import { varietyOf } from '../../../src/walk/decided/sheet'
import { createStudy, sheetsOf } from '../../../src/walk/decided/store'
import { subjectOf } from '../../../src/walk/decided/subject'
import { walkWith } from '../fake-engine'
import { leftAt, SPREAD, toyEngines } from './toy-engine'

const VALUES = 784
const schedule = cosineSchedule(1000)

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'https://host/' })
  vi.stubGlobal('location', { search: '' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

/** The study of a forward walk, drawn by these engines in few steps. */
function study(toy: ReturnType<typeof toyEngines>) {
  const { player } = walkWith({})
  const newStudy = createStudy(player, toy.start)
  newStudy.store.setState(({ asking }) => ({ asking: { ...asking, steps: 25 } }))
  const subject = subjectOf(player, player.store.getState().settings)
  if (!subject) throw new Error('The picture is there.')
  const { job, store, draw, see } = newStudy
  return {
    job,
    store,
    see,
    subject,
    sheets: () => sheetsOf(store.getState(), subject),
    draw: async (places: readonly number[]) => {
      draw(subject, places)
      while (job.store.getState().status === 'running') await turn()
      return job.store.getState()
    },
  }
}

describe('of Gaussian data, with an exact network', () => {
  test('the sixteen vary as p(x₀ | xₜ) says at every t: as independent ones from pure noise, not at all where the data begin', async () => {
    const { draw, sheets } = study(toyEngines())
    expect((await draw([1, 300, 700, 1000])).status).toBe('done')
    expect(sheets().map(({ t }) => t)).toEqual([1000, 700, 300, 1])
    for (const { t, variety } of sheets()) {
      if (t === 1) expect(variety.mean).toBe(0)
      else {
        const expected = Math.sqrt(2 * leftAt(level(schedule, t)))
        expect(Math.abs(variety.mean - expected), String(t)).toBeLessThan(4 * variety.error + 0.005) // the last step adds no noise
      }
    }
    const independent = Float32Array.from(
      Array.from({ length: SAMPLES }, (_, sample) => [
        ...normalArray({ seed: 5, purpose: 'points', step: 0, sample }, VALUES),
      ]).flat(),
      (z) => SPREAD * z,
    )
    const [fromNoise] = sheets()
    const other = varietyOf(independent, VALUES)
    const error = Math.hypot(fromNoise?.variety.error ?? NaN, other.error)
    expect(Math.abs((fromNoise?.variety.mean ?? NaN) - other.mean)).toBeLessThan(4 * error)
  })

  test('all sixteen begin at the very xₜ of the walk; drawn again they are the same, with other noise others', async () => {
    const toy = toyEngines()
    const first = study(toy)
    await first.draw([500])
    const xt = toy.calls.opened[0]?.xt ?? new Float32Array()
    const walkXt = first.subject.stateAt(500)?.xt
    for (let i = 0; i < SAMPLES; i++) expect(xt.subarray(i * VALUES, (i + 1) * VALUES)).toEqual(walkXt)
    const again = study(toy)
    await again.draw([500])
    expect(again.sheets()).toEqual(first.sheets())
    again.store.setState(({ asking }) => ({ asking: { ...asking, draw: 1 } }))
    expect(again.sheets()).toEqual([])
    await again.draw([500])
    expect(again.sheets()[0]?.bytes).not.toEqual(first.sheets()[0]?.bytes)
  })
})

test('a sheet that is there is not drawn again, and none of another walk stays', async () => {
  const toy = toyEngines()
  const { draw, store, sheets, subject } = study(toy)
  await draw([500, 900])
  await draw([500, 800])
  expect(toy.calls.opened.map(({ spec }) => spec.levels[0]?.t)).toEqual([900, 500, 800])
  expect(sheets().map(({ place }) => place)).toEqual([900, 500, 800])
  const { player } = walkWith({ seed: 11 })
  const other = subjectOf(player, player.store.getState().settings)
  if (!other) throw new Error('The picture is there.')
  expect(sheetsOf(store.getState(), other)).toEqual([])
  expect(other.key).not.toBe(subject.key)
})

test('a classifier that comes reads the pictures; one that does not leaves them unnamed', async () => {
  const labels = ['nought', 'one']
  const read = vi.fn(({ samples }: Unread) => Float32Array.from({ length: 2 * samples }, (_, i) => Number(i % 6 === 0)))
  const named = study(toyEngines({ classifier: { status: 'ready', labels, accuracy: [] }, read }))
  await named.draw([700])
  expect(read.mock.calls[0]?.[0]).toMatchObject({ samples: SAMPLES, at: { noise: 0 } })
  expect(named.store.getState().labels).toEqual(labels)
  expect(named.sheets()[0]?.counts?.reduce((a, b) => a + b)).toBe(SAMPLES)
  const unnamed = study(toyEngines())
  expect((await unnamed.draw([700])).status).toBe('done')
  expect(unnamed.sheets()[0]).toMatchObject({ place: 700 })
  expect(unnamed.sheets()[0]?.counts).toBeUndefined()
})

describe('what does not come', () => {
  test('stopped, its engine ends, and the sheets that are done stay', async () => {
    const toy = toyEngines({
      atStep: (step) => {
        if (step === 30) job.stop()
        return true
      },
    })
    const { draw, job, sheets } = study(toy)
    expect((await draw([500, 900])).status).toBe('stopped')
    expect(sheets().map(({ place }) => place)).toEqual([900])
    expect(toy.calls.ended).toBeGreaterThan(0)
    expect((await draw([500, 900])).status).toBe('done')
    expect(sheets().map(({ place }) => place)).toEqual([900, 500])
  })

  test('drawing stops where another walk is seen, and goes on while the same one is; drawn again, it is of the walk in sight', async () => {
    const toy = toyEngines({
      atStep: (step) => {
        if (step === 10) see({ key: subject.key })
        if (step === 30) see({ key: 'another class' })
        return true
      },
    })
    const { draw, see, subject, store, sheets } = study(toy)
    expect((await draw([500, 900])).status).toBe('stopped')
    expect(store.getState().hasWalkChanged).toBe(true)
    expect(sheets().map(({ place }) => place)).toEqual([900])
    expect((await draw([500])).status).toBe('done')
    expect(store.getState().hasWalkChanged).toBe(false)
  })

  test('a network that cannot be loaded is told, and nothing is drawn', async () => {
    const fault = { code: 'checksum', details: { file: 'unet' } }
    const { draw, sheets } = study(toyEngines({ fault }))
    expect(await draw([500])).toMatchObject({ status: 'failed', fault })
    expect(sheets()).toEqual([])
  })

  test.each([
    ['a lost device', 'ask-lost'],
    ['a step that fails', 'network'],
  ])('%s ends it, and the sheets that are done stay', async (_, code) => {
    const toy = toyEngines({
      atStep: (step, hears) => {
        if (step !== 30) return true
        if (code === 'ask-lost') hears.lost('gone')
        else hears.failed({ code, details: { message: 'broken' } }, true)
        return false
      },
    })
    const { draw, sheets } = study(toy)
    expect(await draw([500, 900])).toMatchObject({ status: 'failed', fault: { code } })
    expect(sheets().map(({ place }) => place)).toEqual([900])
    expect(toy.calls.ended).toBe(1)
  })
})

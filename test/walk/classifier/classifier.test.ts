import { describe, expect, test, vi } from 'vitest'
import { followClassifier, retryClassifier } from '../../../src/walk/classifier/classifier'
import { patchSettings, watchedRun } from '../../../src/walk/run/player'
import { specOf } from '../../../src/walk/run/spec'
import { countOf, surest } from '../../../src/walk/classifier/readings'
import { seek } from '../../../src/runs/playback'
import { defaults, type Settings, withModel } from '../../../src/walk/model/settings'
import { walkWith } from '../fake-engine'

vi.stubGlobal('document', { baseURI: 'https://host/page/' })
const ADDRESS = 'https://host/page/models/digits-classifier/'
const ready = { status: 'ready', labels: ['0', '1'], accuracy: [] } as const

/** A walk with a classifier to follow; `answered` gives readings to whoever asked. */
function followed(patch: Partial<Settings>, options: { ready?: boolean } = {}) {
  const walk = walkWith({ direction: 'reverse', steps: 3, ...patch }, options)
  const fetched = vi.spyOn(walk.player.engine, 'classifier')
  const judged = vi.spyOn(walk.player.engine, 'judge')
  const read = vi.spyOn(walk.player.engine, 'read')
  followClassifier(walk.player, './')
  return { ...walk, fetched, judged, read }
}

describe('the classifier is fetched when it is first wanted', () => {
  test('and not before: by a walk that it leads, or a visitor who wants to see what it sees', () => {
    const { player, fetched } = followed({})
    expect(fetched).not.toHaveBeenCalled()
    patchSettings(player, { guide: 'classifier', label: null })
    patchSettings(player, { guide: 'classifier', label: 3, guidance: 0 })
    expect(fetched).not.toHaveBeenCalled()
    patchSettings(player, { guidance: 2 })
    patchSettings(player, { judge: true })
    expect(fetched).toHaveBeenCalledExactlyOnceWith(ADDRESS)
  })

  test('once the network is there, before the walk that needs it is opened', () => {
    const { player, fetched, becomeReady, opened } = followed({ guide: 'classifier', frame: 1 }, { ready: false })
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockImplementation(() => {
      expect(opened).toHaveLength(0)
    })
    becomeReady()
    expect(fetched).toHaveBeenCalledExactlyOnceWith(ADDRESS)
    expect(opened).toHaveLength(1)
    expect(player.store.getState().classifier.status).toBe('loading')
  })

  test('again with another network, and again by a retry', () => {
    const { player, hears, fetched, becomeReady } = followed({ judge: true })
    hears.classifier?.({ status: 'failed', fault: { code: 'unreachable', details: {} } })
    expect(fetched).toHaveBeenCalledTimes(1)
    retryClassifier(player)
    expect(fetched).toHaveBeenCalledTimes(2)
    hears.classifier?.(ready)
    hears.lost('driver')
    expect(player.store.getState().classifier.status).toBe('absent')
    becomeReady()
    expect(fetched).toHaveBeenCalledTimes(3)
  })

  test('for no network of other pictures', () => {
    const { player, fetched, judged } = followed({ model: 'fashion', judge: true })
    expect(fetched).not.toHaveBeenCalled()
    expect(judged).not.toHaveBeenCalled()
    patchSettings(player, { guide: 'classifier' })
    expect(withModel(player.store.getState().settings, { model: 'fashion' }).guide).toBe('classifier-free')
    expect(withModel(player.store.getState().settings, { model: 'growing' }).guide).toBeUndefined()
  })
})

describe('what it reads', () => {
  test('comes with each frame while it is wanted', () => {
    const { player, judged } = followed({})
    patchSettings(player, { judge: true })
    patchSettings(player, { t: 4 })
    patchSettings(player, { judge: false })
    expect(judged.mock.calls).toEqual([[true], [false]])
  })

  test('is asked for of frames that were computed before, one at a time, and is kept', async () => {
    const { player, hears, read, answer, state } = followed({})
    seek(player, 1)
    answer()
    const reading = Float32Array.of(0.25, 0.75)
    read.mockResolvedValue({ probabilities: reading })
    patchSettings(player, { judge: true })
    expect(read).not.toHaveBeenCalled() // it is not there yet
    hears.classifier?.(ready)
    await vi.waitFor(() => {
      expect(state().readings).toBe(1)
    })
    expect(watchedRun(player).frames[1]?.reading).toBe(reading)
    expect(read).toHaveBeenCalledExactlyOnceWith({
      xt: watchedRun(player).frames[1]?.xt,
      samples: 1,
      at: watchedRun(player).levels[1],
    })
    seek(player, 0)
    await vi.waitFor(() => {
      expect(watchedRun(player).frames[0]?.reading).toBe(reading)
    })
    seek(player, 1)
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('is no setting of the walk: its frames stay', () => {
    const { player, answer } = followed({})
    seek(player, 2)
    answer()
    answer()
    patchSettings(player, { judge: true })
    expect(watchedRun(player).frames).toHaveLength(3)
  })

  test('says the surest class of each picture, and how many are as asked', () => {
    const two = Float32Array.of(0.1, 0.9, 0.6, 0.4)
    expect([surest(two, 0, 2).label, surest(two, 1, 2).label]).toEqual([1, 0])
    expect(surest(two, 1, 2).probability).toBeCloseTo(0.6)
    expect([countOf(two, 2, 1), countOf(two, 2, 0)]).toEqual([1, 1])
  })
})

test('a walk is led by it only where there is something to lead to', () => {
  const changes = (patch: Partial<Settings>) =>
    specOf({ ...defaults, guide: 'classifier', guidance: 2, clip: 'off', ...patch }).changes
  const led = [{ kind: 'classifier', scale: 2 }]
  expect(changes({})).toEqual(led)
  expect(changes({ guideMin: 5, rescaleOutput: 1, rescaleX0: 1, negative: 4 })).toEqual(led)
  expect(changes({ label: null })).toMatchObject([{ kind: 'classifier-free', scale: 0 }])
  expect(changes({ guidance: 0 })).toMatchObject([{ kind: 'classifier-free', scale: 0 }]) // asked for nothing in particular
})

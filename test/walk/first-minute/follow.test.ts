import { afterEach, expect, test, vi } from 'vitest'
import { beginActivity, bringBack } from '../../../src/walk/first-minute/activities'
import { followFirstMinute } from '../../../src/walk/first-minute/follow'
import { wasSeen } from '../../../src/walk/first-minute/seen-flag'
import { patchSettings } from '../../../src/walk/run/player'
import { defaults } from '../../../src/walk/model/settings'
import { walkWith } from '../fake-engine'

afterEach(() => {
  vi.unstubAllGlobals()
})

function storage(): Map<string, string> {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value)
    },
  })
  return kept
}

/** A visit over a fake engine, of four steps. */
function firstVisit() {
  const walk = walkWith({ steps: 4, speed: 60 })
  const minute = followFirstMinute(walk.player.store, true)
  const playToEnd = () => {
    for (let i = 0; i < 40 && walk.frame() < 4; i++) {
      if (walk.state().run.pending) walk.answer()
      walk.tick(50)
    }
  }
  return { ...walk, minute, said: () => minute.store.getState(), playToEnd }
}

test('by dragging and one button a picture dissolves and comes back; then other noise and another class are walked, each to its end', () => {
  storage()
  const { player, said, playToEnd, state, minute } = firstVisit()
  player.move({ t: 400 })
  expect(said().kind).toBe('dissolving')
  player.move({ t: 1000 })
  expect(said().kind).toBe('noise')
  bringBack(player)
  expect(state().playing).toBe(true)
  playToEnd()
  expect(said()).toMatchObject({ kind: 'offer', after: 'return', activity: 'other-noise' })
  expect(wasSeen()).toBe(true)

  beginActivity(player, 'other-noise')
  expect(said()).toMatchObject({ kind: 'doing', activity: 'other-noise' })
  expect(state().settings.seed).toBe(defaults.seed + 1)
  playToEnd()
  expect(said()).toMatchObject({ kind: 'offer', after: 'other-noise', activity: 'other-class' })
  beginActivity(player, 'other-class')
  expect(state().settings.label).toBe(8)
  playToEnd()
  expect(said()).toMatchObject({ kind: 'offer', after: 'other-class', activity: 'draw' })
  minute.tell({ kind: 'skips' })
  expect(said()).toMatchObject({ kind: 'offer', activity: 'how' })
})

test('what comes back is asked to be what the picture was', () => {
  const { player, state, gallery } = firstVisit()
  player.gallery = { ...gallery, labels: Array.from({ length: 20 }, (_, i) => i % 10) }
  patchSettings(player, { picture: { kind: 'gallery', index: 7 }, t: 1000 })
  bringBack(player)
  expect(state().settings).toMatchObject({ direction: 'reverse', from: 'noise', label: 7 })
})

test('another setting than those the hints speak of is the visitor’s own way', () => {
  const kept = storage()
  const { player, said } = firstVisit()
  patchSettings(player, { picture: { kind: 'gallery', index: 5 }, speed: 4, seed: 5 })
  expect(said().kind).toBe('invite')
  patchSettings(player, { steps: 20 })
  expect(said().kind).toBe('over')
  expect([...kept.values()]).toEqual(['seen'])
})

test('where storage is forbidden the first minute goes on, and every visit is a first one', () => {
  vi.stubGlobal(
    'localStorage',
    new Proxy(
      {},
      {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      },
    ),
  )
  const { minute, said } = firstVisit()
  expect(wasSeen()).toBe(false)
  minute.tell({ kind: 'leaves' })
  expect(said().kind).toBe('over')
  expect(wasSeen()).toBe(false)
})

test('it can be had once more', () => {
  storage()
  const { minute, said, player } = firstVisit()
  minute.tell({ kind: 'leaves' })
  minute.again()
  expect(said().kind).toBe('invite')
  player.move({ t: 300 })
  expect(said().kind).toBe('dissolving')
})

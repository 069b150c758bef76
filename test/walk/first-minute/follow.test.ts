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
  const items = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      items.set(key, value)
    },
  })
  return items
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
  return { ...walk, minute, readMinute: () => minute.store.getState(), playToEnd }
}

test('by dragging and one button a picture dissolves and comes back; then other noise and another class are walked, each to its end', () => {
  storage()
  const { player, readMinute, playToEnd, state, minute } = firstVisit()
  player.move({ t: 400 })
  expect(readMinute().kind).toBe('dissolving')
  player.move({ t: 1000 })
  expect(readMinute().kind).toBe('noise')
  bringBack(player)
  expect(state().playing).toBe(true)
  playToEnd()
  expect(readMinute()).toMatchObject({ kind: 'offer', after: 'return', activity: 'other-noise' })
  expect(wasSeen()).toBe(true)

  beginActivity(player, 'other-noise')
  expect(readMinute()).toMatchObject({ kind: 'doing', activity: 'other-noise' })
  expect(state().settings.seed).toBe(defaults.seed + 1)
  playToEnd()
  expect(readMinute()).toMatchObject({ kind: 'offer', after: 'other-noise', activity: 'other-class' })
  beginActivity(player, 'other-class')
  expect(state().settings.label).toBe(8)
  playToEnd()
  expect(readMinute()).toMatchObject({ kind: 'offer', after: 'other-class', activity: 'draw' })
  minute.tell({ kind: 'skips' })
  expect(readMinute()).toMatchObject({ kind: 'offer', activity: 'how' })
})

test('what comes back is asked to be what the picture was', () => {
  const { player, state, gallery } = firstVisit()
  player.gallery = { ...gallery, labels: Array.from({ length: 20 }, (_, i) => i % 10) }
  patchSettings(player, { picture: { kind: 'gallery', index: 7 }, t: 1000 })
  bringBack(player)
  expect(state().settings).toMatchObject({ direction: 'reverse', from: 'noise', label: 7 })
})

test('another setting than those the hints speak of is the visitor’s own way', () => {
  const items = storage()
  const { player, readMinute } = firstVisit()
  patchSettings(player, { picture: { kind: 'gallery', index: 5 }, speed: 4, seed: 5 })
  expect(readMinute().kind).toBe('invite')
  patchSettings(player, { steps: 20 })
  expect(readMinute().kind).toBe('over')
  expect([...items.values()]).toEqual(['seen'])
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
  const { minute, readMinute } = firstVisit()
  expect(wasSeen()).toBe(false)
  minute.tell({ kind: 'leaves' })
  expect(readMinute().kind).toBe('over')
  expect(wasSeen()).toBe(false)
})

test('it can be had once more', () => {
  storage()
  const { minute, readMinute, player } = firstVisit()
  minute.tell({ kind: 'leaves' })
  minute.again()
  expect(readMinute().kind).toBe('invite')
  player.move({ t: 300 })
  expect(readMinute().kind).toBe('dissolving')
})

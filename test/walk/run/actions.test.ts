import { expect, test } from 'vitest'
import { canWalkBack, fromHere } from '../../../src/walk/run/actions'
import { walkWith } from '../fake-engine'

const gallery = {
  bytes: Array.from({ length: 20 }, () => new Uint8Array(784)),
  labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
}

test('walking back from here plays, and asks for what the picture shows', () => {
  const { player, state } = walkWith({ t: 400, picture: { kind: 'gallery', index: 17 }, label: 3 })
  player.gallery = gallery
  fromHere(player)
  expect(state().settings).toMatchObject({ direction: 'reverse', from: 400, label: 7 })
  expect(state().playing).toBe(true)
})

test('of a picture of one’s own nobody knows what it shows', () => {
  const { player, state } = walkWith({ t: 400, picture: { kind: 'own', pixels: 'A'.repeat(1046) }, label: 3 })
  fromHere(player)
  expect(state().settings.label).toBeNull()
})

test('at t = 0 there is nothing to walk back from', () => {
  const { player, state } = walkWith({ t: 0 })
  fromHere(player)
  expect(canWalkBack(state().settings)).toBe(false)
  expect(state().settings.direction).toBe('forward')
  expect(state().playing).toBe(false)
})

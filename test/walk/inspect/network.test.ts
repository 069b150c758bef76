import { describe, expect, test } from 'vitest'
import type { AttentionWeights, BlockMaps, NetworkPart } from '../../../src/engine/protocol/look'
import { lookOf, queryOf } from '../../../src/walk/inspect/attention'
import { mapOf, shownMaps } from '../../../src/walk/inspect/maps'
import { besidePixel } from '../../../src/walk/inspect/pixel-picker'
import { uShape } from '../../../src/walk/inspect/u-shape'

const part = (path: NetworkPart['path'], block: number, name: string): NetworkPart => ({
  name,
  path,
  block,
  kind: 'resnet',
  channels: 8,
  side: 4,
})

describe('the network as it is drawn', () => {
  test('each way up stands beside the way down whose pictures it is given, the middle below', () => {
    const shape = uShape([
      part('in', 0, 'conv_in'),
      part('down', 0, 'down.0.a'),
      part('down', 0, 'down.0.b'),
      part('down', 1, 'down.1'),
      part('middle', 0, 'mid'),
      part('up', 0, 'up.0'),
      part('up', 1, 'up.1'),
      part('out', 0, 'conv_out'),
    ])
    expect(shape.floors.map(({ down, up }) => [down.parts.map(({ name }) => name), up?.parts[0]?.name])).toEqual([
      [['conv_in'], 'conv_out'],
      [['down.0.a', 'down.0.b'], 'up.1'],
      [['down.1'], 'up.0'],
    ])
    expect(shape.middle?.parts.map(({ name }) => name)).toEqual(['mid'])
  })
})

describe('maps', () => {
  const maps: BlockMaps = {
    name: 'a',
    channels: 5,
    firstChannel: 2,
    side: 2,
    mapSide: 2,
    values: Float32Array.from({ length: 8 }, (_, i) => i),
    least: Float32Array.of(9, 9, -1, 3, 9),
    most: Float32Array.of(9, 9, 1, 3, 9),
  }
  test('each channel has its own values and the ends of its own scale', () => {
    expect(shownMaps(maps)).toBe(2)
    expect(mapOf(maps, 0)).toEqual({ channel: 2, values: Float32Array.of(0, 1, 2, 3), grey: { low: -1, high: 1 } })
    expect(mapOf(maps, 1)).toMatchObject({ channel: 3, grey: { low: 2, high: 4 } }) // one value alone has a scale too
  })
})

describe('the attention of a pixel', () => {
  test('is that of the coarse place in which it lies', () => {
    expect(queryOf(0, 28, 7)).toBe(0)
    expect(queryOf(28 * 28 - 1, 28, 7)).toBe(48)
    expect(queryOf(5 * 28 + 9, 28, 7)).toBe(7 * 1 + 2)
  })

  test('is a row of the weights of one head', () => {
    const attention: AttentionWeights = {
      name: 'm',
      heads: 2,
      shownHeads: 2,
      pixels: 4,
      weights: Float32Array.from({ length: 32 }, (_, i) => i),
    }
    expect([...lookOf(attention, 1, 2)]).toEqual([24, 25, 26, 27])
  })
})

test('arrow keys lead to the pixel beside, and not out of the picture', () => {
  expect(besidePixel(0, [1, 0], 3)).toBe(1)
  expect(besidePixel(2, [1, 0], 3)).toBe(2)
  expect(besidePixel(4, [0, 1], 3)).toBe(7)
  expect(besidePixel(7, [0, 1], 3)).toBe(7)
  expect(besidePixel(4, [-1, 0], 3)).toBe(3)
})

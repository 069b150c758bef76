import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SHELF } from '../../../src/walk/model/models'
import { shelfCard } from '../../../src/walk/shelf/read-network-card'
import { partsOf } from '../../../src/walk/shelf/shelf-nearest'

const file = (path: string) => readFileSync(new URL(`../../../public/models/${path}`, import.meta.url))

/** Where a part begins, in pixels of the picture, and what it covers. */
function regionOf(
  { width, height }: { width: number; height: number },
  { backgroundSize, backgroundPosition }: { backgroundSize: string; backgroundPosition: string },
) {
  const [across = 0, down = 0] = backgroundSize.split(' ').map((part) => parseFloat(part) / 100)
  const [x = 0, y = 0] = backgroundPosition.split(' ').map((part) => parseFloat(part) / 100)
  const [w, h] = [width / across, height / down]
  return [x * (width - w), y * (height - h), w, h] // as CSS places a background: by shares of the room that is left
}

test('each part has ten samples over their own neighbours, in the order of reading, and together they are the whole picture', () => {
  const sheet = { width: 560, height: 112 } // twenty columns, two rows of pairs
  expect(partsOf(sheet, 28).map((part) => regionOf(sheet, part))).toEqual([
    [0, 0, 280, 56],
    [280, 0, 280, 56],
    [0, 56, 280, 56],
    [280, 56, 280, 56],
  ])
  expect(partsOf({ width: 320, height: 64 }, 32).map((part) => regionOf({ width: 320, height: 64 }, part))).toEqual([
    [0, 0, 320, 64],
  ])
})

test('a picture whose rows are not pairs, or of pictures of another size, is not cut at all', () => {
  for (const [width, height] of [
    [560, 84],
    [550, 112],
    [0, 0],
    [560, 28],
    [1, 1],
    [NaN, 56],
    [Infinity, 56],
  ] as const)
    expect(partsOf({ width, height }, 28)).toEqual([])
})

test.each(SHELF.filter(({ id }) => shelfCard(JSON.parse(file(`${id}/card.json`).toString())).nearest))(
  'the neighbours of $id can be cut',
  ({ id, size }) => {
    const png = file(`${id}/nearest.png`)
    expect(partsOf({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }, size)).not.toEqual([]) // as PNG's header says
  },
)

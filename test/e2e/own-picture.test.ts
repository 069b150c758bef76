import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import '../../src/i18n/files' // its faults
import { browsing } from './visit'
import { button, awaitGallery, follow, levels, linkSays, notices, picturePixels } from './walk'

const visit = browsing()
const { forward } = text

/** A PNG of 1-bit pixels, rows of these bytes. */
function png(width: number, height: number, row: (y: number) => Uint8Array): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length, 0)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc32(body), body.length + 4)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1 // bit depth; colour type 0 is grey
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.of(0), row(y)])))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const solid = (width: number, height: number) => {
  const row = new Uint8Array(Math.ceil(width / 8))
  return png(width, height, () => row)
}
/** A white bar on black, 64×64. */
const bar = png(64, 64, (y) => (y > 8 && y < 56 ? Uint8Array.of(0, 0, 0, 255, 255, 0, 0, 0) : new Uint8Array(8)))

const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'image/png') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })

/** Lets a file arrive at the page as if it was dropped on it, or pasted into it. */
async function hand(page: Page, how: 'drop' | 'paste', file: Buffer): Promise<void> {
  await page.evaluate(
    ([event, bytes]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(bytes)], 'bar.png', { type: 'image/png' }))
      document.body.dispatchEvent(
        event === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    },
    [how, [...file]] as const,
  )
}

/** The picture's pixels as greys. */
const greys = async (page: Page) => (await picturePixels(page)).split(' ').slice(1).map(Number)

/** A picture that is opened, dropped or pasted becomes x₀. */
async function give(page: Page): Promise<void> {
  const pictures: string[] = []
  const ways: ((page: Page) => Promise<void>)[] = [
    (page) => choose(page, 'bar.png', bar),
    (page) => hand(page, 'drop', bar),
    (page) => hand(page, 'paste', bar),
  ]
  for (const way of ways) {
    await follow(page, '#t=400')
    const before = await picturePixels(page)
    await way(page)
    await linkSays(page, 'picture=own.')
    pictures.push(await picturePixels(page))
    expect(pictures.at(-1)).not.toBe(before)
  }
  expect(new Set(pictures).size).toBe(1)
  const grey = pictures[0]?.split(' ').slice(1).map(Number) ?? []
  expect(grey[14 * 28 + 14]).toBeGreaterThan(200)
  expect(grey[0]).toBeLessThan(50)
}

/** Dark ink on paper is turned into light ink on black, and back by a button. */
async function turnInk(page: Page): Promise<void> {
  await follow(page, '#t=0')
  await choose(
    page,
    'paper.png',
    png(64, 64, (y) =>
      y > 8 && y < 56 ? Uint8Array.of(255, 255, 255, 0, 0, 255, 255, 255) : new Uint8Array(8).fill(255),
    ),
  )
  await linkSays(page, 'picture=own.')
  const corner = async () => Number((await picturePixels(page)).split(' ')[1])
  expect(await corner()).toBeLessThan(50)
  await button(page, forward.invert).click()
  await expect.poll(corner).toBeGreaterThan(200)
}

/** What is on nothing, in a PNG or an SVG, or in a corner of grey, is fitted; the original is one press away. */
async function fit(page: Page): Promise<void> {
  const stored = (name: string) => readFile(new URL(`../walk/picture/pictures/${name}`, import.meta.url))
  const bold = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M10 2h4v20h-4z"/></svg>'
  const files = [
    ['clear.png', await stored('black-on-transparent.png')],
    ['grey.png', await stored('corner-on-grey.png')],
    ['one.svg', Buffer.from(bold), 'image/svg+xml'],
  ] as const
  for (const [name, file, type] of files) {
    await follow(page, '#t=0')
    await choose(page, name, file, type)
    await linkSays(page, 'picture=own.')
    const fitted = await greys(page)
    expect(Math.max(...fitted), name).toBe(255)
    expect(fitted.filter((grey) => grey === 0).length, name).toBeGreaterThan(400)
    await button(page, forward.forms.asItCame).click()
    await expect.poll(() => greys(page)).not.toEqual(fitted)
    await button(page, forward.forms.asLearned).click()
    await expect.poll(() => greys(page)).toEqual(fitted)
  }
}

test('a picture that is opened, dropped or pasted becomes x₀; black ink on paper, on nothing or in a corner is seen white on black, and as it came by a press', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitGallery(page)
  await give(page)
  await turnInk(page)
  await fit(page)
})

test('a file that cannot be taken is refused in a sentence, and the walk stays as it is; a picture that comes out empty is said to', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitGallery(page)
  const before = await picturePixels(page)
  const refused: readonly (readonly [string, Buffer, string])[] = [
    ['notes.txt', Buffer.from('no picture at all'), faultText('misplaced', { name: 'notes.txt', kind: 'text' })],
    ['half.png', bar.subarray(0, 30), faultText('not-picture', { name: 'half.png' })],
    ['empty.png', Buffer.alloc(0), faultText('not-picture', { name: 'empty.png' })],
    [
      'wall.png',
      solid(20_000, 20_000),
      faultText('picture-large', { name: 'wall.png', width: 20_000, height: 20_000, most: 50 }),
    ],
  ]
  for (const [name, file, sentence] of refused) {
    await choose(page, name, file)
    await notices(page).getByText(sentence).waitFor()
    expect(await picturePixels(page)).toBe(before)
  }
  const film = await mkdtemp(join(tmpdir(), 'film-'))
  await writeFile(join(film, 'film.raw'), '')
  await truncate(join(film, 'film.raw'), 31e6)
  await page.locator('input[type=file]').setInputFiles(join(film, 'film.raw'))
  await notices(page)
    .getByText(faultText('file-large', { name: 'film.raw', megabytes: 31, most: 30 }))
    .waitFor()
  await rm(film, { recursive: true })
  await choose(page, `${'a'.repeat(300)}.png`, Buffer.from('x'))
  await notices(page)
    .getByText(`“${'a'.repeat(39)}…”`)
    .waitFor()
  expect(await page.getByText(text.notice.dismiss).count()).toBe(0) // an icon with a name
  await expect.poll(() => button(page, text.notice.dismiss).count()).toBe(1) // one notice at a time
  await choose(page, 'bar.png', bar)
  await linkSays(page, 'picture=own.')
  expect(levels(await picturePixels(page))).toBeGreaterThan(1)
  await choose(page, 'wall.png', solid(64, 64))
  await notices(page)
    .getByText(faultText('picture-empty', { name: 'wall.png' }))
    .waitFor()
})

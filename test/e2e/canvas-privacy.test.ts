import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright'
import { expect, test } from 'vitest'
import { faultText } from '../../src/i18n'
import '../../src/i18n/files' // its faults
import { planeText } from '../../src/i18n/plane'
import { browsing } from './visit'
import { awaitGallery, notices } from './walk'

const visit = browsing()

/** Runs in the page before its own scripts: what is read from a canvas is noise, as with Firefox's privacy.resistFingerprinting. */
function readNoise(): void {
  for (const { prototype } of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
    prototype.getImageData = (_x: number, _y: number, width: number, height: number) =>
      new ImageData(
        Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => (i * 2654435761) >>> 24),
        width,
        height,
      )
  }
}

/** A few pixels differ by one, as with Brave's shields. */
function readNearly(): void {
  for (const { prototype } of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
    const read = Reflect.get(prototype, 'getImageData') as (this: unknown, ...args: unknown[]) => ImageData
    prototype.getImageData = function changed(this: unknown, ...args: unknown[]) {
      const image = read.apply(this, args)
      for (let i = 0; i < image.data.length; i += 401) image.data[i] = (image.data[i] ?? 0) ^ 1
      return image
    }
  }
}

/** Firefox hides these together with its canvas. */
function withoutFrames(): void {
  Object.assign(window, { VideoFrame: undefined, ImageDecoder: undefined })
}

const files = ['black-on-transparent.png', 'corner-on-grey.png', 'control-black-on-white.png'] // each another than the one before

const stored = (name: string): Promise<Buffer> => readFile(new URL(`../walk/picture/pictures/${name}`, import.meta.url))

/** Every grey of each picture when it has been opened: the link says them. */
async function opened(page: Page): Promise<Uint8Array[]> {
  await awaitGallery(page)
  const all: Uint8Array[] = []
  let before = ''
  for (const name of files) {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: await stored(name) })
    await page.waitForFunction((last) => location.hash.includes('picture=own.') && location.hash !== last, before)
    before = await page.evaluate(() => location.hash)
    all.push(Buffer.from(/own\.([\w-]+)/.exec(before)?.[1] ?? '', 'base64url'))
  }
  return all
}

test('where a canvas gives noise, or a little of it, a picture is read without one, and is the same to a few greys', async () => {
  const plain = await opened(await visit())
  for (const script of [readNoise, readNearly]) {
    const guarded = await opened(await visit({ prepare: (context) => context.addInitScript(script) }))
    guarded.forEach((greys, k) => {
      const off = greys.map((grey, i) => Math.abs(grey - (plain[k]?.[i] ?? NaN)))
      expect(greys.length).toBe(28 * 28)
      expect(Math.max(...off), `${script.name} ${files[k]}`).toBeLessThanOrEqual(40)
      expect(off.reduce((sum, each) => sum + each, 0) / off.length, `${script.name} ${files[k]}`).toBeLessThan(2)
    })
  }
})

test('where nothing reads a picture or the ink of letters as it is, either room says so, and how to allow it', async () => {
  const prepare = async (context: BrowserContext) => {
    await context.addInitScript(readNoise)
    await context.addInitScript(withoutFrames)
  }
  const page = await visit({ prepare })
  await awaitGallery(page)
  const name = files[1] ?? ''
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: await stored(name) })
  await notices(page).getByText(faultText('picture-private', { name })).waitFor()
  expect(await page.evaluate(() => location.hash)).not.toContain('picture=own')
  await page.evaluate(() => {
    location.hash = '#room=plane&data=text.Noise'
  })
  const sentence = planeText.planeData.problems.private?.({}) ?? ''
  await notices(page).getByText(sentence).waitFor()
  await page.getByRole('textbox', { name: planeText.planeData.text }).fill('Hi')
  await expect.poll(() => page.getByText(sentence).count()).toBe(2) // beside the field too
})

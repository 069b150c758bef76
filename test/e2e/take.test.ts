import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { laterText } from '../../src/i18n/later'
import { schedulesText } from '../../src/i18n/schedules'
import { settingsText } from '../../src/i18n/settings'
import { takeText } from '../../src/i18n/take'
import { openNpy } from '../../src/plane/data/read/npy'
import { unzip } from '../../src/files/read/zip'
import { rgbaPng } from '../walk/png'
import { browsing } from './visit'
import { atFrame, awaitGallery, awaitNetwork, button, choose, picturePixels } from './walk'

const visit = browsing()
const words = takeText

async function openTake(page: Page, kind: keyof typeof words.kinds): Promise<void> {
  await button(page, settingsText.takeAway.open).click()
  await page.getByRole('dialog').waitFor()
  await choose(page, words.what, words.kinds[kind])
}

/** Presses a button, and returns the file that is saved. */
async function saved(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download')
  await button(page, name).click()
  const file = await download
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

test('the picture that is shown is saved to the byte, and its link is in the file', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=300' })
  await awaitGallery(page)
  const shownPixels = (await picturePixels(page)).split(': ')[1]?.split(' ').map(Number)
  await openTake(page, 'picture')
  await choose(page, words.picture.scale, words.picture.times(1))
  const { name, bytes } = await saved(page, words.picture.save)
  const { width, data } = rgbaPng(bytes)
  expect(name).toBe('walk-t300.png')
  expect(width).toBe(28)
  expect(Array.from({ length: 784 }, (_, i) => data[4 * i])).toEqual(shownPixels)
  expect(bytes.toString('latin1')).toContain(`tEXtComment\0${page.url().split('#')[0] ?? ''}#t=300`)

  await choose(page, words.what, words.kinds.film)
  await page.getByRole('textbox', { name: words.film.frames }).fill('5')
  await page.keyboard.press('Tab')
  const gif = (await saved(page, words.film.save(words.film.kinds.gif))).bytes
  expect(gif.toString('latin1', 0, 6)).toBe('GIF89a')
  expect(gif.toString('latin1').split('\x21\xf9\x04').length - 1, 'frames').toBe(5)
})

test('the numbers of a walk are those of the page, bit for bit, and end with its link', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=3&samples=4&frame=3' })
  await awaitNetwork(page)
  await atFrame(page, 3)
  await openTake(page, 'numbers')
  const { bytes } = await saved(page, words.numbers.save)
  await page.getByText(words.numbers.same).waitFor()
  const files = await unzip(new Uint8Array(bytes), 1e8)
  const xt = openNpy(files?.get('xt.npy') ?? new Uint8Array(), 'xt.npy')
  expect('shape' in xt && xt.shape).toEqual([4, 4, 1, 28, 28])
  const settings = openNpy(files?.get('settings.npy') ?? new Uint8Array(), 'settings.npy')
  expect('fields' in settings && settings.fields[0]?.[1](0)).toContain('go=reverse&steps=3&samples=4&frame=3')
})

test('a plot is saved as SVG with its link, in light colours though the page is dark; paper has a QR code', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=300&study=schedules', context: { colorScheme: 'dark' } })
  const { bytes } = await saved(page, settingsText.plot.saveNamed(schedulesText.charts.alphaBar))
  const svg = bytes.toString()
  expect(svg).toContain('<metadata>' + page.url().replaceAll('&', '&amp;'))
  expect(svg).toContain('stroke="rgb(15, 94, 120)"') // the curve, as on light ground
  expect(svg).not.toMatch(/class=|var\(/)
  const strips = (await saved(page, settingsText.plot.saveNamed(schedulesText.shares))).bytes.toString()
  expect(strips).toContain('<metadata>' + page.url().replaceAll('&', '&amp;'))
  expect(strips).toContain(settingsText.levels.scheduleTitles.cosine)
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('img', { name: laterText.print.code }).waitFor()
})

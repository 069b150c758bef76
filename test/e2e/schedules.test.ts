import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { schedulesText } from '../../src/i18n/schedules'
import { settingsText } from '../../src/i18n/settings'
import { browsing } from './visit'
import {
  atFrame,
  atT,
  button,
  choose,
  awaitGallery,
  levels,
  linkSays,
  pixels,
  awaitNetwork,
  picturePixels,
} from './walk'
import { text } from '../../src/i18n'

const visit = browsing()
const words = schedulesText
const titles = settingsText.levels.scheduleTitles
const row = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(`^${name}:`) })
const pad = (page: Page) => page.getByRole('application', { name: words.draw.pad(words.charts.alphaBar) })
const line = (page: Page, name: string) => page.locator('label').filter({ has: row(page, name) })
const film = (page: Page, name: string) => line(page, name).locator('canvas').first()
const end = (page: Page, name: string) => line(page, name).locator('canvas').last()

/** Draws a line through places of the chart, each from 0 to 1, by the mouse. */
async function draw(page: Page, line: readonly (readonly [x: number, y: number])[]): Promise<void> {
  await pad(page).scrollIntoViewIfNeeded()
  const box = await pad(page).boundingBox()
  if (!box) throw new Error('no chart')
  const [first, ...rest] = line.map(([x, y]) => [box.x + x * box.width, box.y + (1 - y) * box.height] as const)
  await page.mouse.move(...(first ?? [0, 0]))
  await page.mouse.down()
  for (const place of rest) await page.mouse.move(...place, { steps: 3 })
  await page.mouse.up()
}

test('a schedule is chosen, drawn by pointer and keys, mended, undone, followed from a link, and walked back', async () => {
  const page = await visit({ backend: 'wasm', hash: '#schedule=linear&t=400&steps=3&study=schedules' })
  await awaitGallery(page)
  await awaitNetwork(page)
  await atT(page, 400)
  await page.getByText(words.reading(titles.linear, 0.1951, -1.417)).waitFor()
  expect(await row(page, titles.linear).isChecked()).toBe(true)
  const linear = await picturePixels(page)

  await row(page, titles.constant).press('Space')
  await linkSays(page, 'schedule=constant')
  await page.getByText(words.reading(titles.constant, (1 - 0.01005) ** 400, -4.022)).waitFor()
  expect(await picturePixels(page)).not.toBe(linear)
  expect(await pixels(film(page, titles.constant))).not.toBe(await pixels(film(page, titles.linear)))

  await draw(page, [
    [0.1, 0.95],
    [0.3, 0.5],
    [0.5, 0.8],
    [0.9, 0.1],
  ])
  await page.getByText(words.draw.mended.rises).waitFor()
  await page.keyboard.press('Control+z') // the whole line
  await linkSays(page, 'schedule=constant')
  await page.keyboard.press('Control+Shift+z')
  const drawnLink = await linkSays(page, 'schedule=drawn.')
  await pad(page).press('ArrowLeft')
  await pad(page).press('ArrowDown')
  await expect.poll(() => page.evaluate(() => location.hash)).not.toBe(drawnLink)
  expect(await row(page, titles.drawn).isChecked()).toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(drawnLink)

  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    drawnLink.replace('t=400', 't=600'),
  )
  await atT(page, 600)
  expect(await row(page, titles.drawn).isChecked()).toBe(true)

  await choose(page, text.direction.name, text.direction.reverse)
  await button(page, text.transport.play).click()
  await atFrame(page, 3)
  await expect.poll(async () => levels(await pixels(end(page, titles.drawn)))).toBeGreaterThan(1)
  await line(page, titles.sigmoid).click()
  await atFrame(page, 0)
  await button(page, text.transport.play).click()
  await atFrame(page, 3)
  await expect.poll(async () => levels(await pixels(end(page, titles.sigmoid)))).toBeGreaterThan(1)
  expect(await pixels(end(page, titles.sigmoid))).not.toBe(await pixels(end(page, titles.drawn)))
})

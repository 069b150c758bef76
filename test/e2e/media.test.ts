import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { settingsText } from '../../src/i18n/settings'
import { planeText } from '../../src/i18n/plane'
import { awaitPaints } from './engine-log'
import { stage } from './plane'
import { awaitAnimations } from './animations'
import { browsing } from './visit'
import { atT, button, awaitGallery, follow, picture, awaitNetwork, timeline } from './walk'

const visit = browsing()

/** What is to be seen in a part of the page: the share of its pixels that are not the ground's, and how many colours they have. */
interface Ink {
  readonly share: number
  readonly colours: number
}

async function ink(page: Page, part: Locator, within: { x?: number; width?: number } = {}): Promise<Ink> {
  await part.scrollIntoViewIfNeeded()
  const box = await part.boundingBox()
  if (!box) throw new Error('it is not on the page')
  const bytes = await page.screenshot({
    clip: { ...box, x: box.x + (within.x ?? 0), width: within.width ?? box.width },
  })
  return page.evaluate(
    async (png) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(png)]))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      if (!context) throw new Error('no canvas')
      context.fillStyle = getComputedStyle(document.documentElement).backgroundColor
      context.fillRect(0, 0, 1, 1)
      const ground = [...context.getImageData(0, 0, 1, 1).data].join()
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      const colours = Array.from({ length: data.length / 4 }, (_, i) => data.slice(4 * i, 4 * i + 4).join()).filter(
        (colour) => colour !== ground,
      )
      return { share: (4 * colours.length) / data.length, colours: new Set(colours).size }
    },
    [...bytes],
  )
}

const option = (page: Page, group: string, name: string): Locator =>
  page
    .getByRole('radiogroup', { name: group })
    .locator('label')
    .filter({ hasText: name })
    .locator('visible=true')
    .last()

/** In the walk: a chosen segment, the playhead, and a switch that is off or on. */
async function lookAtWalk(page: Page): Promise<void> {
  const { forward, reverse, name } = text.direction
  const chosenSegment = await ink(page, option(page, name, forward))
  const other = await ink(page, option(page, name, reverse))
  expect(chosenSegment.share, 'a chosen segment').toBeGreaterThan(other.share + 0.3)
  expect((await ink(page, timeline(page).locator('> :last-child > i'))).share, 'the playhead').toBeGreaterThan(0.4)

  await page.keyboard.press('d')
  const classifier = page.locator('label').filter({ hasText: settingsText.classifier.judge })
  const knob = classifier.locator('[aria-hidden=true]').first()
  const half = { width: 18 }
  const off = await ink(page, knob, { ...half, x: 18 })
  await classifier.click()
  await page.getByRole('switch', { name: settingsText.classifier.judge, checked: true }).waitFor({ state: 'attached' })
  await awaitAnimations(page)
  const on = await ink(page, knob, half)
  expect(off.share, 'what a switch that is off leaves free').toBeLessThan(0.5)
  expect(on.share, 'what a switch that is on fills').toBeGreaterThan(0.8)
}

/** In the plane: a slider’s rail, the legend of the map, and the marks of two classes. */
async function lookAtPlane(page: Page): Promise<void> {
  await stage(page).waitFor()
  const rail = page
    .getByRole('group', { name: planeText.planeData.count })
    .locator('input[type=range]')
    .locator('xpath=ancestor::*[contains(@style, "position: relative")][1]')
  expect((await ink(page, rail, { width: 20 })).share, 'a slider’s rail').toBeGreaterThan(0.06)
  const legends = page.locator('figcaption')
  expect(
    (await ink(page, legends.locator('i[style*="--in-light"]').last())).colours,
    'the legend of the map',
  ).toBeGreaterThan(8)
  for (const mark of ['●', '◆'])
    expect((await ink(page, legends.locator('i').filter({ hasText: mark }))).colours, mark).toBeGreaterThan(2)
}

test('in a contrast theme, dark or light, what is chosen, switched on, dragged and explained by colour is to be seen', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#t=300',
    context: { colorScheme: 'dark', forcedColors: 'active' },
  })
  await awaitGallery(page)
  await awaitNetwork(page)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
    await follow(page, '#t=300')
    await atT(page, 300)
    await awaitPaints(page, 3)
    await lookAtWalk(page)
    await follow(page, '#room=plane&t=300&colour=class')
    await lookAtPlane(page)
  }
})

test('on paper stand the picture, the equation and what is set, on white, and no control', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=300', context: { colorScheme: 'dark' } })
  await awaitGallery(page)
  await awaitNetwork(page)
  await page.emulateMedia({ media: 'print' })
  await page.getByText(laterText.print.forward(300, 1000, 1)).waitFor()
  await expect.poll(() => picture(page).isVisible()).toBe(true)
  await expect.poll(() => page.locator('math').first().isVisible()).toBe(true)
  await expect.poll(() => page.locator('button:visible, input:visible, a:visible').count()).toBe(0)
  const ground = () =>
    page.evaluate(() =>
      [document.documentElement, document.body].map((element) => getComputedStyle(element).backgroundColor),
    )
  expect(await ground()).toEqual(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'])
  await page.emulateMedia({ media: 'screen' })
  await expect.poll(() => button(page, text.transport.play).isVisible()).toBe(true)
  await expect.poll(() => page.getByText(laterText.print.forward(300, 1000, 1)).count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
})

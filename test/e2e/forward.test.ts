import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { fixed } from '../../src/i18n/format/numbers'
import { cosineSchedule, level } from '../../src/diffusion'
import { browsing } from './visit'
import { atT, button, drag, awaitGallery, follow, levels, picture, pixels, picturePixels, timeline } from './walk'

const visit = browsing()
const schedule = cosineSchedule(1000)

test('the first picture is there within seconds, before any network', async () => {
  const page = await visit({ modelWhen: new Promise(() => undefined) })
  await expect.poll(async () => levels(await picturePixels(page)), { timeout: 5000 }).toBeGreaterThan(10)
  const sinceOpened = await page.evaluate(() => performance.now())
  expect(sinceOpened).toBeLessThan(5000)
})

/** Dragging the timeline takes the digit away, and dragging back returns the identical picture. */
async function dragAndBack(page: Page): Promise<void> {
  const data = await picturePixels(page)
  await drag(page, 0, 400)
  const noisy = await picturePixels(page)
  expect(noisy).not.toBe(data)
  const t = Number(await timeline(page).getAttribute('aria-valuenow'))
  await drag(page, t, 1000)
  expect(await picturePixels(page)).not.toBe(noisy)
  await drag(page, 1005, t) // the playhead hangs over the edge there
  expect(await timeline(page).getAttribute('aria-valuenow')).toBe(String(t))
  expect(await picturePixels(page)).toBe(noisy)
  await drag(page, t, -50)
  expect(await picturePixels(page)).toBe(data)
}

/** Each starter picture is another picture. */
async function pickEach(page: Page): Promise<void> {
  const pictures = new Set<string>()
  for (let digit = 0; digit < 10; digit++) {
    await page.keyboard.press(String(digit))
    pictures.add(await picturePixels(page))
    await page.keyboard.press(String(digit)) // its second handwriting
    pictures.add(await picturePixels(page))
  }
  expect(pictures.size).toBe(20)
  await expect.poll(() => picture(page).count()).toBe(1)
}

/** The scripts that the page itself has loaded, by the names of their files without their hashes, and how often it asked for each. */
const scripts = (page: Page) =>
  page.evaluate(() => {
    const names = performance
      .getEntriesByType('resource')
      .map(({ name }) => /\/assets\/([^/]*)-[\w-]{8}\.js$/.exec(name)?.[1])
      .filter((name) => name !== undefined)
    return Object.fromEntries(names.toSorted().map((each) => [each, names.filter((name) => name === each).length]))
  })
/**
 * What a page at rest has loaded: what comes before the first picture, what follows it, and what keeps the page and starts a worker.
 * Parts are asked for twice: they are fetched, and then imported from the browser's cache.
 */
const first = { index: 1, 'rolldown-runtime': 1 }
const following = { walk: 2, 'walk-course': 2, 'walk-plane': 2, 'walk-plane-course': 2 }
const working = { client: 2, 'keep-page': 2, 'worker-entry': 1 }

test('dragging the timeline takes the digit away, and dragging back returns the identical picture; each starter picture is another; all this is a handful of scripts', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitGallery(page)
  await dragAndBack(page)
  expect(await scripts(page)).toEqual({ ...first, ...following, ...working })
  await pickEach(page)
})

/** The equation shows the coefficients of the playhead, and keys move it. */
async function readEquation(page: Page): Promise<void> {
  const equation = page.getByRole('region', { name: text.forward.equation })
  const says = async (t: number) => {
    await atT(page, t)
    const { signal, noise } = level(schedule, t)
    const words = await equation.innerText()
    for (const coefficient of [signal, noise]) expect(words).toContain(fixed(coefficient, 3))
  }
  await says(500)
  const first = await picturePixels(page)
  await page.keyboard.press('ArrowRight')
  await says(520) // the levels of 50 steps
  expect(await picturePixels(page)).not.toBe(first)
  await page.keyboard.press('Shift+ArrowRight')
  await says(720)
  await page.keyboard.press('End')
  await says(1000)
  await page.keyboard.press('Home')
  await says(0)
}

/** The same seed gives the same pixels after loading again, and new noise gives others. */
async function loadAgain(page: Page): Promise<void> {
  await awaitGallery(page)
  await atT(page, 700)
  const before = await picturePixels(page)
  const eps = await pixels(page.getByRole('img', { name: text.forward.eps }))
  await page.reload()
  await awaitGallery(page)
  await atT(page, 700)
  expect(await picturePixels(page)).toBe(before)
  await button(page, text.transport.newNoise).click()
  await expect.poll(() => picturePixels(page)).not.toBe(before)
  expect(await pixels(page.getByRole('img', { name: text.forward.eps }))).not.toBe(eps)
}

/** Playing walks into noise by itself and stops at the end. */
async function playToEnd(page: Page): Promise<void> {
  await atT(page, 800)
  await button(page, text.transport.play).click()
  await atT(page, 1000)
  await button(page, text.transport.play).waitFor()
}

test('the equation shows the coefficients of the playhead, which keys move; playing stops at the end; the same seed gives the same pixels after loading again', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=500' })
  await readEquation(page)
  await follow(page, '#speed=60&t=800')
  await playToEnd(page)
  await follow(page, '#t=700&seed=5')
  await loadAgain(page)
})

import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../../src/i18n'
import { words } from '../../../src/i18n/pseudo/words'
import { browsing } from '../visit'
import { crowdedTexts, shownTexts } from './in-page'
import { unchanged } from './unchanged'

const visit = browsing()
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/** Every word of what is shown changes with the language, and all of it finds room on a laptop and on a phone. */
async function holds(page: Page, place: string): Promise<void> {
  expect(unchanged(await page.evaluate(shownTexts)), place).toEqual([])
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await page.evaluate(async () => {
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
    })
    const at = `${place}, ${size.width} × ${size.height}`
    expect(await page.evaluate(crowdedTexts), at).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth), at).toBeLessThanOrEqual(size.width)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** Opens everything that is behind a name. */
async function discloseAll(within: Locator): Promise<void> {
  const closed = within.locator('details:not([open]) > summary')
  for (let left = await closed.count(); left > 0; left--) await closed.first().click()
}

async function dialog(page: Page, open: () => Promise<void>, place: string): Promise<void> {
  const opened = page.getByRole('dialog')
  await open()
  await opened.waitFor()
  await discloseAll(opened)
  await holds(page, place)
  await page.keyboard.press('Escape')
  await opened.waitFor({ state: 'detached' })
}

const press = (page: Page, name: string) => () => page.getByRole('button', { name, exact: true }).first().click()
const timeline = (page: Page) => page.getByRole('slider', { name: words.text.timeline.name })
const valueOf = (page: Page) => timeline(page).getAttribute('aria-valuetext')
const go = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

test('in the pseudo-language every word of the pictures’ room changes and finds room, and a run goes on through a change of it', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=4&lang=pseudo', model: 'shipped' })
  expect(await page.locator('html').getAttribute('lang')).toBe('en-XA')
  const { frameValue } = words.text.timeline
  await page.getByText(words.text.status.nfe(0)).waitFor()
  await page.keyboard.press('Home')
  await expect.poll(() => valueOf(page)).toBe(frameValue(4, 4, 0))
  await page.getByRole('heading', { name: words.text.reverse.settings }).waitFor()
  await discloseAll(page.locator('body'))
  await holds(page, 'after a run')
  await dialog(page, press(page, words.settings.samplers.all), 'samplers')
  await dialog(page, press(page, words.settings.python.open), 'Python')
  await page.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
  })
  await dialog(page, () => page.keyboard.press('?'), 'keys')
  await dialog(page, () => page.keyboard.press('w'), 'glossary')
  await dialog(page, () => page.keyboard.press('m'), 'networks')
  await dialog(page, press(page, words.text.firstMinute.doors.teachers), 'for teachers')

  const menu = page.locator('header button[aria-haspopup="listbox"]')
  await menu.click()
  await page.getByRole('option', { name: 'English' }).click()
  await page.getByRole('slider', { name: text.timeline.name }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.getByRole('slider').first().getAttribute('aria-valuetext')).toBe(text.timeline.frameValue(4, 4, 0))
  expect(new URL(page.url()).hash).not.toContain('lang')
  await menu.click()
  await page.getByRole('option', { name: 'Pšéúđö' }).click()
  await timeline(page).waitFor()
  expect(new URL(page.url()).hash).toContain('lang=pseudo')

  await go(page, '#t=400')
  await expect.poll(() => valueOf(page)).toBe(words.text.timeline.value(400, 1000)) // a link that names no language leaves it
  await holds(page, 'into noise')
  await dialog(page, press(page, words.text.forward.draw), 'drawing')
  await page.reload()
  await timeline(page).waitFor() // this machine remembers the choice
})

test('in the pseudo-language so does every word of the plane; where there is one language alone, there is no menu', async () => {
  const page = await visit({ backend: 'wasm', hash: '#room=plane&go=reverse&steps=6&q7=1&lang=pseudo' })
  const { plane } = words
  await page
    .getByText(plane.status.nfe([0]).slice(2))
    .or(page.getByText(words.text.status.running('', '').trim()))
    .first()
    .waitFor()
  await page.keyboard.press('Home')
  await expect.poll(() => valueOf(page)).toBe(words.text.timeline.frameValue(6, 6, 0))
  for (const tab of Object.values(plane.panel.tabs)) {
    await page.getByText(tab, { exact: true }).first().click()
    await discloseAll(page.locator('body'))
    await holds(page, tab)
  }
  await page.keyboard.press('b')
  await page.getByRole('heading', { name: plane.compare.besideTitle }).waitFor()
  await holds(page, 'two runs')
  await page.getByText(plane.panel.tabs.data, { exact: true }).first().click()
  await dialog(page, press(page, plane.planeData.read), 'pasting points')
  await dialog(page, () => page.keyboard.press('?'), 'keys')

  const other = await visit()
  expect(await other.locator('html').getAttribute('lang')).toBe('en') // the visitor’s browser is German, which the page has not
  expect(await other.locator('header button[aria-haspopup]').count()).toBe(0)
})

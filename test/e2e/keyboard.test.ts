import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { filesText } from '../../src/i18n/files'
import { settingsText } from '../../src/i18n/settings'
import { browsing } from './visit'
import {
  atFrame,
  atT,
  button,
  awaitGallery,
  follow,
  levels,
  linkSays,
  menu,
  pastFrame,
  pixels,
  awaitNetwork,
  picturePixels,
} from './walk'

const visit = browsing()
const { transport } = text
const { keys } = laterText
const { draw } = filesText
const { guidance, levels: levelWords, samplers } = settingsText

/** Presses Tab until the focus comes round; returns what was reached, and what of it showed no focus. */
async function tabbed(page: Page): Promise<{ reached: string[]; unseen: string[] }> {
  const reached: string[] = []
  const unseen: string[] = []
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return undefined
      const group = focused.closest('[role="radiogroup"]')
      const nameOf = (element: Element) => {
        const labels = element
          .getAttribute('aria-labelledby')
          ?.split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
        return (
          element.getAttribute('aria-label') ??
          labels?.join(' ') ??
          (element as HTMLInputElement).labels?.[0]?.textContent ??
          element.textContent
        )
      }
      const visible = (element: Element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          (element !== focused && element.hasAttribute('data-focus-visible') && boxShadow !== 'none')
        )
      }
      const around = [
        focused,
        focused.parentElement,
        focused.closest('label'),
        focused.closest('[data-focus-visible]'),
        focused.closest('[data-focus-within]'),
      ]
      return { name: nameOf(group ?? focused), isVisible: around.some((element) => element && visible(element)) }
    })
    if (!at || (reached.length > 3 && at.name === reached[0])) break
    reached.push(at.name)
    if (!at.isVisible) unseen.push(at.name)
  }
  return { reached, unseen }
}

/** The list of keys opens with ? and closes with Escape, and the focus returns. */
async function openKeys(page: Page): Promise<void> {
  const address = await page.evaluate(() => location.hash)
  await button(page, transport.play).focus()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: keys.title })
  await dialog.waitFor()
  for (const [, does] of keys.list) await dialog.getByText(does, { exact: true }).waitFor()
  await page.keyboard.press('n') // means nothing while the list is open
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect
    .poll(() => button(page, transport.play).evaluate((element) => element === document.activeElement))
    .toBe(true)
  expect(await page.evaluate(() => location.hash)).toBe(address)
}

test('Tab reaches everything, and shows where it is, in both walks; the list of keys opens with ? and returns the focus', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=400' }) // at t = 0 there is nothing to walk back from
  await awaitGallery(page)
  await awaitNetwork(page)
  const everywhere = [
    text.direction.name,
    text.header.share,
    text.header.reset,
    text.header.theme,
    text.header.keys,
    text.timeline.name,
    transport.toData,
    transport.stepData,
    transport.play,
    transport.stepNoise,
    transport.toNoise,
    transport.restart,
    transport.newNoise,
    transport.speed,
  ]
  const { forward, reverse } = text
  const inForward = await tabbed(page)
  for (const name of [...everywhere, forward.draw, forward.open, forward.fromHere])
    expect(inForward.reached, name).toContain(name)
  expect(inForward.reached.some((name) => name.startsWith(forward.picture))).toBe(true)
  expect(inForward.unseen).toEqual([])

  await page.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
  })
  await page.keyboard.press('d')
  await atFrame(page, 0)
  const inReverse = await tabbed(page)
  for (const name of [
    ...everywhere,
    text.menus.digit.name,
    reverse.start,
    samplers.name,
    samplers.all,
    samplers.parameters.eta,
    reverse.steps,
    guidance.scale,
    levelWords.more,
    reverse.seed,
    reverse.samples,
    reverse.clip,
  ]) {
    expect(
      inReverse.reached.some((at) => at.startsWith(name) || at.endsWith(` ${name}`)),
      name,
    ).toBe(true) // a menu says its value first
  }
  expect(inReverse.unseen).toEqual([])
  await openKeys(page)
})

/** The walk back from here by H, and a picture that is chosen by its digit. */
async function walkFromHere(page: Page): Promise<void> {
  await page.keyboard.press('8')
  await linkSays(page, 'picture=8')
  await page.keyboard.press('h')
  await linkSays(page, 'from=400')
  await linkSays(page, 'digit=8')
  await atFrame(page, 20) // it plays to its end
}

/** Sampler, process and grid. */
async function setByKeys(page: Page): Promise<void> {
  await menu(page, samplers.name).focus()
  await page.keyboard.press('ArrowDown') // opens at what is chosen
  await page.getByRole('option', { name: samplers.titles.ddim, exact: true }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await linkSays(page, 'sampler=euler')
  await expect
    .poll(() => menu(page, samplers.name).evaluate((element) => element === document.activeElement))
    .toBe(true)
  await page.locator('summary').filter({ hasText: levelWords.more }).focus()
  await page.keyboard.press('Enter')
  await menu(page, levelWords.process).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect.poll(() => menu(page, levelWords.process).innerText()).toBe(levelWords.processTitles.discrete)
  await menu(page, levelWords.grid).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape') // leaves it as it was
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  expect(await menu(page, levelWords.grid).innerText()).toBe(levelWords.gridTitles.karras)
}

/** A digit is drawn on the pad. */
async function drawByKeys(page: Page): Promise<void> {
  await button(page, text.forward.draw).focus()
  await page.keyboard.press('Enter')
  const pad = page.getByRole('application', { name: draw.pad })
  await pad.focus()
  const preview = page.getByRole('img', { name: draw.preview })
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
  await page.keyboard.down('Shift')
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.up('Shift')
  await expect.poll(async () => levels(await pixels(preview))).toBeGreaterThan(1)
  await button(page, draw.use).focus()
  await page.keyboard.press('Enter')
  await linkSays(page, 'picture=own.')
  await atT(page, 0)
  const grey = (await picturePixels(page)).split(' ').slice(1).map(Number)
  expect(grey[14 * 28 + 14]).toBeGreaterThan(200) // one upright stroke, in the middle
  expect(grey[14 * 28 + 4]).toBe(0)
}

test('a whole reverse walk by keys', async () => {
  const page = await visit({ backend: 'wasm', hash: '#steps=30&speed=4' })
  await awaitGallery(page)
  await awaitNetwork(page)
  await page.keyboard.press('d')
  await atFrame(page, 0)
  await page.keyboard.press('7')
  await linkSays(page, 'digit=7')
  await page.keyboard.press('g')
  await linkSays(page, 'samples=4')
  await page.keyboard.press(' ')
  await pastFrame(page, 2)
  await page.keyboard.press(' ')
  await button(page, transport.play).waitFor()
  await page.keyboard.press('End') // noise is at the right end
  await atFrame(page, 0)
  await page.keyboard.press('ArrowLeft')
  await atFrame(page, 1)
  await page.keyboard.press('Shift+ArrowLeft')
  await atFrame(page, 11)
  await page.keyboard.press('ArrowRight')
  await atFrame(page, 10)
  await page.keyboard.press('Home')
  await atFrame(page, 30)
  await page.keyboard.press('r')
  await atFrame(page, 0)
  await page.keyboard.press('n')
  await linkSays(page, 'seed=2')
  await page.keyboard.press('x')
  await linkSays(page, 'digit=none')
  await page.keyboard.press('s')
  await linkSays(page, 'steps=30&samples=4')
  await page.keyboard.press('t')
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
})

test('by keys alone a picture is drawn, or chosen by its digit and walked back from here, and sampler, process and grid are set', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=200' })
  await awaitGallery(page)
  await drawByKeys(page)
  await follow(page, '#t=400')
  await walkFromHere(page)
  await follow(page, '#go=reverse&steps=3')
  await setByKeys(page)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { browsing } from './visit'
import { atFrame, atT, button, choose, awaitGallery, follow, linkSays, pastFrame, awaitNetwork, timeline } from './walk'

const visit = browsing()
const { transport, header } = text
const { keys } = laterText

const at = async (page: Page) => Number(await timeline(page).getAttribute('aria-valuenow'))

/** After a click on a button or a picture, Space plays and arrows step. */
async function clickThenPress(page: Page): Promise<void> {
  await button(page, header.theme).click()
  await page.keyboard.press(' ')
  await button(page, transport.pause).waitFor()
  await page.keyboard.press(' ')
  await button(page, transport.play).waitFor()
  const theme = await page.evaluate(() => document.documentElement.dataset.theme)
  expect(theme).toBe('dark') // the click's own, and no press more
  await page.getByRole('radiogroup').filter({ hasText: text.forward.picture }).locator('label').nth(7).click()
  const picture = await linkSays(page, 'picture=7')
  const before = await at(page)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => at(page)).toBeLessThan(before)
  expect(await linkSays(page, 'picture=')).toContain(/picture=\d+/.exec(picture)?.[0] ?? '?')
}

/** In the reverse walk ← after choosing a digit is a step, and the digit stays. */
async function chooseThenPress(page: Page): Promise<void> {
  await awaitNetwork(page)
  await choose(page, text.menus.digit.name, '7')
  await linkSays(page, 'digit=7')
  await page.keyboard.press('ArrowLeft')
  await atFrame(page, 1)
  expect(await linkSays(page, 'frame=1')).toContain('digit=7')
  await page.keyboard.press(' ')
  await pastFrame(page, 2)
}

test('after a click on a button, a picture or a choice, Space plays and arrows step, in both walks', async () => {
  const page = await visit({ backend: 'wasm', hash: '#steps=10&t=500' })
  await awaitGallery(page)
  await clickThenPress(page)
  await follow(page, '#go=reverse&steps=6')
  await chooseThenPress(page)
})

/** What was reached by Tab has its own keys. */
async function tabThenPress(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  for (
    let i = 0;
    i < 30 && !(await button(page, header.theme).evaluate((element) => element === document.activeElement));
    i++
  )
    await page.keyboard.press('Tab')
  await page.keyboard.press(' ')
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  expect(await at(page)).toBe(500)
}

/** Keys of keyboards that write no Latin letters, and the timeline’s own. */
async function pressOtherLetters(page: Page): Promise<void> {
  const key = (name: string, code: string) =>
    page.evaluate(
      ([k, c]) =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: k, code: c, bubbles: true, cancelable: true })),
      [name, code] as const,
    )
  await key('۸', 'Digit8')
  await linkSays(page, 'picture=8')
  await key('в', 'KeyD')
  await linkSays(page, 'go=reverse')
  await key('в', 'KeyD')
  await timeline(page).focus()
  await page.keyboard.press('ArrowUp')
  await atT(page, 600)
  await page.keyboard.press('ArrowDown')
  await atT(page, 500)
  await page.keyboard.press('PageUp')
  await atT(page, 1000)
}

test('what was reached by Tab has its own keys, so has the timeline; keyboards write other letters; letters can be switched off, and stay off after loading again', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=500&steps=10' })
  await awaitGallery(page)
  await tabThenPress(page)
  await pressOtherLetters(page)
  await follow(page, '#t=500&steps=10')
  await button(page, header.keys).click()
  await page.getByRole('dialog', { name: keys.title }).getByText(keys.letters, { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await awaitGallery(page)
  await page.keyboard.press('8')
  await page.keyboard.press('d')
  await page.keyboard.press('ArrowRight')
  await atT(page, 600)
  expect(await linkSays(page, 't=600')).not.toMatch(/picture|go=/)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { browsing } from './visit'
import { button } from './walk'

const visit = browsing()
const { header, transport } = text
const tooltip = (page: Page) => page.getByRole('tooltip')
const explains = async (page: Page, sentence: string) => {
  await tooltip(page).getByText(sentence).waitFor()
  await expect.poll(() => tooltip(page).count()).toBe(1)
}
const gone = (page: Page) => tooltip(page).waitFor({ state: 'detached' })

/** What a screen reader is given beside the name of the button that has the focus. */
const description = (page: Page) =>
  page.evaluate(
    () => document.getElementById(document.activeElement?.getAttribute('aria-describedby') ?? '')?.textContent,
  )

test('the mouse opens the explanation of the button on which it rests, and so does the focus, which it describes; Escape closes it, and not the dialog behind it', async () => {
  const page = await visit({ backend: 'wasm' })
  await page.keyboard.press('Tab')
  await button(page, header.share).focus()
  await explains(page, header.shareExplain)
  expect(await description(page)).toContain(header.shareExplain)
  await page.keyboard.press('?')
  await gone(page)
  const dialog = page.getByRole('dialog', { name: laterText.keys.title })
  await dialog.waitFor()
  await page.keyboard.press('Tab')
  await tooltip(page).waitFor()
  await page.keyboard.press('Escape')
  await gone(page)
  await expect.poll(() => dialog.isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await button(page, header.share).hover()
  await explains(page, header.shareExplain)
  await button(page, transport.play).hover()
  await explains(page, transport.playExplainForward)
  await tooltip(page).hover()
  await explains(page, transport.playExplainForward)
  await page.mouse.move(1, 1)
  await gone(page)
  await button(page, header.share).hover()
  await explains(page, header.shareExplain)
  await page.mouse.down()
  await gone(page)
})

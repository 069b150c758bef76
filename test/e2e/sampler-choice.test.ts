import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { samplerInfo } from '../../src/diffusion'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { browsing } from './visit'
import { button, chooseFrom, follow, linkSays, menu } from './walk'

const visit = browsing()
const { guidance, samplers } = settingsText

/** The table of all samplers chooses one, by mouse and by keys, and the focus returns. */
async function chooseFromTable(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=2')
  await button(page, samplers.all).click()
  const dialog = page.getByRole('dialog', { name: samplers.all })
  await dialog.getByRole('cell', { name: samplerInfo({ id: 'unipc' }).source, exact: true }).click({ force: true }) // anywhere in the row: the button covers it
  await dialog.waitFor({ state: 'detached' })
  expect(await menu(page, samplers.name).innerText()).toBe(samplers.titles.unipc)
  await linkSays(page, 'sampler=unipc')
  await button(page, samplers.all).press('Enter')
  await dialog.getByRole('button', { name: samplers.titles.lms, exact: true }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await menu(page, samplers.name).innerText()).toBe(samplers.titles.lms)
  await expect
    .poll(() => button(page, samplers.all).evaluate((element) => element === document.activeElement))
    .toBe(true)
}

/** A sampler shows its own parameters, and the churn’s window only with churn. */
async function setParameters(page: Page): Promise<void> {
  await follow(page, '#go=reverse&sampler=lms&steps=2')
  const order = page.getByRole('radiogroup', { name: samplers.parameters.order })
  await expect.poll(() => order.getByRole('radio').count()).toBe(4)
  await chooseFrom(page, samplers.name, samplers.titles['sde-dpm-solver++'])
  await expect.poll(() => order.getByRole('radio').count()).toBe(2)
  await chooseFrom(page, samplers.name, samplers.titles.heun)
  expect(await order.count()).toBe(0)
  const low = page.getByRole('textbox', { name: samplers.parameters.churnMin })
  expect(await low.count()).toBe(0)
  await page.getByRole('slider', { name: samplers.parameters.churn, exact: true }).press('End')
  await low.waitFor()
  await linkSays(page, 'churn=0.41')
}

/** With any digit there is nothing to lead towards, until a digit is named to lead away from. */
async function leadNowhere(page: Page): Promise<void> {
  await follow(page, '#go=reverse&digit=none&steps=3')
  const w = page.getByRole('slider', { name: guidance.scale })
  await page.getByText(guidance.nothing).waitFor()
  expect(await w.isDisabled()).toBe(true)
  await chooseFrom(page, guidance.negative, text.menus.digit.title('4'))
  await linkSays(page, 'not=4')
  expect(await w.isDisabled()).toBe(false)
}

/** Keys in a menu belong to the menu. */
async function typeInMenu(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=2')
  await menu(page, samplers.name).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('u') // UniPC; no key of the page
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await expect.poll(() => menu(page, samplers.name).innerText()).toBe(samplers.titles.unipc)
  await page.keyboard.press('d') // while closed, a letter chooses too, and does not turn the walk round
  await expect.poll(() => menu(page, samplers.name).innerText()).toMatch(/^D/)
  expect(await linkSays(page, 'go=reverse')).not.toContain('frame')
}

test('samplers are chosen from a table and a menu, which has its own keys; each shows its own parameters; guidance needs a digit', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2' })
  await chooseFromTable(page)
  await setParameters(page)
  await leadNowhere(page)
  await typeInMenu(page)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { boundText } from '../../src/i18n/bound'
import { studyText } from '../../src/i18n/study'
import { engineLog } from './engine-log'
import { browsing } from './visit'
import { button, choose, awaitNetwork, picturePixels } from './walk'

const visit = browsing()
const { terms, skipping, weights, work } = boundText
const section = (page: Page) => page.getByRole('region', { name: studyText.title })
const view = (page: Page, name: keyof typeof boundText.views) =>
  choose(page, boundText.viewsName, boundText.views[name])
const ended = (page: Page, how: string) => section(page).locator(`[data-ended="${how}"]`).waitFor()
const questions = async (page: Page) => (await engineLog(page)).posted.filter((kind) => kind === 'ask').length
/** The last column that is shown in a row of the bound: its total. */
const total = async (page: Page, variance: string) =>
  Number.parseFloat((await section(page).locator(`[data-variance="${variance}"] td`).first().textContent()) ?? '')

test('the bound of the shown picture fills in, is stopped and goes on, and the twin of the network comes beside it', async () => {
  const page = await visit({ backend: 'wasm', hash: '#picture=3&study=bound' })
  await awaitNetwork(page)
  const before = await picturePixels(page)
  const measure = button(page, terms.measure(240))
  await measure.focus()
  await page.keyboard.press('Enter')
  await button(page, work.stop).press('Enter') // half way
  await ended(page, 'stopped')
  const half = await questions(page)
  expect(half).toBeLessThan(24)
  await button(page, terms.more(240)).click()
  await ended(page, 'done')
  expect((await questions(page)) - half).toBe(24) // all three variances from the same answers
  const learned = await total(page, 'learned')
  expect(learned).toBeGreaterThan(1.15) // 1.224 ± 0.011
  expect(learned).toBeLessThan(1.3)
  expect(await total(page, 'beta-tilde')).toBeGreaterThan(learned + 0.2)
  expect(await total(page, 'beta')).toBeGreaterThan((await total(page, 'beta-tilde')) + 0.2)
  await view(page, 'weights')
  await section(page).getByRole('img', { name: weights.importance }).waitFor()
  await view(page, 'schedules')
  await section(page).getByRole('img', { name: boundText.curves.signal }).waitFor()
  await view(page, 'skipping')
  await button(page, skipping.measure(40)).click()
  await section(page).locator('[data-fifth]').waitFor() // a batch is there
  await button(page, work.stop).click()
  await ended(page, 'stopped')
  expect(await picturePixels(page)).toBe(before)

  await button(page, boundText.twin(boundText.schedules.linear)).click()
  await section(page).getByText(boundText.schedules.linear, { exact: false }).first().waitFor()
  await view(page, 'terms')
  await section(page).getByText(terms.of(terms.names.learned, ''), { exact: false }).first().waitFor()
  await page.keyboard.press('Escape')
  await section(page).locator('table').waitFor({ state: 'detached' })
})

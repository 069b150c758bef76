import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { boundText } from '../../src/i18n/bound'
import { studyText } from '../../src/i18n/study'
import { engineLog } from './engine-log'
import { browsing } from './visit'
import { awaitNetwork, button, choose, picturePixels } from './walk'

const visit = browsing()
const { terms, skipping, weights, work, curves } = boundText
const section = (page: Page) => page.getByRole('region', { name: studyText.title })
const view = (page: Page, name: keyof typeof boundText.views) =>
  choose(page, boundText.viewsName, boundText.views[name])
const ended = (page: Page, how: string) => section(page).locator(`[data-ended="${how}"]`).waitFor({ state: 'attached' })
const questions = async (page: Page) => (await engineLog(page)).posted.filter((kind) => kind === 'ask').length
/** The numbers of a row of the bound: its total, L_0, the steps, L_T. */
const row = async (page: Page, variance: string) =>
  (await section(page).locator(`[data-variance="${variance}"] td`).allTextContents()).map((text) =>
    Number.parseFloat(text),
  )

test('the bound fills in, is stopped half way and goes on; what follows from it, what leaving out steps costs, and the twin', async () => {
  const page = await visit({ backend: 'wasm', hash: '#picture=3&study=bound' })
  await awaitNetwork(page)
  const before = await picturePixels(page)
  await button(page, terms.measure(240)).focus()
  await page.keyboard.press('Enter')
  await button(page, work.stop).press('Enter')
  await ended(page, 'stopped')
  const half = await questions(page)
  expect(half).toBeLessThan(24)
  await button(page, half > 1 ? terms.more(240) : terms.measure(240))
    .or(button(page, terms.more(240)))
    .click()
  await ended(page, 'done')
  expect((await questions(page)) - half).toBe(24) // all three variances from the same answers
  for (const variance of ['beta', 'beta-tilde', 'learned']) {
    const [total = NaN, decoder = NaN, steps = NaN, prior = NaN] = await row(page, variance)
    expect(total).toBeGreaterThan(0)
    expect(Math.abs(decoder + steps - total)).toBeLessThan(0.02 * total) // as far as the page's digits say
    expect(prior).toBeGreaterThan(0)
  }
  await section(page).getByRole('img', { name: terms.chart }).waitFor()

  await view(page, 'weights')
  await section(page).getByRole('img', { name: weights.importance }).waitFor()
  await view(page, 'curves')
  await section(page).getByRole('img', { name: curves.signal }).waitFor()
  await view(page, 'skipping')
  await button(page, skipping.measure(40)).click()
  await section(page).locator('[data-fifth]').waitFor() // the first ten have been walked
  await button(page, work.stop).click()
  await ended(page, 'stopped')
  expect(await picturePixels(page)).toBe(before) // nothing of it moves the walk

  await button(page, boundText.twin(boundText.schedules.linear)).click()
  await button(page, boundText.twin(boundText.schedules.cosine)).waitFor()
  await view(page, 'terms')
  await section(page).getByText(terms.of(terms.names.learned, ''), { exact: false }).first().waitFor()
  await section(page).press('Escape')
  await section(page).locator('table').waitFor({ state: 'detached' })
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { decidedText } from '../../src/i18n/decided'
import { studyText } from '../../src/i18n/study'
import { browsing } from './visit'
import { atFrame, awaitNetwork, button, choose, levels, linkSays, picturePixels, pixels } from './walk'

const visit = browsing()
const section = (page: Page) => page.getByRole('region', { name: studyText.title })
const ended = (page: Page, status: string) =>
  section(page).locator(`[data-status="${status}"]`).waitFor({ state: 'attached' })
const isDone = (page: Page, moment: number) =>
  section(page).locator(`[data-moment="${moment}"][data-done="true"]`).waitFor()
const drawButton = (page: Page) => section(page).getByRole('button', { name: /^Continue from each/ })
const sheet = (page: Page, t: number) => section(page).getByRole('img', { name: decidedText.sheet(t), exact: true })

test('when is it decided: of the forward walk and of the walk back sheets are drawn, by keys, stopped, drawn with other noise; the walk stays', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=700&steps=5&study=decided' })
  await awaitNetwork(page)
  const before = await picturePixels(page)
  await choose(page, decidedText.steps.name, '25')
  await drawButton(page).focus()
  await page.keyboard.press('Enter')
  await isDone(page, 2) // the one after pure noise
  await page.keyboard.press('Enter') // it says Stop now, and still has the focus
  await ended(page, 'stopped')
  expect(await section(page).locator('[data-done="true"]').count()).toBeLessThan(4)

  // The sheets that are done stay, with figures of sixteen pictures.
  const first = await pixels(sheet(page, 1000))
  expect(levels(first)).toBeGreaterThan(10)
  for (const figure of await section(page).locator('[data-moment] [data-variety]').all())
    expect(Number(await figure.getAttribute('data-variety'))).toBeGreaterThan(0)
  const counts = section(page).getByRole('list', { name: decidedText.counts(1000) })
  await expect.poll(() => counts.getByRole('listitem').count()).toBe(10)
  await section(page).getByRole('img', { name: decidedText.chart.label }).waitFor()
  await button(page, decidedText.other).click()
  await isDone(page, 3)
  expect(await pixels(sheet(page, 1000))).not.toBe(first)
  await button(page, decidedText.stop).click()
  expect(await picturePixels(page)).toBe(before)

  // Another moment is not drawn yet; the walk back has frames only once it has walked.
  await section(page)
    .getByRole('slider', { name: decidedText.moment(1) })
    .press('Home')
  await section(page).getByText(decidedText.empty).first().waitFor()
  await choose(page, text.direction.name, text.direction.reverse)
  await button(page, decidedText.of.walkBack).click()
  await atFrame(page, 5)
  await section(page).getByText(decidedText.beginFrame(0)).waitFor()
  await section(page).press('Escape')
  await drawButton(page).waitFor({ state: 'detached' })
  await linkSays(page, 'go=reverse')
})

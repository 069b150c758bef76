import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { raceText } from '../../src/i18n/race'
import { studyText } from '../../src/i18n/study'
import { engineLog } from './engine-log'
import { tinyModel } from './model'
import { browsing } from './visit'
import { awaitNetwork, button, levels, linkSays, pixels, picturePixels } from './walk'

const visit = browsing()
const { presets, flow } = raceText

const lanes = (page: Page): Locator => page.locator('[data-lane]')
const study = (page: Page) => page.getByRole('region', { name: studyText.title })
const readEvaluations = async (page: Page): Promise<readonly number[]> =>
  page.locator('[data-nfe]').evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset.nfe)))
const rested = (page: Page) => page.locator('[data-activity="rests"]').waitFor({ state: 'attached' })
const times = async (page: Page, kind: string) => (await engineLog(page)).posted.filter((each) => each === kind).length

/** Plays to the end, and waits until the playhead has come there. */
async function playOut(page: Page): Promise<void> {
  await study(page).getByRole('button', { name: raceText.play, exact: true }).press('Enter')
  await study(page).getByRole('button', { name: raceText.pause, exact: true }).waitFor()
  await study(page).getByRole('button', { name: raceText.play, exact: true }).waitFor()
  await rested(page)
}

test('a race is found, begins with a preset, spends as much in each lane, and goes on without a lane whose network does not come', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#go=reverse&seed=3',
    context: { reducedMotion: 'reduce' },
    prepare: (context) =>
      context.route('**/models/growing**', async (route) => {
        const path = /models\/(growing(?:-\d+)?)\/(.*)$/.exec(new URL(route.request().url()).pathname)
        const file = path?.[1] === 'growing-500' ? undefined : tinyModel().get(path?.[2] ?? '')
        if (file instanceof Uint8Array) await route.fulfill({ body: Buffer.from(file) })
        else await route.fulfill({ status: 404, body: 'not found' })
      }),
  })
  await awaitNetwork(page)
  const before = await picturePixels(page)
  await study(page).getByRole('button', { name: studyText.names.race }).click()
  await page.getByText(raceText.empty).waitFor()
  await linkSays(page, 'study=race')

  // Four samplers at equal evaluations: equal to the last, by one network beside the walk's.
  await button(page, presets.order).click()
  await page.getByText(raceText.even(21)).waitFor()
  const loads = await times(page, 'load')
  await playOut(page)
  expect(await readEvaluations(page)).toEqual([21, 21, 21, 21])
  expect((await times(page, 'load')) - loads).toBe(1)
  const rounds = await times(page, 'advance')
  expect(rounds).toBeLessThanOrEqual(21 + 11) // shared: alone, the lanes take 59 steps
  for (const lane of await lanes(page).all())
    expect(levels(await pixels(lane.locator('canvas').first()))).toBeGreaterThan(10)

  // The playhead leads all lanes back; nothing is walked again.
  const playhead = page.getByRole('slider', { name: raceText.playhead })
  await playhead.press('Home')
  expect(await readEvaluations(page)).toEqual([0, 0, 0, 0])
  await playhead.press('End')
  expect(await readEvaluations(page)).toEqual([21, 21, 21, 21])
  expect(await times(page, 'advance')).toBe(rounds)

  // An even number cannot be spent to the last by all: the page says so in numbers, and which can.
  const budget = page.getByRole('textbox', { name: raceText.budget.evaluations })
  await budget.fill('20')
  await budget.press('Enter')
  await page.getByText('Heun, 10 steps takes 19').waitFor()
  await button(page, raceText.makeEven(21)).click()
  await page.getByText(raceText.even(21)).waitFor()

  // The exact flow is followed, and stopped.
  await playOut(page)
  await page.getByRole('button', { name: /^Follow the flow/ }).click()
  const progress = page.getByRole('progressbar', { name: flow.title })
  await expect.poll(async () => Number(await progress.getAttribute('value').catch(() => 0))).toBeGreaterThan(20)
  await study(page).getByRole('button', { name: flow.stop, exact: true }).last().click()
  await rested(page)
  await page.getByRole('img', { name: flow.chart }).waitFor() // of what was followed

  // The walk takes over what a lane walks, and not before.
  expect(await picturePixels(page)).toBe(before)
  await lanes(page).nth(1).getByText(raceText.change).click()
  await lanes(page).nth(1).getByRole('button', { name: raceText.open }).click()
  await linkSays(page, 'sampler=heun')

  // The link carries the race, and undo takes back what is changed in it.
  await linkSays(page, 'race=equal.evaluations~budget.21~lane.1')
  await lanes(page).nth(1).getByRole('button', { name: raceText.remove }).click()
  await expect.poll(() => lanes(page).count()).toBe(3)
  await page.keyboard.press('Control+z')
  await expect.poll(() => lanes(page).count()).toBe(4)

  // Of five networks one does not come.
  await button(page, presets.training).click()
  await playOut(page)
  expect(await readEvaluations(page)).toEqual([20, 20, 0, 20, 20])
  await lanes(page).nth(2).getByText('could not be fetched').waitFor()
}, 120_000)

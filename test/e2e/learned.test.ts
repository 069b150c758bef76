import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { learnedText } from '../../src/i18n/learned'
import { studyText } from '../../src/i18n/study'
import { engineLog } from './engine-log'
import { tinyModel } from './model'
import { browsing } from './visit'
import { atT, button, choose, linkSays, levels, pixels, picturePixels } from './walk'

const visit = browsing()
const { training, sampling, thousand, moments } = learnedText

const study = (page: Page) => page.getByRole('region', { name: studyText.title })
const card = (page: Page, number: 1 | 2, title: string) =>
  page.getByRole('region', { name: learnedText.algorithm(number, title) })
const lineOf = async (page: Page, number: 1 | 2, title: string) =>
  Number(await card(page, number, title).locator('[aria-current="step"]').getAttribute('data-line'))
const countQuestions = async (page: Page) => (await engineLog(page)).posted.filter((kind) => kind === 'ask').length

/** A mean over t and its standard error, as the page says them. */
async function meanOf(page: Page, answerer: 'network' | 'zeros' | 'noise') {
  const mean = page.locator(`[data-mean="${answerer}"]`)
  return [Number(await mean.getAttribute('data-value')), Number(await mean.getAttribute('data-error'))] as const
}

test('how it learned: a link opens it; both algorithms go line by line; presses give the loss; moments are loaded, drawn, refused and stopped', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#t=400&study=learned',
    prepare: (context) =>
      context.route('**/models/growing**', async (route) => {
        const path = /models\/(growing(?:-\d+)?)\/(.*)$/.exec(new URL(route.request().url()).pathname)
        const file = path?.[1] === 'growing-500' ? undefined : tinyModel().get(path?.[2] ?? '')
        if (file instanceof Uint8Array) await route.fulfill({ body: Buffer.from(file) })
        else await route.fulfill({ status: 404, body: 'not found' })
      }),
  })
  await atT(page, 400)
  const before = await picturePixels(page)

  // Algorithm 1 opens with one round done, at the cost of one evaluation; then line by line, by keys.
  const loss = card(page, 1, training.title).locator('[data-loss]')
  await loss.waitFor()
  expect(await countQuestions(page)).toBe(1)
  const first = await loss.getAttribute('data-loss')
  expect(Number(first)).toBeGreaterThan(0)
  expect(await lineOf(page, 1, training.title)).toBe(5)
  const next = card(page, 1, training.title).getByRole('button', { name: training.next })
  for (const line of [2, 3, 4, 5]) {
    await next.press('Enter')
    await expect.poll(() => lineOf(page, 1, training.title)).toBe(line)
  }
  await expect.poll(() => loss.getAttribute('data-loss')).not.toBe(first)
  expect(await countQuestions(page)).toBe(2)
  const deep = card(page, 1, training.title).getByRole('slider', { name: training.t })
  await deep.press('Home')
  await card(page, 1, training.title).getByText(training.notes.xt(1)).waitFor()

  // Algorithm 2, to its end.
  await choose(page, sampling.strides, '20')
  await card(page, 2, sampling.title).getByRole('button', { name: sampling.play }).click()
  await card(page, 2, sampling.title).locator('[data-rounds="20"]').waitFor()
  expect(await lineOf(page, 2, sampling.title)).toBe(6)
  const end = card(page, 2, sampling.title).getByRole('img', { name: sampling.names.x0 })
  expect(levels(await pixels(end))).toBeGreaterThan(10)

  // A thousand presses, stopped before their end: who says 0 has a loss of 1, who says noise of 2.
  await button(page, thousand.start).click()
  await page.locator('[data-mean="noise"]').waitFor()
  const presses = () => page.getByRole('progressbar', { name: thousand.title }).getAttribute('value')
  await expect.poll(async () => Number(await presses()), { timeout: 60_000 }).toBeGreaterThan(100)
  await button(page, thousand.stop).click()
  await button(page, thousand.again).waitFor()
  for (const [answerer, expected] of [
    ['zeros', 1],
    ['noise', 2],
  ] as const) {
    const [mean, error] = await meanOf(page, answerer)
    expect(error).toBeLessThan(0.05)
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error)
  }
  const [network] = await meanOf(page, 'network')
  await choose(page, thousand.target, thousand.targets.v_prediction)
  await expect.poll(async () => (await meanOf(page, 'network'))[0]).not.toBe(network) // of the same answers

  // Five moments: of one that does not come a sentence says so, and the others draw.
  await button(page, moments.start(7.2e6)).click()
  const time = page.getByRole('slider', { name: moments.slider })
  await page.locator('[data-moment="growing"] canvas').waitFor()
  await time.press('Home')
  const momentCanvas = page.locator('[data-moment="growing-0"] canvas')
  await expect.poll(async () => levels(await pixels(momentCanvas))).toBeGreaterThan(10)
  for (const _ of [100, 500]) await time.press('ArrowRight')
  await page.locator('[data-moment="growing-500"]').getByText('could not be loaded').waitFor()
  await page.getByRole('region', { name: moments.title }).getByRole('button', { name: moments.stop }).click()
  await page.getByText(moments.stopped, { exact: true }).waitFor()

  // The walk is where it was; closed by Escape, opened by its key, it is as it was left.
  expect(await picturePixels(page)).toBe(before)
  await deep.press('Escape')
  await card(page, 1, training.title).waitFor({ state: 'detached' })
  await expect.poll(() => page.url()).not.toContain('study=')
  await study(page).getByRole('heading', { name: studyText.title }).click()
  await page.keyboard.press('y')
  await card(page, 1, training.title).getByText(training.notes.xt(1)).waitFor()
  await linkSays(page, 'study=learned')
})

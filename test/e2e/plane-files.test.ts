import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { planeText } from '../../src/i18n/plane'
import { pointsOf } from '../../src/plane/data'
import { largestError } from '../diffusion/closeness'
import { atFrame, layer, opening, awaitIdle } from './plane'
import { browsing } from './visit'
import { button, disclose, linkSays } from './walk'

const open = opening(browsing())
const { transport } = text
const { planeData, planeLearning, planeStage } = planeText

/** What a button lets one keep, as its bytes. */
async function saved(page: Page, name: string): Promise<{ readonly path: string; readonly bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()])
  const path = await file.path()
  return { path, bytes: await readFile(path) }
}

test('points are taken away as they are; a word that is typed becomes points, and what leaves no ink is said and takes none away', async () => {
  const page = await open('&data=rings&points=25&seed=4')
  await disclose(page, planeData.save.title)
  const { bytes } = await saved(page, planeData.save.points)
  const [head, ...rows] = bytes
    .toString()
    .trim()
    .split('\n')
    .map((row) => row.split(','))
  const { xy, labels } = pointsOf({ kind: 'distribution', id: 'rings' }, 25, 4)
  expect(head).toHaveLength(3)
  expect(rows.map(([, , label]) => Number(label))).toEqual([...labels])
  expect(
    largestError(
      rows.flatMap(([x, y]) => [Number(x), Number(y)]),
      xy,
    ),
  ).toBeLessThan(1e-4)

  await awaitIdle(page)
  const before = await layer(page, 'points')
  await page.getByRole('textbox', { name: planeData.text }).fill('Hi')
  await linkSays(page, 'data=text.Hi')
  await expect.poll(() => layer(page, 'points')).not.toBe(before)
  const typed = await layer(page, 'points')
  await page.getByRole('textbox', { name: planeData.text }).fill('  ')
  await page.getByText(planeData.problems['no-ink']?.({}) ?? '').waitFor()
  expect(await layer(page, 'points')).toBe(typed)
})

test('a chosen particle’s step is spelled out: its products add up to where it is', async () => {
  const page = await open('&go=reverse&steps=4&particles=30&chosen=3')
  await awaitIdle(page)
  await button(page, transport.toData).click()
  await atFrame(page, 4, 4)
  await page.keyboard.press('ArrowRight')
  await atFrame(page, 3, 4)
  const numbers = (particle: number) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: planeStage.chosen.title(particle) }) })
  const pairs = async (particle: number, rows: string) =>
    (await numbers(particle).locator(`${rows} td:last-child`).allInnerTexts()).map(
      (cellText) =>
        cellText
          .replaceAll('−', '-')
          .match(/-?[\d.]+/g)
          ?.map(Number) ?? [],
    )
  const [products, [sum]] = [await pairs(4, 'tbody tr'), await pairs(4, 'tfoot tr')]
  expect(products).toHaveLength(2) // DDIM's: x̂₀ and ε̂
  expect(
    largestError(
      [0, 1].map((k) => products.reduce((total, product) => total + (product[k] ?? NaN), 0)),
      sum ?? [],
    ),
  ).toBeLessThan(0.002)
  await button(page, planeStage.chosen.next).click()
  await linkSays(page, 'chosen=4')
  await numbers(5).waitFor()
  expect((await pairs(5, 'tfoot tr'))[0]).not.toEqual(sum)
})

/** A small network that has learned a little, and rests. */
async function learned(): Promise<Page> {
  const page = await open('&steps=4&particles=50&width=8&depth=1&batch=16')
  await awaitIdle(page)
  await page.getByRole('radio', { name: planeText.panel.tabs.learning }).check({ force: true })
  await button(page, planeLearning.go).click()
  await page
    .getByText(/^[1-9]\d+ steps ·/)
    .first()
    .waitFor()
  await button(page, planeLearning.pause).click()
  await button(page, planeLearning.go).waitFor()
  return page
}

const steps = async (page: Page) =>
  /^[\d,]+/.exec(
    await page
      .getByText(/^[\d,]+ steps ·/)
      .first()
      .innerText(),
  )?.[0]

test('a network is saved as a file, and opened it stands where it stood; a student of it is distilled, and walks particles to data in one step, or in more', async () => {
  const page = await learned()
  const stood = await steps(page)
  await disclose(page, planeLearning.files.title)
  const { path } = await saved(page, planeLearning.files.save)
  await button(page, planeLearning.again).click()
  await page
    .getByText(/^0 steps ·/)
    .first()
    .waitFor()
  await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(path)
  await expect.poll(() => steps(page)).toBe(stood)

  await disclose(page, planeLearning.student.title)
  await button(page, planeLearning.student.go).click()
  await page
    .getByText(/^[1-9]\d* steps of distillation/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: planeLearning.pause, exact: true }).last().click()
  await button(page, planeLearning.student.show).click()
  await linkSays(page, 'by=student')
  await atFrame(page, 1, 1) // its one step is taken, and seen
  const count = page.getByRole('textbox', { name: text.reverse.steps })
  await count.fill('4') // more of them are possible
  await count.press('Enter')
  await button(page, transport.toData).click()
  await atFrame(page, 4, 4)
  await page.getByText(planeText.status.nfe([4])).waitFor()
})

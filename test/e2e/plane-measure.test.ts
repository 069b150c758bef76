import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { dataSetOracle } from '../../src/diffusion'
import { planeText } from '../../src/i18n/plane'
import { pointsOf } from '../../src/plane/data'
import { levelOnTimeline } from '../../src/plane/path'
import { defaults } from '../../src/plane/settings'
import { opening, awaitIdle, stage } from './plane'
import { browsing } from './visit'
import { button } from './walk'

const open = opening(browsing())
const { race, likelihood, guidance, cancel, stopped, asTable } = planeText.planeMeasure

/** Opens one of what can be measured. */
async function measuring(page: Page, name: string): Promise<Locator> {
  await awaitIdle(page)
  const part = page
    .locator('details')
    .filter({ has: page.locator('summary', { hasText: name }) })
    .first()
  await part.locator('summary').first().click()
  return part
}

/** A part's table, row by row. */
async function table(part: Locator): Promise<string[][]> {
  await part.locator('summary', { hasText: asTable }).click()
  return part
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent)))
}

const number = (words: string | null | undefined): number =>
  Number(/−?[0-9.]+/.exec(words ?? '')?.[0].replace('−', '-') ?? NaN)

test('the race draws as it goes, can be stopped, and keeps what was measured', async () => {
  const page = await open('&data=two-blobs&points=100')
  const part = await measuring(page, race.name)
  const on = part.getByRole('checkbox', { checked: true })
  while ((await on.count()) > 0) await on.first().click()
  expect(await button(page, race.start).isDisabled()).toBe(true)
  for (const name of ['DDIM', 'DDPM']) await part.getByRole('checkbox', { name, exact: true }).setChecked(true)
  await button(page, race.start).click()
  const spots = part.getByRole('img', { name: race.chart(race.metrics.sliced) }).locator('circle')
  await expect.poll(() => spots.count(), { timeout: 60_000 }).toBeGreaterThan(3)
  await part.getByRole('button', { name: cancel, exact: true }).click()
  await part.getByText(stopped).waitFor()
  const keys = await part.getByRole('img', { name: race.chart(race.metrics.sliced) }).evaluate((chart) => {
    const last = Math.max(
      ...[...chart.querySelectorAll('g:has(> polyline) circle')].map((spot) => spot.getBoundingClientRect().right),
    )
    return [...chart.querySelectorAll('g:has(> text) > line')]
      .filter((line) => line.closest('[data-look]'))
      .map((line) => ({
        rise: Number(line.getAttribute('y2')) - Number(line.getAttribute('y1')),
        after: line.getBoundingClientRect().left - last,
      }))
  })
  expect(keys).toHaveLength(2)
  for (const { rise, after } of keys)
    expect(rise === 0 && after > 4, 'a name’s piece of line does not go on from the data').toBe(true)
  const rows = await table(part)
  expect(rows).toHaveLength(await spots.count())
  expect(rows.length).toBeLessThan(22) // eleven numbers of evaluations each
  for (const [sampler, steps, nfe, distance] of rows) {
    expect(['DDIM', 'DDPM']).toContain(sampler)
    expect(nfe).toBe(steps)
    expect(number(distance)).toBeGreaterThan(0)
  }
})

const POINTS = 150
const T = 400
const settings = { ...defaults, pointCount: POINTS, t: T }
const oracle = dataSetOracle(pointsOf(settings.points, POINTS, settings.seed).xy, 2)
const exactly = (x: number, y: number) => oracle.logDensity(Float64Array.of(x, y), levelOnTimeline(settings, T))

test('the likelihood of what is typed and of what is pointed at is the exact one, and has maps that can be stopped', async () => {
  const page = await open(`&points=${POINTS}&t=${T}`)
  const part = await measuring(page, likelihood.name)
  const answerOf = (name: string) =>
    part
      .locator('dl > div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .textContent()
  for (const [name, value] of [
    [likelihood.x, '-0.7'],
    [likelihood.y, '0.4'],
  ] as const) {
    await part.getByRole('textbox', { name }).fill(value)
    await page.keyboard.press('Tab')
  }
  for (const name of [likelihood.exact, likelihood.flow])
    await expect.poll(async () => Math.abs(number(await answerOf(name)) - exactly(-0.7, 0.4))).toBeLessThan(0.02)

  await stage(page).scrollIntoViewIfNeeded()
  const box = await stage(page).boundingBox()
  if (!box) throw new Error('no stage')
  const at = (value: number) => (value + 3) / 6
  const [column, row] = [Math.round(box.x + at(1) * box.width), Math.round(box.y + at(0.8) * box.height)]
  await page.mouse.move(column - 9, row)
  await page.mouse.move(column, row)
  const [x, y] = [6 * ((column - box.x) / box.width) - 3, 3 - 6 * ((row - box.y) / box.height)]
  const reading = (name: string) => page.locator('figcaption span').filter({ hasText: name }).locator('b').textContent()
  const { probe } = planeText.planeStage
  for (const name of [probe.flow, probe.exact])
    await expect.poll(async () => Math.abs(number(await reading(name)) - exactly(x, y))).toBeLessThan(0.02)
  await page.mouse.move(box.x + box.width + 20, box.y)
  await expect
    .poll(async () => Math.abs(number(await part.getByRole('textbox', { name: likelihood.x }).inputValue()) - x))
    .toBeLessThan(0.006) // it stays where it was pointed

  await button(page, likelihood.maps.start).click()
  const map = (label: string) => part.getByRole('img', { name: label })
  await map(likelihood.maps.differenceLabel).waitFor()
  const colours = (label: string) =>
    map(label).evaluate(
      (canvas: HTMLCanvasElement) =>
        new Set(
          new Uint32Array(
            canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.buffer ?? new ArrayBuffer(0),
          ),
        ).size,
    )
  for (const label of [likelihood.maps.exactLabel, likelihood.maps.flowLabel])
    await expect.poll(() => colours(label)).toBeGreaterThan(50)
  await part.getByRole('button', { name: cancel, exact: true }).click()
  await part.getByText(stopped).waitFor()
  expect(await colours(likelihood.maps.flowLabel)).toBeGreaterThan(50)
})

test('guidance is held against the class: w = 1 is the class, w = 0 is everything', async () => {
  const page = await open('&data=two-blobs&points=200&steps=10')
  const part = await measuring(page, guidance.name)
  await button(page, guidance.start).click()
  await part.getByRole('img', { name: guidance.energyChart }).waitFor()
  await button(page, guidance.start).waitFor()
  const rows = await table(part)
  expect(rows.map(([w]) => w)).toEqual(['0', '1', '1.5', '2', '3', '5', '8'])
  const of = (w: string) => rows.find(([first]) => first === w) ?? []
  expect(number(of('1')[1])).toBeGreaterThan(99)
  expect(number(of('0')[1])).toBeLessThan(60)
  expect(number(of('8')[4])).toBeGreaterThan(number(of('1')[4])) // farther from the class
})

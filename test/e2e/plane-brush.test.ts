import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { planeText } from '../../src/i18n/plane'
import { layer, opening, awaitIdle, stage } from './plane'
import { browsing } from './visit'
import { button, linkSays } from './walk'

const open = opening(browsing())
const { draw, brush, drawn: doneLabel, ofClasses } = planeText.planeData

const sheet = (page: Page) => page.getByRole('application', { name: brush.sheet })

/** How many points of each class there are, as the panel says. */
async function counts(page: Page): Promise<readonly [number, number]> {
  const summary = await page
    .getByText(ofClasses(0, 0).split('0')[1] ?? '', { exact: false })
    .first()
    .textContent()
  const [zero = NaN, one = NaN] = [...(summary ?? '').matchAll(/([0-9,]+) of class|class 0, ([0-9,]+)/g)].map(
    ([, a, b]) => Number((a ?? b ?? '').replace(',', '')),
  )
  return [zero, one]
}

/** Draws a stroke between two places of the plane. */
async function strokeAlong(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = await sheet(page).boundingBox()
  if (!box) throw new Error('no sheet')
  const pixel = ([x, y]: readonly [number, number]) =>
    [box.x + ((x + 3) / 6) * box.width, box.y + ((3 - y) / 6) * box.height] as const
  await page.mouse.move(...pixel(from))
  await page.mouse.down()
  await page.mouse.move(...pixel(to), { steps: 8 })
  await page.mouse.up()
}

/** How much is painted on the layer of the data's points in a quarter of the stage: left or right, above or below. */
const inked = (page: Page, side: -1 | 1, up: -1 | 1): Promise<number> =>
  stage(page)
    .locator('canvas')
    .nth(1)
    .evaluate(
      (canvas: HTMLCanvasElement, [right, above]) => {
        const half = canvas.width / 2
        const { data } = canvas
          .getContext('2d')
          ?.getImageData(right > 0 ? half : 0, above > 0 ? 0 : half, half, half) ?? { data: [] }
        return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + 3] ?? 0).filter((alpha) => alpha > 0)
          .length
      },
      [side, up] as const,
    )

test('points that are drawn with the pointer are there at once, of both classes, and strokes are taken back; by keys they are drawn, erased and taken back', async () => {
  const page = await open('&data=rings')
  await awaitIdle(page)
  await button(page, draw).click()
  await button(page, brush.fresh).click()
  await page.getByText(brush.empty).waitFor()
  await strokeAlong(page, [-2, 1.5], [-0.5, 1.5])
  await linkSays(page, 'data=own.')
  const [first] = await counts(page)
  expect(first).toBeGreaterThan(10)
  expect((await counts(page))[1]).toBe(0)
  await expect.poll(() => inked(page, -1, 1)).toBeGreaterThan(0)
  expect(await inked(page, 1, -1)).toBe(0)

  await page.keyboard.down('Shift')
  await strokeAlong(page, [0.5, -1.5], [2, -1.5])
  await page.keyboard.up('Shift')
  await expect.poll(async () => (await counts(page))[1]).toBeGreaterThan(10)
  expect((await counts(page))[0]).toBe(first)
  await expect.poll(() => inked(page, 1, -1)).toBeGreaterThan(0)

  await button(page, brush.undo).click()
  await expect.poll(() => counts(page)).toEqual([first, 0])
  await expect.poll(() => inked(page, 1, -1)).toBe(0)
  for (let i = 0; i < 2; i++) await button(page, brush.undo).click()
  await linkSays(page, 'data=rings')
  expect(await button(page, brush.undo).isDisabled()).toBe(true)
  await button(page, doneLabel).click()
  await sheet(page).waitFor({ state: 'detached' })

  // By keys, on the same data.
  await button(page, draw).click()
  await button(page, brush.fresh).click()
  await sheet(page).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press(' ')
  await expect.poll(() => counts(page)).toEqual([5, 0])
  const five = await layer(page, 'points')
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+ ')
  await expect.poll(() => counts(page)).toEqual([5, 5])
  await expect.poll(() => layer(page, 'points')).not.toBe(five)
  await page.keyboard.press('Delete')
  await expect.poll(() => counts(page)).toEqual([5, 0])
  await page.keyboard.press('u')
  await expect.poll(() => counts(page)).toEqual([5, 5])
  await page.keyboard.press('Escape')
  await sheet(page).waitFor({ state: 'detached' })
  await linkSays(page, 'data=own.')
})

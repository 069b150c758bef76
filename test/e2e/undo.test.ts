import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { filesText } from '../../src/i18n/files'
import { undone as undoneWords } from '../../src/i18n/en/undone'
import { planeText } from '../../src/i18n/plane'
import { opening } from './plane'
import { browsing } from './visit'
import {
  atFrame,
  atT,
  button,
  awaitGallery,
  follow,
  linkSays,
  notices,
  pixels,
  awaitNetwork,
  picturePixels,
  timeline,
} from './walk'

const visit = browsing()
const openPlane = opening(visit)
const { undo, redo } = text.undo
const { undone, redone, names, nothingToUndo, nothingToRedo } = undoneWords

/** Ctrl+Z takes back a choice and says so, the recorded run comes back, and a field has its own undo. */
async function undoInReverse(page: Page): Promise<void> {
  await awaitNetwork(page)
  await atFrame(page, 3)
  const before = await picturePixels(page)
  await page.keyboard.press('7')
  await atFrame(page, 0)
  await page.keyboard.press('Control+z')
  await notices(page)
    .getByText(undone(names.label ?? ''))
    .waitFor()
  await atFrame(page, 3)
  expect(await picturePixels(page)).toBe(before)
  await page.keyboard.press('Control+Shift+z')
  await notices(page)
    .getByText(redone(names.label ?? ''))
    .waitFor()
  await linkSays(page, 'digit=7')
  await page.keyboard.press('Control+y')
  await notices(page).getByText(nothingToRedo).waitFor()

  const steps = page.getByRole('textbox', { name: text.reverse.steps })
  await steps.fill('9')
  await page.keyboard.press('Control+z') // the field's
  expect(await steps.inputValue()).not.toBe('9')
  await linkSays(page, 'digit=7')
  await steps.fill('5')
  await steps.press('Enter')
  await linkSays(page, 'steps=5')
  await button(page, undo).click()
  await linkSays(page, 'steps=3')
  await button(page, redo).click()
  await linkSays(page, 'steps=5')
}

/** Where the playhead stands is not undone, and a stroke on the pad is. */
async function undoInForward(page: Page): Promise<void> {
  await button(page, text.transport.newNoise).click()
  await timeline(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => timeline(page).getAttribute('aria-valuenow')).not.toBe('300')
  const t = Number(await timeline(page).getAttribute('aria-valuenow'))
  await page.keyboard.press('Meta+z')
  await notices(page)
    .getByText(undone(names.seed ?? ''))
    .waitFor()
  await atT(page, t)

  await button(page, text.forward.draw).click()
  const pad = page.getByRole('application', { name: filesText.draw.pad })
  const blank = await pixels(pad)
  await pad.click({ position: { x: 90, y: 90 } })
  const one = await pixels(pad)
  await pad.click({ position: { x: 150, y: 90 } })
  await page.keyboard.press('Control+z')
  expect(await pixels(pad)).toBe(one)
  await page.keyboard.press('Control+z')
  expect(await pixels(pad)).toBe(blank)
  await page.keyboard.press('Control+y')
  expect(await pixels(pad)).toBe(one)
}

test('in the walk Ctrl+Z takes back a choice and says so, and a stroke on the pad, but neither a field’s words nor where the playhead stands', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=3&frame=3' })
  await undoInReverse(page)
  await follow(page, '#t=300')
  await awaitGallery(page)
  await atT(page, 300)
  await undoInForward(page)
})

test('in the plane a dragged slider is one step, and strokes are taken back one by one', async () => {
  const page = await openPlane('&data=rings')
  const count = page.getByRole('slider', { name: planeText.planeData.count })
  const box = await count.locator('xpath=ancestor::*[@role="group"][1]').boundingBox()
  if (!box) throw new Error('no slider')
  const y = box.y + box.height - 8
  await page.mouse.move(box.x + 0.7 * box.width, y)
  await page.mouse.down()
  await page.mouse.move(box.x + 0.2 * box.width, y, { steps: 8 })
  await page.mouse.up()
  await linkSays(page, 'points=')
  await button(page, planeText.planeData.draw).click()
  const sheet = page.getByRole('application', { name: planeText.planeData.brush.sheet })
  for (const x of [100, 200]) await sheet.click({ position: { x, y: 100 } })
  await linkSays(page, 'data=own')
  await page.keyboard.press('Control+z')
  await notices(page)
    .getByText(undone(names.points ?? ''))
    .waitFor()
  await linkSays(page, 'data=own')
  await page.keyboard.press('Control+z')
  await linkSays(page, 'data=rings')
  await page.keyboard.press('Control+z')
  await notices(page)
    .getByText(undone(names.pointCount ?? ''))
    .waitFor()
  await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('points=')
  await page.keyboard.press('Control+z')
  await notices(page).getByText(nothingToUndo).waitFor()
})

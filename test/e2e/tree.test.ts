import { expect, test } from 'vitest'
import { treeText } from '../../src/i18n/tree'
import { browsing } from './visit'
import { atFrame, awaitNetwork, button, linkSays, picturePixels, pixels } from './walk'

const visit = browsing()
const { run, remove, rename, name: nameField, finish, complete } = treeText

test('a run branches by keys, each way has its film and its picture, a link brings all of it back bit for bit, and undo takes it back', async () => {
  const hash = '#go=reverse&sampler=ddpm&steps=6&seed=4&speed=60'
  const page = await visit({ backend: 'wasm', hash })
  await awaitNetwork(page)
  expect(await button(page, treeText.branch).isEnabled()).toBe(true)
  await page.keyboard.press('Home')
  await atFrame(page, 6)
  const first = await picturePixels(page)
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await atFrame(page, 3)
  const shared = await picturePixels(page)
  await page.keyboard.press('b')
  await atFrame(page, 6)
  const second = await picturePixels(page)
  expect(second).not.toBe(first)

  const tree = page.getByRole('region', { name: treeText.title })
  await tree.getByText(treeText.differs.seed()).waitFor()
  const both = tree.getByRole('list', { name: treeText.atPlayhead }).locator('canvas')
  expect([await pixels(both.nth(0)), await pixels(both.nth(1))]).toEqual([first, second])
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await atFrame(page, 3)
  expect(await picturePixels(page)).toBe(shared)
  expect([await pixels(both.nth(0)), await pixels(both.nth(1))]).toEqual([shared, shared])

  await tree.getByRole('button', { name: rename(run(2)) }).click()
  await page.getByRole('textbox', { name: nameField }).fill('given up')
  await page.keyboard.press('Escape')
  await tree.getByRole('button', { name: rename(run(2)) }).click()
  await page.getByRole('textbox', { name: nameField }).fill('other noise')
  await page.keyboard.press('Enter')
  await tree.getByRole('button', { name: 'other noise', exact: true }).first().waitFor()

  const again = await visit({ backend: 'wasm', hash: await linkSays(page, 'name.other') })
  await awaitNetwork(again)
  await atFrame(again, 3)
  expect(await picturePixels(again)).toBe(shared)
  await again.getByRole('button', { name: finish }).click()
  await again.getByText(complete).nth(1).waitFor()
  await again.keyboard.press('Home')
  await atFrame(again, 6)
  expect(await picturePixels(again)).toBe(second)
  await again
    .getByRole('button', { name: run(1), exact: true })
    .first()
    .click()
  await atFrame(again, 6)
  expect(await picturePixels(again)).toBe(first)
  await again.close()

  const before = await page.evaluate(() => location.hash)
  await page.keyboard.press('g') // four pictures: no state of the past could go on as them
  await tree.getByText(treeText.dropped).waitFor()
  await page.keyboard.press('Control+z')
  await tree.getByText(treeText.dropped).waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(before)

  await tree.getByRole('button', { name: remove('other noise') }).click()
  await tree.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await tree.waitFor()
})

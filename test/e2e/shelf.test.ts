import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { browsing } from './visit'
import { atFrame, button, linkSays, ready, shown } from './walk'

const visit = browsing()
const { shelf, transport } = text

test('a network is chosen from the shelf by keys, is fetched, and walks from the same noise to another picture', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2&digit=7' })
  await ready(page)
  const noise = await shown(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  const before = await shown(page)
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: shelf.title })
  const cards = dialog.getByRole('list').getByRole('button')
  await cards.nth(3).waitFor()
  expect(await cards.first().getAttribute('aria-current')).toBe('true')
  await cards.nth(3).focus() // after 500 steps of training
  await page.keyboard.press('Enter')
  await linkSays(page, 'model=growing-500')
  await dialog.waitFor({ state: 'detached' })
  expect(await ready(page)).not.toBe('')
  await atFrame(page, 0)
  expect(await shown(page)).toBe(noise)
  await linkSays(page, 'digit=7') // what was asked for is asked of this one too
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  expect(await shown(page)).not.toBe(before)
})

test('a link opens with its network', async () => {
  const page = await visit({ backend: 'wasm', hash: '#model=growing-0&go=reverse&steps=2&frame=2' })
  await atFrame(page, 2)
  await page.keyboard.press('m')
  const cards = page.getByRole('dialog').getByRole('list').getByRole('button')
  await cards.nth(1).waitFor()
  expect(await cards.nth(1).getAttribute('aria-current')).toBe('true')
})

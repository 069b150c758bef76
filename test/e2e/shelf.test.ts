import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { shelfText as shelf } from '../../src/i18n/shelf'
import { SHELF } from '../../src/walk/models'
import { browsing } from './visit'
import { atFrame, button, linkSays, ready, shown } from './walk'

const visit = browsing()
const place = (id: string) => SHELF.findIndex((model) => model.id === id)
const { transport } = text

test('a network is chosen from the shelf by keys, is fetched, and walks from the same noise to another picture', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2&digit=7' })
  await ready(page)
  const noise = await shown(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  const before = await shown(page)
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: shelf.title })
  const cards = dialog.getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('growing-500')).waitFor()
  expect(await cards.first().getAttribute('aria-current')).toBe('true')
  await cards.nth(place('growing-500')).focus() // after 500 steps of training
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
  const cards = page.getByRole('dialog').getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('growing-0')).waitFor()
  expect(await cards.nth(place('growing-0')).getAttribute('aria-current')).toBe('true')
})

test('a network on its way can be given up for the one before', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2' })
  await ready(page)
  await page.context().route('**/models/growing/**/*.safetensors', () => new Promise(() => undefined)) // never answers
  await page.keyboard.press('m')
  const cards = page.getByRole('dialog').getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('growing')).click()
  await linkSays(page, 'model=growing')
  await button(page, text.status.cancel).click()
  await expect.poll(() => page.url()).not.toContain('model=')
  await ready(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
})

test('what this machine keeps is said, and can be deleted', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2&model=growing-0' })
  await ready(page)
  await page.keyboard.press('m')
  const card = page.getByRole('dialog').getByRole('listitem').nth(place('growing-0'))
  await card.getByText(shelf.kept).waitFor()
  await card.getByRole('button', { name: shelf.forget }).press('Enter')
  await card.getByText(shelf.kept).waitFor({ state: 'detached' })
  expect(await card.locator('h3').getByRole('button').evaluate((element) => element === document.activeElement)).toBe(true) // keys go on from this card
  expect(await page.getByRole('dialog').isVisible()).toBe(true) // the card itself was not chosen
})

test('clothes: asked for by name, from a gallery of their own', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2&model=fashion&digit=8' })
  await ready(page)
  const menu = page.getByRole('button', { name: /bag/ })
  await menu.click()
  await page.getByRole('option', { name: 'sneaker' }).click()
  await linkSays(page, 'digit=7')
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  await page.keyboard.press('d')
  await page.getByRole('radio', { name: 'ankle boot' }).first().waitFor({ state: 'attached' })
})

test('emoji: asked for by group and style, in colour, led by guidance from the start', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2' })
  await ready(page)
  await page.keyboard.press('m')
  const cards = page.getByRole('dialog').getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('emoji')).click()
  await linkSays(page, 'model=emoji')
  await linkSays(page, 'guidance=3')
  await ready(page)
  for (const [asked, next] of [[/cats/, 'hearts'], [/any/, 'Twemoji']] as const) {
    await page.getByRole('button', { name: asked }).first().click()
    await page.getByRole('option', { name: next }).click()
  }
  await linkSays(page, 'digit=51') // the second style's eleventh group
  await button(page, transport.toData).click()
  await atFrame(page, 2)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { shelfText as shelf } from '../../src/i18n/shelf'
import { SHELF } from '../../src/walk/model/models'
import { browsing } from './visit'
import { atFrame, button, follow, linkSays, awaitNetwork, picturePixels } from './walk'

const visit = browsing()
const place = (id: string) => SHELF.findIndex((model) => model.id === id)
const { transport } = text

/** A network is chosen from the shelf by keys, is fetched, and walks from the same noise to another picture. */
async function chooseByKeys(page: Page): Promise<void> {
  await awaitNetwork(page)
  const noise = await picturePixels(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  const before = await picturePixels(page)
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: shelf.title })
  const cards = dialog.getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('growing-500')).waitFor()
  expect(await cards.first().getAttribute('aria-current')).toBe('true')
  await cards.nth(place('growing-500')).focus() // after 500 steps of training
  await page.keyboard.press('Enter')
  await linkSays(page, 'model=growing-500')
  await dialog.waitFor({ state: 'detached' })
  expect(await awaitNetwork(page)).not.toBe('')
  await atFrame(page, 0)
  expect(await picturePixels(page)).toBe(noise)
  await linkSays(page, 'digit=7') // what was asked for is asked of this one too
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  expect(await picturePixels(page)).not.toBe(before)
}

/** The classifier's card is no choice, says what uses the classifier, and deletes it by keys. */
async function deleteClassifier(page: Page): Promise<void> {
  await awaitNetwork(page)
  await button(page, transport.stepData).click()
  await page.getByText(/real test digits right/).waitFor()
  await page.keyboard.press('m')
  const card = page.getByRole('dialog').getByRole('listitem').nth(SHELF.length)
  await card.getByText(shelf.kept).waitFor()
  expect(await card.locator('h3').getByRole('button').count()).toBe(0)
  await expect.poll(() => card.getByText(settingsText.classifier.judge).isVisible()).toBe(true)
  expect(await card.getByRole('img', { name: shelf.accuracyCurve('') }).getAttribute('aria-label')).toContain(
    shelf.accuracyAt(0.56, 801),
  ) // the card’s own figure
  await card.locator('h3').click()
  await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(true)
  await card.getByRole('button', { name: shelf.forget }).press('Enter')
  await card.getByText(shelf.kept).waitFor({ state: 'detached' })
  expect(await card.locator('h3').evaluate((element) => element === document.activeElement)).toBe(true) // keys go on from this card
  expect(
    await page.getByRole('dialog').getByRole('listitem').nth(place('digits-v')).getByText(shelf.kept).count(),
  ).toBe(1) // it alone was deleted
}

test('a network is chosen from the shelf by keys, and walks from the same noise; the classifier has a card too, which is no choice', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2&digit=7' })
  await chooseByKeys(page)
  await follow(page, '#go=reverse&steps=2&judge=on')
  await deleteClassifier(page)
})

test('a link opens with its network; what this machine keeps is said, and can be deleted', async () => {
  const page = await visit({ backend: 'wasm', hash: '#model=growing-0&go=reverse&steps=2&frame=2' })
  await atFrame(page, 2)
  await page.keyboard.press('m')
  const cards = page.getByRole('dialog').getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('growing-0')).waitFor()
  expect(await cards.nth(place('growing-0')).getAttribute('aria-current')).toBe('true')

  const card = page.getByRole('dialog').getByRole('listitem').nth(place('growing-0'))
  await card.getByText(shelf.kept).waitFor()
  await card.getByRole('button', { name: shelf.forget }).press('Enter')
  await card.getByText(shelf.kept).waitFor({ state: 'detached' })
  expect(
    await card
      .locator('h3')
      .getByRole('button')
      .evaluate((element) => element === document.activeElement),
  ).toBe(true) // keys go on from this card
  await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(true) // the card itself was not chosen
})

/** A network on its way can be given up for the one before. */
async function giveUp(page: Page): Promise<void> {
  await awaitNetwork(page)
  await page.context().route('**/models/growing/**/*.safetensors', () => new Promise(() => undefined)) // never answers
  await page.keyboard.press('m')
  const cards = page.getByRole('dialog').getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('growing')).click()
  await linkSays(page, 'model=growing')
  await button(page, text.status.cancel).click()
  await expect.poll(() => page.url()).not.toContain('model=')
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
}

/** Clothes are asked for by name, and come from a gallery of their own. */
async function walkToClothes(page: Page): Promise<void> {
  await awaitNetwork(page)
  const menu = page.getByRole('button', { name: /bag/ })
  await menu.click()
  await page.getByRole('option', { name: 'sneaker' }).click()
  await linkSays(page, 'digit=7')
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  await page.keyboard.press('d')
  await page.getByRole('radio', { name: 'ankle boot' }).first().waitFor({ state: 'attached' })
}

/** Emoji are asked for by group and style, and are led by guidance from the start. */
async function walkToEmoji(page: Page): Promise<void> {
  await awaitNetwork(page)
  await page.keyboard.press('m')
  const cards = page.getByRole('dialog').getByRole('list').locator('h3').getByRole('button')
  await cards.nth(place('emoji-v')).click()
  await linkSays(page, 'model=emoji')
  await linkSays(page, 'guidance=3')
  await awaitNetwork(page)
  for (const [currentName, next] of [
    [/cats/, 'hearts'],
    [/any/, 'Twemoji'],
  ] as const) {
    await page.getByRole('button', { name: currentName }).first().click()
    await page.getByRole('option', { name: next }).click()
  }
  await linkSays(page, 'digit=51') // the second style's eleventh group
  await button(page, transport.toData).click()
  await atFrame(page, 2)
}

test('a network on its way can be given up; clothes are asked for by name, emoji by group and style', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2' })
  await giveUp(page)
  await follow(page, '#go=reverse&steps=2&model=fashion&digit=8')
  await walkToClothes(page)
  await follow(page, '#go=reverse&steps=2')
  await walkToEmoji(page)
})

/** Where data come from is a link that tells nothing of this page; a link of another scheme there is none. */
async function checkSources(page: Page): Promise<void> {
  const links = (id: string) => page.getByRole('dialog').getByRole('listitem').nth(place(id)).getByRole('link')
  for (const id of ['fashion-v', 'growing-0']) await links(id).first().waitFor()
  const attributes = await links('fashion-v').evaluateAll((all) =>
    all.map((link) => ['href', 'target', 'rel'].map((name) => link.getAttribute(name))),
  )
  expect(attributes).toEqual([['https://github.com/zalandoresearch/fashion-mnist', '_blank', 'noreferrer noopener']])
  expect(await links('growing-0').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).toEqual([
    'https://a.example/b',
  ])
}

test('where data come from is a link that tells nothing of this page; what is remembered is fetched when it is looked at, where there is a picture of it', async () => {
  const page = await visit({ backend: 'wasm' })
  let calls = 0
  const bytes = await page.evaluate(async () => {
    // as the shelf's own are: twenty samples over their neighbours, twice
    const canvas = Object.assign(document.createElement('canvas'), { width: 560, height: 112 })
    canvas.getContext('2d')?.fillRect(0, 0, 280, 56)
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve)
    })
    return [...new Uint8Array(await (blob ?? new Blob()).arrayBuffer())]
  })
  const pictures = (id: string, body: Buffer) =>
    page.context().route(`**/models/${id}/nearest.png`, (route) => {
      calls += 1
      return route.fulfill({ body, contentType: 'image/png' })
    })
  await pictures('growing', Buffer.from(bytes))
  await pictures('growing-500', Buffer.from('<!doctype html>')) // as a server may answer for what is missing
  for (const [id, files] of [
    ['growing', ['nearest.png']],
    ['growing-500', ['nearest.png']],
    ['growing-0', []],
  ] as const) {
    await page.context().route(`**/models/${id}/card.json`, (route) =>
      route.fulfill({
        json: {
          title: id,
          data: { name: 'x', licence: 'y', source: 'javascript:alert(1), https://a.example/b' },
          quality: { nearest: { guidance: 3, samples: { copies: 0.1 } } },
          files: Object.fromEntries(files.map((name) => [name, {}])),
        },
      }),
    )
  }
  await page.keyboard.press('m')
  await checkSources(page)
  const card = (id: string) => page.getByRole('dialog').getByRole('listitem').nth(place(id))
  const question = (id: string) => card(id).locator('summary').filter({ hasText: shelf.remembered })
  await question('growing').waitFor()
  expect(await question('growing-0').count()).toBe(0)
  expect(calls).toBe(0)
  await question('growing').press('Enter')
  const pairs = card('growing').getByRole('img', { name: shelf.nearest(text.networks['growing'] ?? '') })
  await pairs.waitFor()
  expect(
    await pairs.locator('div').evaluateAll((parts) => parts.map((part) => getComputedStyle(part).backgroundPosition)),
  ).toEqual(['0% 0%', '100% 0%', '0% 100%', '100% 100%'])
  const { width, height } = (await pairs.locator('div').first().boundingBox()) ?? { width: 0, height: 0 }
  expect(Math.abs(width / height - 5)).toBeLessThan(0.05) // ten beside each other, two above each other
  await expect.poll(() => card('growing').getByText(shelf.nearestRead(3)).isVisible()).toBe(true)
  await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(true) // the card itself was not chosen
  await question('growing-500').click()
  await card('growing-500').getByText(shelf.noNearest).waitFor()
})

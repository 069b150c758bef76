import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { browsing } from './visit'
import { atT, button, awaitGallery, linkSays } from './walk'

const visit = browsing()
const { header, rooms } = text
const { keys } = laterText

test('Back closes the dialog that was opened, and leaves the page no earlier than before', async () => {
  const page = await visit({ hash: '#t=400' })
  await awaitGallery(page)
  const dialog = page.getByRole('dialog', { name: keys.title })
  await page.keyboard.press('?')
  await dialog.waitFor()
  await page.goBack()
  await dialog.waitFor({ state: 'detached' })
  await atT(page, 400)
  await page.keyboard.press('?')
  await dialog.waitFor()
  await page.keyboard.press('Escape') // its entry goes with it
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => (history.state as { layer?: number }).layer ?? 0)).toBe(0)
  await button(page, header.keys).click()
  await dialog.waitFor()
  await page.goBack()
  await dialog.waitFor({ state: 'detached' })
  expect(page.url()).toContain('#t=400')
})

test('what was chosen in a dialog stays when that is closed, and when Back closes another', async () => {
  const page = await visit({ hash: '#t=400' })
  await awaitGallery(page)
  await page.keyboard.press('m')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').getByRole('list').locator('h3').getByRole('button').nth(1).press('Enter') // which closes it
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const chosenModel = /model=[\w-]+/.exec(await linkSays(page, 'model='))?.[0] ?? '?'
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('[role=dialog]')?.focus()
  })
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await linkSays(page, chosenModel)
  await atT(page, 400)
})

test('Back leads from room to room, each as it was left, and Forward again', async () => {
  const page = await visit({ hash: '#t=400' })
  await awaitGallery(page)
  await page.keyboard.press('ArrowRight')
  await atT(page, 420)
  await page.getByRole('link', { name: rooms.titles.plane }).click()
  await linkSays(page, 'room=plane')
  await page.goBack()
  await awaitGallery(page)
  await atT(page, 420)
  await linkSays(page, 't=420')
  await page.goForward()
  await page
    .getByRole('link', { name: rooms.titles.plane, exact: true })
    .and(page.locator('[aria-current=page]'))
    .waitFor()
})

test('Back after a pasted link is the link before it', async () => {
  const page = await visit({ hash: '#t=400' })
  await awaitGallery(page)
  await page.evaluate(() => {
    location.hash = '#t=700'
  })
  await atT(page, 700)
  await page.goBack()
  await atT(page, 400)
  expect(await linkSays(page, 't=400')).not.toContain('700')
})

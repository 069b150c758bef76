import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import { shelfText } from '../../src/i18n/shelf'
import { atFrame as atFrameOfPlane, stage } from './plane'
import { portablePage } from './portable'
import { browsing } from './visit'
import { atFrame, button, levels, picture, pixels, awaitNetwork, picturePixels } from './walk'

const visit = browsing()
const { transport } = text

test('the portable page, opened from its file, walks back, asks the classifier, and lets the plane’s particles walk', async () => {
  const page = await visit({
    site: portablePage,
    backend: 'wasm',
    model: 'shipped',
    hash: '#go=reverse&steps=3&judge=on',
    context: { offline: true },
  })
  await awaitNetwork(page)
  await page.evaluate(() => document.fonts.ready)
  expect(await page.evaluate(() => document.fonts.check('16px "Noisewalk Sans"'))).toBe(true)
  const noise = await picturePixels(page)
  await button(page, transport.toData).click()
  await atFrame(page, 3)
  expect(await picturePixels(page)).not.toBe(noise)
  expect(levels(await pixels(picture(page)))).toBeGreaterThan(10)
  await page.getByText(/real test digits right/).waitFor() // the classifier is in it
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: shelfText.title })
  await dialog.getByText(shelfText.portable).waitFor()
  await expect.poll(() => dialog.getByRole('listitem').locator('h3').count()).toBe(2) // the digits, and their classifier
  await expect
    .poll(() =>
      dialog
        .getByRole('img', { name: /Samples|draws here/ })
        .first()
        .isVisible(),
    )
    .toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.keyboard.press('p')
  await stage(page).waitFor()
  await page.goto(`${portablePage}?backend=wasm#room=plane&go=reverse&particles=100&steps=4`)
  await button(page, transport.toData).click()
  await atFrameOfPlane(page, 4, 4)
})

test('what is not in it is named', async () => {
  const page = await visit({
    site: portablePage,
    backend: 'wasm',
    model: 'shipped',
    hash: '#go=reverse&model=fashion-v',
    context: { offline: true },
  })
  await page.getByRole('alert').getByText(faultText('not-in-file', {})).waitFor()
})

test('it fits on any stick, and in a mail to a class', () => {
  expect(statSync(fileURLToPath(portablePage)).size).toBeLessThan(16e6)
})

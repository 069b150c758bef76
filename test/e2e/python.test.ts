import { expect, test } from 'vitest'
import { settingsText } from '../../src/i18n/settings'
import { browsing } from './visit'
import { button } from './walk'

const visit = browsing()
const { python } = settingsText

test('the frame that is shown, as a Python program; and a sentence where there is none yet', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=4&seed=12' })
  await button(page, python.open).click()
  const program = await page.getByRole('dialog').locator('pre').innerText()
  expect(program).toContain('SEED, SHAPE = 12, (1, 1, 28, 28)')
  expect(program).toContain('[1000, 750, 500, 250, 0]')
  expect(program).toContain(`${new URL('models/digits-v/', page.url()).href}unet/`)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  const other = await visit({ backend: 'wasm', hash: '#go=reverse&sampler=unipc&steps=4' })
  await button(other, python.open).click()
  expect(await other.getByRole('dialog').locator('pre').innerText()).toContain('STEPS = [')
  await other.keyboard.press('Escape')
  await other.evaluate(() => {
    location.hash = '#go=reverse&sampler=rk45'
  })
  await other.getByText(python.lacking.sampler).waitFor()
  expect(await button(other, python.open).isDisabled()).toBe(true)
})

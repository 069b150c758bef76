import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { qualityText } from '../../src/i18n/quality'
import { raceText } from '../../src/i18n/race'
import { tinyModel } from './model'
import { browsing } from './visit'
import { button, choose } from './walk'

const visit = browsing()

test('a race’s lanes are counted by one press, a lane whose network does not come says why, and the table is saved', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#go=reverse&seed=3&study=race',
    prepare: (context) =>
      context.route('**/models/growing**', async (route) => {
        const path = /models\/(growing(?:-\d+)?)\/(.*)$/.exec(new URL(route.request().url()).pathname)
        const file = path?.[1] === 'growing-500' ? undefined : tinyModel().get(path?.[2] ?? '')
        if (file instanceof Uint8Array) await route.fulfill({ body: Buffer.from(file) })
        else await route.fulfill({ status: 404, body: 'not found' })
      }),
  })
  await button(page, raceText.presets.training).click()
  const budget = page.getByRole('textbox', { name: raceText.budget.evaluations })
  await budget.fill('2')
  await budget.press('Enter')
  await choose(page, qualityText.at, qualityText.ats.race)
  await button(page, qualityText.draw(5 * 64 * 2)).press('Enter')
  await button(page, qualityText.stop).last().waitFor()
  await page.locator('[data-quality="done"]').waitFor({ state: 'attached', timeout: 60_000 })
  const counted = await page
    .locator('[data-named]')
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.n)))
  expect(counted).toEqual([64, 64, 0, 64, 64])
  await page.locator('[data-named]').nth(2).getByText('could not be fetched').waitFor()

  // Distances to real digits, of the features that a classifier with random weights would give as well: numbers, and Fréchet’s of all lanes.
  const distances = await page
    .locator('[data-kernel]')
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset.kernel)))
  expect(distances).toHaveLength(4)
  expect(distances.every((distance) => distance > 0)).toBe(true)
  expect(await page.locator('[data-frechet]').count()).toBe(4)

  const [file] = await Promise.all([page.waitForEvent('download'), button(page, qualityText.save).click()])
  const table = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(table).toHaveLength(6)
  expect(table[1]).toMatch(/^1,growing-0,ddim,.*,64,[\d.]+,[\d.]+,wasm,own,http.*model=growing-0.*seed=3/)
}, 90_000)

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { inspectText } from '../../src/i18n/inspect'
import { settingsText } from '../../src/i18n/settings'
import { engineLog, awaitFrames } from './engine-log'
import { browsing } from './visit'
import {
  atFrame,
  atT,
  button,
  choose,
  awaitGallery,
  levels,
  linkSays,
  pixels,
  awaitNetwork,
  picturePixels,
  timeline,
} from './walk'

const visit = browsing()
const inspector = (page: Page) => page.getByRole('region', { name: inspectText.title })
const looked = (page: Page) => inspector(page).locator('[data-look="looked"]').waitFor()
const view = (page: Page, name: keyof typeof inspectText.views) =>
  choose(page, inspectText.viewsName, inspectText.views[name])
const countLooks = async (page: Page) => (await engineLog(page)).posted.filter((kind) => kind === 'look').length

/** What must not move when the inspector opens and closes. */
const standing = async (page: Page) => [
  await picturePixels(page),
  await timeline(page).getAttribute('aria-valuetext'),
  JSON.stringify(await timeline(page).boundingBox()),
]

test('a step of DDPM with guidance, from a known picture: its terms are pictures that sum to the frame', async () => {
  const hash = '#picture=7&go=reverse&from=500&steps=6&sampler=ddpm&guidance=2&frame=1'
  const page = await visit({ backend: 'wasm', hash })
  await awaitNetwork(page)
  await atFrame(page, 1)
  await awaitFrames(page)
  const before = await standing(page)
  await page.keyboard.press('i')
  await looked(page)
  await linkSays(page, 'inspect=on')
  expect(await countLooks(page)).toBe(1)
  expect(await standing(page)).toEqual(before)

  const terms = inspector(page).getByRole('group', { name: inspectText.sum.terms })
  await expect.poll(() => terms.getByRole('button').count()).toBe(3)
  const difference = Number(await inspector(page).locator('[data-difference]').getAttribute('data-difference'))
  expect(difference).toBeLessThan(1e-5)
  const large = inspector(page).locator('figure canvas').first()
  const first = await pixels(large)
  await terms.getByRole('button').first().focus()
  await page.keyboard.press('ArrowRight') // the term beside it; the walk stays where it is
  await expect.poll(() => pixels(large)).not.toBe(first)
  const count = inspector(page).getByRole('slider', { name: inspectText.sum.count })
  await count.press('End')
  await inspector(page).getByText(inspectText.sum.added(3, 3)).waitFor()
  expect(await pixels(large)).toBe(before[0]) // the sum of what is shown is the frame

  await view(page, 'known')
  for (const name of ['score', 'difference', 'sigma', 'z', 'x0Error'] as const)
    await inspector(page).getByRole('img', { name: inspectText.known.names[name], exact: true }).waitFor()
  await view(page, 'pixel')
  await inspector(page).getByText('KL(q ‖ p) = ').waitFor()
  const pixel = inspector(page).getByRole('application')
  const where = await pixel.getAttribute('aria-label')
  await pixel.press('ArrowRight')
  expect(await pixel.getAttribute('aria-label')).not.toBe(where)
  await view(page, 'spectrum')
  expect(Number(await inspector(page).locator('[data-drowns]').getAttribute('data-drowns'))).toBeGreaterThan(0)
  expect(await countLooks(page)).toBe(1) // all of that from one look
  await view(page, 'network')
  await inspector(page)
    .getByRole('button', { name: /conv_out/ })
    .click()
  await inspector(page)
    .getByRole('img', { name: inspectText.network.maps(2, 2) })
    .waitFor()
  expect(await countLooks(page)).toBe(2)

  expect(await standing(page)).toEqual(before)
  await page.keyboard.press('Escape')
  await inspector(page).waitFor({ state: 'detached' })
  expect(await standing(page)).toEqual(before)
})

test('opened by its button or a press on the equation, in either direction; Back and the key close it', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=400' })
  await awaitGallery(page)
  const open = button(page, settingsText.lookInside.open)
  await open.click()
  await inspector(page).getByText(inspectText.sum.differenceForward(0).slice(0, 40)).waitFor()
  await page.goBack()
  await inspector(page).waitFor({ state: 'detached' })
  await atT(page, 400)
  await page.locator('math mo').first().click()
  await inspector(page).waitFor()
  const link = await linkSays(page, 'inspect=on')
  await page.keyboard.press('i')
  await inspector(page).waitFor({ state: 'detached' })
  await page.waitForFunction(() => !location.hash.includes('inspect')) // the same link once more would be no change
  await page.evaluate((hash) => {
    location.hash = hash
  }, link)
  await inspector(page).waitFor() // a link brings it
  await page.keyboard.press('ArrowRight') // the walk goes on under it
  await atT(page, 420)
  await page.keyboard.press('i')
  await inspector(page).waitFor({ state: 'detached' })

  await page.keyboard.press('d')
  await awaitNetwork(page)
  await page.keyboard.press('i')
  await looked(page) // at the start it is the first step
  await button(page, inspectText.sum.add).click()
  await inspector(page).getByText(inspectText.sum.added(2, 2)).waitFor()
  const large = inspector(page).locator('figure canvas').first()
  expect(levels(await pixels(large))).toBeGreaterThan(10)
  await view(page, 'pixel')
  await inspector(page).getByText(inspectText.pixel.none.point).waitFor() // DDIM draws nothing
})

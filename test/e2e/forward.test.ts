import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { fixed } from '../../src/i18n/format/numbers'
import { cosineSchedule, level } from '../../src/diffusion'
import { browsing } from './visit'
import { atT, button, drag, awaitGallery, levels, picture, pixels, picturePixels, timeline } from './walk'

const visit = browsing()
const schedule = cosineSchedule(1000)

test('the first picture is there within seconds, before any network', async () => {
  const page = await visit({ modelWhen: new Promise(() => undefined) })
  await expect.poll(async () => levels(await picturePixels(page)), { timeout: 5000 }).toBeGreaterThan(10)
  const sinceOpened = await page.evaluate(() => performance.now())
  expect(sinceOpened).toBeLessThan(5000)
})

test('dragging the timeline takes the digit away, and dragging back returns the identical picture', async () => {
  const page = await visit()
  await awaitGallery(page)
  const data = await picturePixels(page)
  await drag(page, 0, 400)
  const noisy = await picturePixels(page)
  expect(noisy).not.toBe(data)
  const t = Number(await timeline(page).getAttribute('aria-valuenow'))
  await drag(page, t, 1000)
  expect(await picturePixels(page)).not.toBe(noisy)
  await drag(page, 1005, t) // the playhead hangs over the edge there
  expect(await timeline(page).getAttribute('aria-valuenow')).toBe(String(t))
  expect(await picturePixels(page)).toBe(noisy)
  await drag(page, t, -50)
  expect(await picturePixels(page)).toBe(data)
})

test('the equation shows the coefficients of the playhead, and keys move it', async () => {
  const page = await visit({ hash: '#t=500' })
  const equation = page.getByRole('region', { name: text.forward.equation })
  const says = async (t: number) => {
    await atT(page, t)
    const { signal, noise } = level(schedule, t)
    const words = await equation.innerText()
    for (const coefficient of [signal, noise]) expect(words).toContain(fixed(coefficient, 3))
  }
  await says(500)
  const first = await picturePixels(page)
  await page.keyboard.press('ArrowRight')
  await says(520) // the levels of 50 steps
  expect(await picturePixels(page)).not.toBe(first)
  await page.keyboard.press('Shift+ArrowRight')
  await says(720)
  await page.keyboard.press('End')
  await says(1000)
  await page.keyboard.press('Home')
  await says(0)
})

test('the same seed gives the same pixels after loading again, and new noise gives others', async () => {
  const page = await visit({ hash: '#t=700&seed=5' })
  await awaitGallery(page)
  const before = await picturePixels(page)
  const eps = await pixels(page.getByRole('img', { name: text.forward.eps }))
  await page.reload()
  await awaitGallery(page)
  expect(await picturePixels(page)).toBe(before)
  await button(page, text.transport.newNoise).click()
  await expect.poll(() => picturePixels(page)).not.toBe(before)
  expect(await pixels(page.getByRole('img', { name: text.forward.eps }))).not.toBe(eps)
})

test('playing walks into noise by itself and stops at the end', async () => {
  const page = await visit({ hash: '#speed=60&t=800' })
  await awaitGallery(page)
  await button(page, text.transport.play).click()
  await atT(page, 1000)
  await button(page, text.transport.play).waitFor()
})

test('each starter picture is another picture', async () => {
  const page = await visit()
  await awaitGallery(page)
  const pictures = new Set<string>()
  for (let digit = 0; digit < 10; digit++) {
    await page.keyboard.press(String(digit))
    pictures.add(await picturePixels(page))
    await page.keyboard.press(String(digit)) // its second handwriting
    pictures.add(await picturePixels(page))
  }
  expect(pictures.size).toBe(20)
  await expect.poll(() => picture(page).count()).toBe(1)
})

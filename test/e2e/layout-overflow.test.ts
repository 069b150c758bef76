import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { planeText } from '../../src/i18n/plane'
import { stage } from './plane'
import { browsing } from './visit'
import { atFrame, button, awaitGallery, picture, awaitNetwork, timeline } from './walk'

const visit = browsing()

const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
  })

/** Signs of one line that stand on signs of another, of the equation that is shown. */
const collisions = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const signs = [...document.querySelectorAll('figure ~ * math, section math')].flatMap((math) =>
      [...math.querySelectorAll('mi, mn, mo')]
        .filter((sign) => sign.textContent)
        .map((sign) => ({ math, sign: sign.textContent, box: sign.getBoundingClientRect() })),
    )
    return signs.flatMap((a, i) =>
      signs
        .slice(i + 1)
        .filter(
          (b) =>
            b.math !== a.math &&
            Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 0.5 &&
            Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 0.5,
        )
        .map((b) => `${a.sign} over ${b.sign}`),
    )
  })

/** Nothing of the page is wider than its window, and its main things are there. */
async function fits(page: Page, width: number, what: string): Promise<void> {
  const over = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`),
  )
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(scrollWidth, `${what}: ${over.join(', ')}`).toBeLessThanOrEqual(width)
  for (const part of [picture(page), timeline(page), button(page, text.transport.play)])
    expect((await part.boundingBox())?.width, what).toBeGreaterThan(0)
}

test('nothing hangs over the edge, in either theme', async () => {
  const page = await visit({ backend: 'wasm', context: { viewport: { width: 360, height: 740 }, hasTouch: true } })
  await awaitGallery(page)
  await awaitNetwork(page)
  const grounds = new Set<string>()
  for (const walk of ['forward', 'reverse'] as const) {
    if (walk === 'reverse') {
      await page.keyboard.press('d')
      await atFrame(page, 0)
      await button(page, text.transport.stepData).click()
      await atFrame(page, 1)
    }
    for (const [width, height] of [
      [360, 740],
      [768, 1024],
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await settle(page)
        grounds.add(
          await page.evaluate(
            () => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).color,
          ),
        )
        await fits(page, width, `${walk} ${colorScheme} at ${width} × ${height}`)
      }
    }
  }
  expect(grounds.size).toBe(2) // there were two themes
})

test('no sign of an equation stands on another, and a prime stands beside its letter', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse' })
  await awaitNetwork(page)
  for (const sampler of ['ddpm', 'heun', 'unipc', 'lms', 'dpm-solver++']) {
    await page.evaluate((id) => {
      location.hash = `#go=reverse&steps=10&frame=5&sampler=${id}`
    }, sampler)
    await page.locator('section math').nth(2).waitFor()
    await atFrame(page, 5)
    for (const width of [1024, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await settle(page)
      expect(await collisions(page), `${sampler} at ${width}`).toEqual([])
    }
    if (sampler !== 'heun') continue
    const rises = await page.evaluate(() =>
      [...document.querySelectorAll('math')]
        .filter((math) => math.textContent.includes('′'))
        .map((math) => {
          const of = (letter: string) =>
            [...math.querySelectorAll('mi, mo')].find((sign) => sign.textContent === letter)?.getBoundingClientRect()
              .top ?? NaN
          return of('^') - of('′')
        }),
    )
    expect(rises.length).toBeGreaterThan(0)
    for (const rise of rises) expect(rise).toBeLessThanOrEqual(2)
  }
})

test('the numbers of a particle are all in sight, however long', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#room=plane&go=reverse&process=ve&sampler=heun&steps=6&chosen=3&frame=2',
  })
  await stage(page).waitFor()
  const numbers = page.getByRole('table').filter({ hasText: planeText.planeStage.chosen.product })
  await numbers.locator('tbody tr').nth(1).waitFor()
  for (const [width, height] of [
    [1024, 768],
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await settle(page)
    expect(await numbers.evaluate((table) => table.scrollWidth - table.clientWidth), `${width} × ${height}`).toBe(0)
  }
})

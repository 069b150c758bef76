import type { BrowserContext, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { chromiumFlags } from '../chromium'
import { awaitPaints } from './engine-log'
import { layer, awaitIdle } from './plane'
import { browsing } from './visit'
import { atFrame, button, awaitGallery, awaitNetwork } from './walk'

const visit = browsing()
const visitWithSystemFonts = browsing(chromiumFlags, process.env)

/** Families of the fonts in which the page's text is drawn; those that it did not bring are marked. */
async function familiesOf(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' })
  const families = new Set<string>()
  for (const nodeId of nodeIds) {
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
    for (const { familyName, isCustomFont } of fonts)
      families.add(isCustomFont ? familyName : `${familyName} of the system`)
  }
  return [...families].sort()
}

/** Opens everything that is behind a name. */
const discloseAll = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })

test('all of the walk is drawn in the page’s own fonts, and so is a program', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitGallery(page)
  await awaitNetwork(page)
  expect(await familiesOf(page)).toEqual(['Noisewalk Math', 'Noisewalk Sans', 'Noisewalk Serif'])
  await page.keyboard.press('d')
  await atFrame(page, 0)
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  await discloseAll(page)
  expect(await familiesOf(page)).toEqual(['Noisewalk Math', 'Noisewalk Sans', 'Noisewalk Serif'])
  await button(page, settingsText.python.open).click()
  await page.locator('pre').waitFor()
  await page.evaluate(() => document.fonts.ready)
  expect(await familiesOf(page)).toContain('Noisewalk Code')
  expect((await familiesOf(page)).filter((family) => family.includes('system'))).toEqual([])
})

test('all of the plane is', async () => {
  const page = await visit({ backend: 'wasm', hash: '#room=plane' })
  await awaitIdle(page)
  await discloseAll(page)
  expect(await familiesOf(page)).toEqual(['Noisewalk Sans', 'Noisewalk Serif'])
})

describe.each([
  [390, 844],
  [1280, 800],
  [1920, 1080],
])('at %i × %i', (width, height) => {
  /** Where everything stands in both directions of the walk. */
  async function places(from: typeof visit): Promise<string[]> {
    const page = await from({ backend: 'wasm', hash: '#t=300', context: { viewport: { width, height } } }) // a link has no hint that beckons
    await awaitGallery(page)
    await awaitNetwork(page)
    const boxes: string[] = []
    for (const turns of [0, 1]) {
      if (turns) {
        await page.keyboard.press('d')
        await page.getByRole('switch', { name: settingsText.classifier.judge }).waitFor() // the last part to arrive
      }
      await discloseAll(page)
      boxes.push(
        ...(await page.evaluate(async () => {
          await Promise.all(document.getAnimations().map(({ finished }) => finished)) // an arrow may still be turning
          return [...document.querySelectorAll('body *')].map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect()
            return `${element.tagName} ${x} ${y} ${width} ${height}`
          })
        })),
      )
    }
    return boxes
  }

  test('everything stands where it stands with the system’s fonts', async () => {
    const ownBoxes = await places(visit)
    expect(ownBoxes.length).toBeGreaterThan(400)
    expect(await places(visitWithSystemFonts)).toEqual(ownBoxes)
  })
})

declare global {
  interface Window {
    shifted: number
  }
}

/** Holds the page's fonts back for so many ms, and adds up how far what is on the page moves by itself. */
const lateFonts = (ms: number) => async (context: BrowserContext) => {
  await context.route('**/fonts/*', async (route) => {
    await new Promise((resolve) => {
      setTimeout(resolve, ms)
    })
    await route.continue()
  })
  await context.addInitScript(() => {
    window.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.shifted += (entry as PerformanceEntry & { readonly value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

test('a text in letters that come late is drawn again in them', async () => {
  const cyrillic = async (prepare?: (context: BrowserContext) => Promise<unknown>) => {
    const page = await visit({ backend: 'wasm', hash: '#room=plane&data=text.Привіт', ...(prepare && { prepare }) })
    await awaitIdle(page)
    await page.waitForFunction(() => document.fonts.check('600 90px "Noisewalk Sans"', 'Привіт'))
    await awaitPaints(page, 3)
    return layer(page, 'points')
  }
  const late = await cyrillic((context) =>
    context.route('**/fonts/sans-cyrillic*', async (route) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 1500)
      })
      await route.continue()
    }),
  )
  expect(late).toBe(await cyrillic())
  const page = await visit({
    backend: 'wasm',
    hash: '#room=plane&data=text.Привіт',
    prepare: (context) => context.route('**/fonts/sans-cyrillic*', (route) => route.abort()),
  })
  await awaitIdle(page)
  expect(await layer(page, 'points')).not.toBe(late)
})

describe('nothing moves when the fonts come', () => {
  test.each([
    [0, true],
    [400, true],
    [3000, false],
  ] as const)('after %i ms; they are in use: %s', async (ms, isUsed) => {
    const page = await visit({ backend: 'wasm', prepare: lateFonts(ms) })
    await awaitGallery(page)
    await awaitNetwork(page)
    await page.waitForTimeout(Math.max(0, ms - 1000)) // until they would have come
    expect(
      await page.evaluate(
        () =>
          document.fonts.check('600 16px "Noisewalk Serif"') &&
          [...document.fonts].some(({ family }) => family.includes('Noisewalk Math')),
      ),
    ).toBe(isUsed)
    expect(await page.evaluate(() => window.shifted)).toBeLessThan(0.004)
  })
})

test('brackets and roots grow with what is in them: the table of mathematics is there', async () => {
  const page = await visit({ backend: 'wasm' })
  const [bracket, root] = await page.evaluate(() => {
    const place = document.createElement('div')
    place.innerHTML =
      '<math><mrow><mo>(</mo><mspace height="40px" depth="40px" width="1px"></mspace><mo>)</mo></mrow><msqrt><mspace height="40px" depth="40px" width="1px"></mspace></msqrt></math>'
    document.body.append(place)
    return ['mo', 'msqrt'].map((name) => place.querySelector(name)?.getBoundingClientRect().height ?? NaN)
  })
  expect(bracket).toBeGreaterThan(70)
  expect(root).toBeGreaterThan(80)
})

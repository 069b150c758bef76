import type { BrowserContext, CDPSession, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { chromiumFlags } from '../chromium'
import { awaitPaints } from './engine-log'
import { layer, awaitIdle, stage } from './plane'
import { awaitAnimations } from './animations'
import { browsing } from './visit'
import { atFrame, button, awaitGallery, awaitNetwork, follow } from './walk'

const visit = browsing()
const visitWithSystemFonts = browsing(chromiumFlags, process.env)

/** The fonts of one element; undefined if it has left the page. */
const fontsOf = (devtools: CDPSession, nodeId: number) =>
  devtools.send('CSS.getPlatformFontsForNode', { nodeId }).then(
    ({ fonts }) => fonts,
    (error: unknown) => {
      if (String(error).includes('Could not find node')) return undefined
      throw error
    },
  )

/** The names of the fonts of all that stands on the page; undefined if some of it left while they were asked for. */
async function namesOfFonts(devtools: CDPSession): Promise<Set<string> | undefined> {
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' })
  const names = new Set<string>()
  for (const nodeId of nodeIds) {
    const fonts = await fontsOf(devtools, nodeId)
    if (!fonts) return undefined
    for (const { familyName, isCustomFont } of fonts)
      names.add(isCustomFont ? familyName : `${familyName} of the system`)
  }
  return names
}

/**
 * Families of the fonts in which the page's text is drawn; those that it did not bring are marked. If a part of the page arrives
 * meanwhile, in the place of what stood for it, all is asked again.
 */
async function familiesOf(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  let names: Set<string> | undefined
  while (!names) names = await namesOfFonts(devtools)
  await devtools.detach()
  return [...names].sort()
}

/** Opens everything that is behind a name. */
const discloseAll = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })

const BRACKET = `<math><mrow><mo>(</mo><mspace height="40px" depth="40px" width="1px"></mspace><mo>)</mo></mrow>
  <msqrt><mspace height="40px" depth="40px" width="1px"></mspace></msqrt></math>`

/** The heights of a bracket and of a root around something that is 80 px high. */
const heights = (page: Page) =>
  page.evaluate((math) => {
    const place = document.createElement('div')
    place.innerHTML = math
    document.body.append(place)
    const answer = ['mo', 'msqrt'].map((name) => place.querySelector(name)?.getBoundingClientRect().height ?? NaN)
    place.remove()
    return answer
  }, BRACKET)

test('all of the walk is drawn in the page’s own fonts, brackets and roots that grow with what is in them, a program, and all of the plane', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitGallery(page)
  await awaitNetwork(page)
  expect(await familiesOf(page)).toEqual(['Noisewalk Math', 'Noisewalk Sans', 'Noisewalk Serif'])
  const [bracket, root] = await heights(page) // the table of mathematics is there
  expect(bracket).toBeGreaterThan(70)
  expect(root).toBeGreaterThan(80)
  await page.keyboard.press('d')
  await atFrame(page, 0)
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  await discloseAll(page)
  expect(await familiesOf(page)).toEqual(['Noisewalk Math', 'Noisewalk Sans', 'Noisewalk Serif'])
  await button(page, settingsText.python.open).click()
  await page.locator('pre').waitFor()
  await page.evaluate(() => document.fonts.ready)
  const ofProgram = await familiesOf(page)
  expect(ofProgram).toContain('Noisewalk Code')
  expect(ofProgram.filter((family) => family.includes('system'))).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await follow(page, '#room=plane')
  await stage(page).waitFor()
  await awaitIdle(page)
  await discloseAll(page)
  expect(await familiesOf(page)).toEqual(['Noisewalk Sans', 'Noisewalk Serif'])
})

const SIZES = [
  [390, 844],
  [1280, 800],
  [1920, 1080],
] as const

/** Where everything stands in a window of this size. */
async function places(page: Page, [width, height]: (typeof SIZES)[number]): Promise<string[]> {
  await page.setViewportSize({ width, height })
  await awaitPaints(page, 3)
  await discloseAll(page)
  await awaitAnimations(page)
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return `${element.tagName} ${x} ${y} ${width} ${height}`
    }),
  )
}

/** Where everything stands in both directions of the walk, at each size. */
async function allPlaces(from: typeof visit): Promise<Record<string, string[]>> {
  const page = await from({ backend: 'wasm', hash: '#t=300' }) // a link has no hint that beckons
  await awaitGallery(page)
  await awaitNetwork(page)
  await page.waitForLoadState('networkidle') // every part that comes later has come
  const boxes: Record<string, string[]> = {}
  for (const size of SIZES) boxes[`into noise at ${size.join(' × ')}`] = await places(page, size)
  await page.keyboard.press('d')
  await page.getByRole('switch', { name: settingsText.classifier.judge }).waitFor() // the last part to arrive
  for (const size of SIZES) boxes[`back to data at ${size.join(' × ')}`] = await places(page, size)
  return boxes
}

test('everything stands where it stands with the system’s fonts, at three sizes of the window', async () => {
  const ownBoxes = await allPlaces(visit)
  for (const [view, boxes] of Object.entries(ownBoxes)) expect(boxes.length, view).toBeGreaterThan(200)
  expect(await allPlaces(visitWithSystemFonts)).toEqual(ownBoxes)
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
  let arrive = () => {
    /* set below */
  }
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const page = await visit({
    backend: 'wasm',
    hash: '#room=plane&data=text.Привіт',
    waitUntil: 'commit', // a font that is asked for holds back the end of loading
    prepare: (context) =>
      context.route('**/fonts/sans-cyrillic*', async (route) => {
        await arrival
        await route.continue()
      }),
  })
  await awaitIdle(page)
  const without = await layer(page, 'points')
  arrive()
  await page.waitForFunction(() => document.fonts.check('600 90px "Noisewalk Sans"', 'Привіт'))
  await awaitPaints(page, 3)
  const late = await layer(page, 'points')
  expect(late).not.toBe(without)

  await follow(page, '#room=plane&data=text.Hi')
  await expect.poll(() => layer(page, 'points')).not.toBe(late)
  await follow(page, '#room=plane&data=text.Привіт') // now the letters are there at once
  await expect.poll(() => layer(page, 'points')).toBe(late)
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

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { planeText } from '../../src/i18n/plane'
import { stage } from './plane'
import { browsing } from './visit'
import { atFrame, button, galleryShown, picture, ready, timeline } from './walk'

const visit = browsing()

type Size = readonly [width: number, height: number]
interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the page's main things stand, in CSS pixels of the window, and how wide the page is. */
interface Layout {
  readonly stage: Box
  readonly play: Box
  readonly timeline: Box
  readonly width: number
}

/** What a visitor may have done, as a link or by hand. */
interface State {
  readonly name: string
  readonly hash?: string
  readonly by?: (page: Page) => Promise<unknown>
}

/** Measures once the page has been laid out for its window. */
const measure = (page: Page): Promise<Layout> =>
  page.evaluate(
    async (names) => {
      scrollTo(0, 0)
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
      const box = (selector: string): Box => {
        const found = document.querySelector(selector)
        if (!found) throw new Error(`nothing is ${selector}`)
        return found.getBoundingClientRect().toJSON() as Box
      }
      return {
        stage: box('figure:has(figcaption) > div'),
        play: box(`button[aria-label="${names.play}"], button[aria-label="${names.pause}"]`),
        timeline: box(`[aria-label="${names.timeline}"]`),
        width: document.documentElement.scrollWidth,
      }
    },
    { play: text.transport.play, pause: text.transport.pause, timeline: text.timeline.name },
  )

const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
  })

/** Each state at each size: what stands where. */
async function table(page: Page, states: readonly State[], sizes: readonly Size[]): Promise<Map<string, Layout[]>> {
  const found = new Map<string, Layout[]>()
  for (const { name, hash, by } of states) {
    await page.setViewportSize({ width: 1280, height: 800 })
    if (hash !== undefined)
      await page.evaluate((to) => {
        location.hash = to
      }, hash)
    await by?.(page)
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      const layout = await measure(page)
      expect(layout.width, `${name} at ${width} × ${height} scrolls sideways`).toBeLessThanOrEqual(width)
      found.set(`${width} × ${height}`, [...(found.get(`${width} × ${height}`) ?? []), layout])
    }
  }
  return found
}

const bottom = ({ y, height }: Box): number => y + height
const inSight = (box: Box, [width, height]: Size): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && bottom(box) <= height
const rounded = ({ stage: a, play: b, timeline: c }: Layout) =>
  [a, b, c].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round))

const large: readonly Size[] = [
  [1024, 700],
  [1100, 720],
  [1280, 720],
  [1280, 800],
  [1366, 768],
  [1920, 1080],
]
const phones: readonly Size[] = [
  [390, 844],
  [768, 1024],
]

const walks: readonly State[] = [
  { name: 'forward', hash: '#t=300' },
  { name: 'reverse', hash: '#go=reverse&frame=5&steps=10' },
  { name: 'two menus', hash: '#go=reverse&model=emoji-v' },
  { name: 'a sum of many terms', hash: '#go=reverse&sampler=unipc&steps=10' },
  { name: 'two notices', hash: '#go=reverse&no=1&such=2' },
  {
    name: 'the classifier',
    by: (page) => page.getByRole('switch', { name: settingsText.classifier.judge }).click({ force: true }),
  },
  {
    name: 'a picture that was opened',
    hash: '#t=500',
    by: async (page) => {
      const own = await page.evaluate(() => {
        const canvas = new OffscreenCanvas(90, 60)
        canvas.getContext('2d')?.fillRect(20, 20, 30, 30)
        return canvas
          .convertToBlob()
          .then((blob) => blob.arrayBuffer())
          .then((buffer) => [...new Uint8Array(buffer)])
      })
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer: Buffer.from(own) })
      await button(page, text.forward.invert).waitFor()
    },
  },
]
const planes: readonly State[] = [
  { name: 'the plane, forward', hash: '#room=plane&t=300', by: (page) => stage(page).waitFor() },
  { name: 'the plane, reverse', hash: '#room=plane&go=reverse&steps=6' },
  { name: 'a chosen particle', hash: '#room=plane&go=reverse&chosen=2&frame=3&steps=6' },
  { name: 'everything shown', hash: '#room=plane&go=reverse&steps=6&map=error&arrows=score&no=1' },
]
const besides: readonly State[] = [
  { name: 'two runs, forward', hash: '#room=plane&beside=on&t=300', by: (page) => stage(page, 1).waitFor() },
  { name: 'two runs, reverse', hash: '#room=plane&beside=on&go=reverse&steps=6' },
]

test('picture, Play and timeline stand in one place in every state, and in sight', async () => {
  const page = await visit({ backend: 'wasm' })
  await galleryShown(page)
  await ready(page)
  for (const states of [walks, planes, besides]) {
    const found = await table(page, states, [...large, ...phones])
    for (const size of large) {
      const layouts = found.get(size.join(' × ')) ?? []
      expect(layouts).toHaveLength(states.length)
      for (const [i, layout] of layouts.entries()) {
        const where = `${states[i]?.name ?? ''} at ${size.join(' × ')}`
        expect(rounded(layout), where).toEqual(rounded(layouts[0] ?? layout))
        for (const box of [layout.stage, layout.play, layout.timeline])
          expect(inSight(box, size), `${where}: ${JSON.stringify(layout)}`).toBe(true)
      }
    }
    if (states === besides) continue // a phone has two pictures one below the other
    for (const size of phones)
      for (const [i, { play }] of found.get(size.join(' × '))?.entries() ?? [])
        expect(inSight(play, size), `${states[i]?.name ?? ''} at ${size.join(' × ')}`).toBe(true)
  }
})

test('a phone held sideways has Play and the timeline, a small frame too; a window of 320 pixels scrolls one way alone', async () => {
  const page = await visit({ backend: 'wasm' })
  await galleryShown(page)
  await ready(page)
  const frames: readonly Size[] = [
    [844, 390],
    [667, 375],
    [640, 480],
  ]
  for (const states of [walks.slice(0, 3), planes.slice(0, 3)]) {
    const found = await table(page, states, [...frames, [320, 256], [305, 640]])
    for (const size of frames) {
      for (const { stage: of, play, timeline: line } of found.get(size.join(' × ')) ?? []) {
        for (const box of [of, play, line])
          expect(inSight(box, size), `${size.join(' × ')}: ${JSON.stringify({ of, play, line })}`).toBe(true)
      }
    }
  }
  await page.emulateMedia({ forcedColors: 'active' }) // where buttons have edges
  await table(page, [...walks.slice(0, 2), ...planes.slice(0, 1)], [[320, 568]])
})

test('on a phone the sentence that says what to do stands above a notice', async () => {
  const page = await visit({ hash: '#no=1', context: { viewport: { width: 390, height: 844 }, hasTouch: true } })
  const notice = await page.getByText(text.notice.unknown('no')).boundingBox()
  const sentence = await page.getByText(text.direction.forwardIntro).boundingBox()
  expect(sentence?.y).toBeLessThan(notice?.y ?? 0)
})

test('nothing hangs over the edge, in either theme', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await visit({
      backend: 'wasm',
      context: { viewport: { width: 360, height: 740 }, colorScheme, hasTouch: true },
    })
    await galleryShown(page)
    await ready(page)
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
        await settle(page)
        const over = await page.evaluate(() =>
          [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`),
        )
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${walk} ${colorScheme}: ${over.join(', ')}`,
        ).toBeLessThanOrEqual(width)
        for (const part of [picture(page), timeline(page), button(page, text.transport.play)])
          expect((await part.boundingBox())?.width).toBeGreaterThan(0)
      }
    }
    await page.context().close()
  }
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

test('no sign of an equation stands on another, and a prime stands beside its letter', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse' })
  await ready(page)
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

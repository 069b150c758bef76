import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { stage } from './plane'
import { browsing } from './visit'
import { button, awaitGallery, awaitNetwork } from './walk'

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
        const element = document.querySelector(selector)
        if (!element) throw new Error(`nothing is ${selector}`)
        return element.getBoundingClientRect().toJSON() as Box
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

/** Each state at each size: what stands where. */
async function table(page: Page, states: readonly State[], sizes: readonly Size[]): Promise<Map<string, Layout[]>> {
  const layoutsBySize = new Map<string, Layout[]>()
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
      layoutsBySize.set(`${width} × ${height}`, [...(layoutsBySize.get(`${width} × ${height}`) ?? []), layout])
    }
  }
  return layoutsBySize
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
      const pngBytes = await page.evaluate(() => {
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
        .setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer: Buffer.from(pngBytes) })
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
  await awaitGallery(page)
  await awaitNetwork(page)
  for (const states of [walks, planes, besides]) {
    const layoutsBySize = await table(page, states, [...large, ...phones])
    for (const size of large) {
      const layouts = layoutsBySize.get(size.join(' × ')) ?? []
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
      for (const [i, { play }] of layoutsBySize.get(size.join(' × '))?.entries() ?? [])
        expect(inSight(play, size), `${states[i]?.name ?? ''} at ${size.join(' × ')}`).toBe(true)
  }
})

test('a phone held sideways has Play and the timeline, a small frame too; a window of 320 pixels scrolls one way alone', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitGallery(page)
  await awaitNetwork(page)
  const frames: readonly Size[] = [
    [844, 390],
    [667, 375],
    [640, 480],
  ]
  for (const states of [walks.slice(0, 3), planes.slice(0, 3)]) {
    const layoutsBySize = await table(page, states, [...frames, [320, 256], [305, 640]])
    for (const size of frames) {
      for (const { stage: of, play, timeline: line } of layoutsBySize.get(size.join(' × ')) ?? []) {
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

import type { Frame, Page } from 'playwright'
import { expect, inject, test } from 'vitest'
import { text } from '../../src/i18n'
import { shareText } from '../../src/i18n/share'
import { HIDEABLE } from '../../src/shell/hideable'
import { chromiumFlags } from '../chromium'
import { stage } from './plane'
import { browsing } from './visit'
import { atT, button, linkSays, notices, picture } from './walk'

/** The page outside is on no network, so a browser would ask whether it may reach this machine, where the page is served. */
const visit = browsing([...chromiumFlags, '--disable-features=LocalNetworkAccessChecks'])
const { transport, header } = text

/** Another site than the page's, whose port nobody serves: the test answers for it. */
const OUTSIDE = 'http://localhost:1/'

declare global {
  interface Window {
    fromFrame: { readonly state?: string; readonly ready?: boolean }[]
  }
}

/** A page of another origin with the page in a frame, and beside it a frame of its own. */
async function embedding(
  hash: string,
): Promise<{ outside: Page; frame: Frame; timeline: () => Promise<string | null> }> {
  const outside = await visit({ backend: 'wasm' })
  const body = `<script>fromFrame = []; addEventListener('message', ({ data }) => fromFrame.push(data))</script>
    <iframe src="${inject('site')}?backend=wasm${hash}" width="640" height="480" style="border: 0"></iframe>
    <iframe srcdoc="beside"></iframe>`
  await outside.route(OUTSIDE, (route) => route.fulfill({ contentType: 'text/html', body }))
  await outside.goto(OUTSIDE)
  const frame = outside.frames()[1] as Frame
  await outside.waitForFunction(() => window.fromFrame.some(({ ready }) => ready))
  return {
    outside,
    frame,
    timeline: () => frame.getByRole('slider', { name: text.timeline.name }).getAttribute('aria-valuenow'),
  }
}

const send = (outside: Page, message: unknown) =>
  outside.evaluate((payload) => {
    frames[0]?.postMessage(payload, '*')
  }, message)

const awaitState = (outside: Page, state: string) =>
  outside.waitForFunction((targetState) => window.fromFrame.at(-1)?.state === targetState, state)

test('a page of another origin shows a state in a frame, sends others, and is told what the visitor does', async () => {
  const { outside, frame, timeline } = await embedding('#t=250&embed=on')
  await awaitState(outside, '#t=250')
  expect(await frame.getByRole('banner').isVisible()).toBe(false)
  expect(await frame.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(480)

  await send(outside, { noisewalk: 1, show: '#t=600' })
  await awaitState(outside, '#t=600')
  expect(await timeline()).toBe('600')
  await frame.getByRole('button', { name: transport.toNoise, exact: true }).click()
  await awaitState(outside, '#t=1000')

  const out = frame.getByRole('link', { name: shareText.openHere })
  await out.hover()
  expect(await out.getAttribute('href')).toBe('#t=1000')
  expect(await out.getAttribute('target')).toBe('_blank')

  await send(outside, { noisewalk: 1, show: '#room=plane&data=rings' })
  await awaitState(outside, '#room=plane&data=rings')
  await frame.locator('[data-room="plane"]').waitFor()
  expect(await frame.evaluate(() => location.hash)).toBe('#room=plane&data=rings&embed=on')
})

test('a hostile page changes nothing in the frame, and neither does another frame of that page', async () => {
  const { outside, timeline } = await embedding('#embed=on')
  await awaitState(outside, '#')
  const asks = { noisewalk: 1, show: '#t=700' }
  await outside.evaluate((message) => {
    const [page, beside] = [frames[0], frames[1]]
    const hostile = [
      null,
      'noisewalk',
      JSON.stringify(message),
      Array.from({ length: 10_000 }, () => message),
      { ...message, noisewalk: 2 },
      { ...message, show: ['#t=700'] },
      { ...message, show: `#t=700&${'x'.repeat(20_000)}` },
      { ...message, settings: { t: 700 } },
      JSON.parse(
        '{"noisewalk":1,"show":"#t=700","__proto__":{"polluted":1},"constructor":{"prototype":{}}}',
      ) as unknown,
      new Map(Object.entries(message)),
    ]
    for (const each of hostile) page?.postMessage(each, '*')
    const script = beside?.document.createElement('script')
    if (!beside || !script) throw new Error('the frame beside is missing')
    script.textContent = `parent.frames[0].postMessage(${JSON.stringify(message)}, '*')`
    beside.document.body.append(script)
  }, asks)
  await outside.waitForTimeout(500)
  expect(await timeline()).toBe('0')
  expect(await outside.evaluate(() => window.fromFrame.length)).toBe(2)

  await send(outside, { noisewalk: 1, show: '#t=99999&__proto__=1&hide=stage' }) // a link like any other: mended, and told of
  await awaitState(outside, '#t=1000')
  expect(await timeline()).toBe('1000')
})

test('a link that hides everything leaves the picture, its keys, and the way to all the rest', async () => {
  const page = await visit({ backend: 'wasm', hash: `#t=250&hide=${HIDEABLE.join('.')}.ceiling` })
  const everything = button(page, shareText.showEverything)
  await everything.waitFor()
  expect(await picture(page).isVisible()).toBe(true)
  expect(await notices(page).innerText()).toContain(shareText.unknownPart('ceiling'))
  const visibleParts = await page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('[data-part]'), (part) =>
      part.checkVisibility() ? part.dataset['part'] : [],
    ).flat(),
  )
  expect(visibleParts).toEqual(['stage'])
  await linkSays(page, 'hide=header.panel.parts')
  await page.keyboard.press('ArrowRight')
  await atT(page, 260)

  await everything.click()
  await everything.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => location.hash)).toBe('#t=260')
  expect(await page.getByRole('banner').isVisible()).toBe(true)

  await page.evaluate(() => {
    location.hash = '#room=plane&hide=panel.foot'
  })
  await stage(page).waitFor()
  await everything.waitFor()
  await expect.poll(() => page.locator('[data-part="panel"]').isVisible()).toBe(false)
  expect(await page.locator('[data-part="measure"]').isVisible()).toBe(true)
})

test('a teacher makes such a link: what is left out, as a frame, and as a QR code', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=250' })
  await page.locator('[data-part="studies"]').waitFor()
  await page.getByRole('contentinfo').getByRole('button', { name: header.shareAs }).click()
  const dialog = page.getByRole('dialog', { name: shareText.title })
  await dialog.waitFor()
  const offered = await dialog.getByRole('checkbox').count()
  const marked = await page.evaluate(
    () =>
      new Set(Array.from(document.querySelectorAll<HTMLElement>('[data-part]'), (part) => part.dataset['part'])).size,
  )
  expect(offered).toBe(marked - 1) // all but the picture
  await dialog.getByRole('checkbox', { name: shareText.parts.panel }).check()
  await dialog.getByRole('checkbox', { name: shareText.parts.foot }).check()
  expect(await dialog.locator('code').innerText()).toBe(`${page.url().replace(/#.*/, '')}#t=250&hide=panel.foot`)
  await dialog.getByRole('img', { name: shareText.code }).waitFor()
  await dialog.getByText(shareText.frame, { exact: true }).click()
  expect(await dialog.locator('code').innerText()).toContain('#t=250&amp;embed=on" title="Noisewalk"')
})

import type { Frame, Page } from 'playwright'
import { afterEach, expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { serveBuilt, type Served } from './serve'
import { browsing, type Visit } from './visit'
import { atFrame, awaitNetwork, button, picturePixels } from './walk'

const visit = browsing()
const { transport } = text
const hash = '#go=reverse&steps=3'

let served: Served | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
})

/** A first visit to a host that sends no headers, by a browser that may keep the page. */
async function visited(options: Visit = {}): Promise<Page> {
  served = await serveBuilt()
  const page = await visit({
    backend: 'wasm',
    model: 'shipped',
    hash,
    context: { serviceWorkers: 'allow' },
    ...options,
    site: served.site,
  })
  await awaitNetwork(page)
  return page
}

const isIsolated = (page: Page | Frame) => page.evaluate(() => crossOriginIsolated)

/** The pictures of all frames, walked back from noise. */
async function walked(page: Page): Promise<readonly string[]> {
  await button(page, transport.toData).click()
  await atFrame(page, 3)
  const pictures = [await picturePixels(page)]
  for (const frame of [2, 1]) {
    await page.keyboard.press('ArrowRight') // noise is at the right end
    await atFrame(page, frame)
    pictures.push(await picturePixels(page))
  }
  return pictures
}

test('the second visit is isolated, and computes by several threads the frames that the first computed by one; it fetches from other origins, and claims no threads where TensorFlow.js computes', async () => {
  const page = await visited()
  expect(await isIsolated(page)).toBe(false)
  expect(await awaitNetwork(page)).not.toMatch(/threads/)
  const first = await walked(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  expect(await isIsolated(page)).toBe(true)
  const cores = await page.evaluate(() => navigator.hardwareConcurrency)
  if (cores > 1) {
    expect(await awaitNetwork(page)).toContain(`${Math.min(cores, 4)} threads`)
    expect(page.workers().map((worker) => worker.url())).toContainEqual(expect.stringContaining('thread-entry'))
  }
  expect(await walked(page)).toEqual(first)

  // It fetches from other origins, as it does for a network by its address.
  await page.route('http://localhost:1/network/config.json', (route) =>
    route.fulfill({ json: {}, headers: { 'Access-Control-Allow-Origin': '*' } }),
  )
  expect(await page.evaluate(async () => (await fetch('http://localhost:1/network/config.json')).ok)).toBe(true)

  // It claims no threads where TensorFlow.js computes, which has one.
  const url = new URL(page.url())
  url.searchParams.set('kernels', 'stock')
  await page.goto(url.href)
  expect(await isIsolated(page)).toBe(true)
  expect(await awaitNetwork(page)).not.toMatch(/threads/)
})

const isolating = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

test('a page of another origin, isolated or not, shows this one in a frame, where it walks', async () => {
  const page = await visited()
  await page.evaluate(() => navigator.serviceWorker.ready)
  const src = page.url()
  const outside = 'http://localhost:1/' // another site
  const beside = new URL(src.replace(/:\d+\/.*/, ':1/')).href // another port of this one, where the service worker answers
  for (const headers of [{}, isolating]) {
    for (const address of [outside, beside]) {
      const body = `<iframe src="${src}" width="1000" height="700"></iframe>`
      await page.route(address, (route) => route.fulfill({ contentType: 'text/html', headers, body }))
      await page.goto(address)
      const frame = page.frames()[1] as Frame
      await frame.getByText('CPU (WebAssembly', { exact: false }).waitFor()
      expect(await isIsolated(frame)).toBe(false)
      await frame.getByRole('button', { name: transport.toData, exact: true }).click()
      await frame.locator(`[aria-label^="${text.stage.picture('')}frame 3 of "]`).waitFor()
      await page.unroute(address)
    }
  }
})

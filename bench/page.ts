import type { Browser, BrowserContext, Page, Request } from 'playwright'
import { type Moments, type Scrubbed, watchMoments, watchScrub } from './in-page'

const slider = '[role="slider"][data-direction]'

/** A clock of what a page's main thread computes, in milliseconds of its own CPU time. */
export async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN)
  }
}

/** Grows a tree of runs of so many steps, each computed to its end. */
export async function growTree(page: Page, runs: number, steps: number): Promise<void> {
  const toStart = async () => {
    await page.keyboard.press('r')
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
  }
  const toEnd = async () => {
    await page.keyboard.press('Home')
    await page.getByLabel(`frame ${steps} of ${steps}`).first().waitFor({ timeout: 300_000 }) // of the picture and its film
  }
  await toEnd()
  for (let run = 1; run < runs; run++) {
    await toStart()
    await page.keyboard.press('b')
    await toEnd()
  }
}

/** Drags the playhead of the built page to and fro by real pointer moves. @param prepare what the page does before */
export async function scrub(
  browser: Browser,
  address: string,
  hash = '',
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
  drags = 240,
): Promise<Scrubbed & { readonly cpu: number }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(watchScrub)
  await page.goto(`${address}?backend=wasm${hash}`)
  const box = await page.locator(slider).boundingBox()
  if (!box) throw new Error('no timeline')
  const y = box.y + box.height / 2
  const at = (i: number) => box.x + box.width * (0.5 + 0.48 * Math.sin(i / 15))
  await page.locator('[data-part="status"] progress').waitFor({ state: 'detached', timeout: 120_000 }) // the network is loaded
  await prepare(page)
  await page.mouse.move(at(0), y)
  await page.mouse.down()
  for (let i = 0; i < 20; i++) await page.mouse.move(at(i), y)
  await page.evaluate(() => {
    window.scrubbed.work.length = window.scrubbed.painted.length = 0
  })
  const clock = await mainThread(page)
  const before = await clock()
  for (let i = 0; i < drags; i++) await page.mouse.move(at(20 + i), y)
  const cpu = ((await clock()) - before) / drags
  await page.mouse.up()
  const { work, painted } = await page.evaluate(() => window.scrubbed)
  await page.close()
  return { work, painted, cpu }
}

/** Opens the built page; `until` says which moment ends the visit. */
async function visit(
  context: BrowserContext,
  url: string,
  until: keyof Moments,
  act?: (page: Page) => Promise<void>,
): Promise<Moments> {
  const page = await context.newPage()
  await page.addInitScript(watchMoments)
  await page.goto(url)
  await act?.(page)
  await page.waitForFunction((moment) => window.moments[moment] !== undefined, until, { timeout: 120_000 })
  const moments = await page.evaluate(() => window.moments)
  await page.close()
  return moments
}

/** Presses Play as soon as there is something to play. */
async function play(page: Page): Promise<void> {
  await page.locator(slider).waitFor()
  await page.keyboard.press(' ')
}

/** The first visit with an empty profile, and one after it: to the page, and to a live run. */
export async function visits(browser: Browser, address: string) {
  const looking = await browser.newContext()
  const [cold, warm] = [await visit(looking, address, 'firstPicture'), await visit(looking, address, 'firstPicture')]
  await looking.close()
  const playing = await browser.newContext()
  const live = `${address}#go=reverse&seed=2`
  const [coldRun, warmRun] = [
    await visit(playing, live, 'firstFrame', play),
    await visit(playing, live, 'firstFrame', play),
  ]
  await playing.close()
  return {
    cold: { picture: cold.firstPicture ?? NaN, ready: coldRun.ready ?? NaN, step: coldRun.firstFrame ?? NaN },
    warm: { picture: warm.firstPicture ?? NaN, ready: warmRun.ready ?? NaN, step: warmRun.firstFrame ?? NaN },
  }
}

/**
 * Addresses of what the built page's first worker, the one of the pictures, asks for with a back end, its own included; a tiny model
 * stands in. Whatever a script imports or fetches names that script, or its worker, as its referrer; what the page fetches does not.
 */
export async function workerFiles(backend: string, browser: Browser, address: string, tiny: string): Promise<string[]> {
  const page: Page = await browser.newPage()
  const requests: Request[] = []
  page.on('request', (request) => {
    requests.push(request)
  })
  const worker = page.waitForEvent('worker')
  await page.route('**/models/digits-v/**', async (route) => {
    const file = route
      .request()
      .url()
      .replace(/^.*\/models\/digits-v\//, '')
    await route.fulfill({ response: await page.request.get(`${tiny}${file}`) })
  })
  await page.addInitScript(watchMoments)
  await page.goto(`${address}?backend=${backend}`)
  await page.waitForFunction(() => window.moments.ready !== undefined, undefined, { timeout: 120_000 })
  const ofWorker = new Set([(await worker).url()])
  for (const request of requests) {
    const { referer = '' } = await request.allHeaders()
    if (ofWorker.has(referer)) ofWorker.add(request.url())
  }
  await page.close()
  return [...ofWorker].filter((url) => /\.(js|wasm)$/.test(url))
}

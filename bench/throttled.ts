import type { Browser, Page } from 'playwright'
import { text } from '../src/i18n'
import type { Figure, Places } from './figures'
import { watchMoments } from './in-page'
import { median } from './statistics'
import { calibrate, watchFelt } from './throttled-page'

// What a slow tablet or a Chromebook would feel: the built page, its processor throttled by the browser.

/** How many times slower; 1 is the machine as it is. */
const RATES = [1, 4, 6] as const
const [DRAG_MS, MOVE_MS] = [4000, 16]
/** Visits a rate, of which the median counts; a processor that others use too makes them slow. */
const VISITS = 3
const slider = '[role="slider"][data-direction]'
const play = `button[aria-label="${text.transport.play}"]`

interface Felt {
  readonly picture: number
  readonly task: number
  readonly rate: number
  readonly step: number
  readonly press: number
}

const throttle = async (page: Page, rate: number): Promise<void> => {
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate })
}

/** How many times slower a fixed piece of arithmetic becomes, on the page's thread and in a worker. */
async function reach(places: Places, rate: number): Promise<{ readonly page: number; readonly worker: number }> {
  const page = await places.blankPage()
  const before = await page.evaluate(calibrate)
  await throttle(page, rate)
  const after = await page.evaluate(calibrate)
  await page.close()
  return { page: after.page / before.page, worker: after.worker / before.worker }
}

/** Drags the playhead to and fro by a pointer that moves every 16 ms, whether or not the page follows. @returns frames a second, longest task */
async function dragging(page: Page): Promise<{ readonly rate: number; readonly task: number }> {
  const box = await page.locator(slider).boundingBox()
  if (!box) throw new Error('no timeline')
  const y = box.y + box.height / 2
  const x = (i: number) => box.x + box.width * (0.5 + 0.45 * Math.sin(i / 20))
  await page.mouse.move(x(0), y)
  await page.mouse.down()
  await page.evaluate(() => {
    window.felt.tasks.length = window.felt.moves.length = 0
  })
  const mouseMoves: Promise<void>[] = []
  for (let i = 0; i < DRAG_MS / MOVE_MS; i++) {
    mouseMoves.push(page.mouse.move(x(i), y))
    await new Promise((resolve) => setTimeout(resolve, MOVE_MS))
  }
  await Promise.all(mouseMoves)
  await page.mouse.up()
  const { moves, tasks } = await page.evaluate(() => window.felt)
  const duration = (moves.at(-1) ?? NaN) - (moves[0] ?? NaN)
  return { rate: (1000 * (moves.length - 1)) / duration, task: Math.max(0, ...tasks) }
}

/** Presses Play in the reverse walk. @returns until Pause was painted, and a step of the worker, in milliseconds */
async function playing(page: Page): Promise<{ readonly press: number; readonly step: number }> {
  await page.keyboard.press('d')
  await page.keyboard.press('r')
  await page.waitForTimeout(1000)
  await page.locator(play).click()
  await page.waitForFunction(() => window.felt.pressed !== undefined && window.felt.steps.length > 12, undefined, {
    timeout: 120_000,
  })
  const { pressed = NaN, steps } = await page.evaluate(() => window.felt)
  return { press: pressed, step: median(steps.slice(2)) }
}

/** One visit from nothing, throttled all the while. */
async function visit(browser: Browser, address: string, rate: number): Promise<Felt> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(watchMoments)
  await page.addInitScript(watchFelt, text.transport.pause)
  await throttle(page, rate)
  await page.goto(`${address}?backend=wasm#seed=2`) // no recording: the steps are computed here
  await page.waitForFunction(() => window.moments.firstPicture !== undefined, undefined, { timeout: 120_000 })
  const { firstPicture = NaN } = await page.evaluate(() => window.moments)
  await page.waitForFunction(() => window.moments.ready !== undefined, undefined, { timeout: 120_000 })
  const drag = await dragging(page)
  const played = await playing(page)
  await context.close()
  return { picture: firstPicture, ...drag, ...played }
}

export async function throttled(places: Places): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const rate of RATES) {
    const { page, worker } = await reach(places, rate)
    const visits: Felt[] = []
    for (let i = 0; i < VISITS; i++) visits.push(await visit(places.browser, places.built, rate))
    const of = (key: keyof Felt) => median(visits.map((each) => each[key]))
    const what = `throttled ${rate} ×`
    const slow = `arithmetic in a worker was ${worker.toFixed(1)} × slower`
    figures.push(
      { what: `${what}: arithmetic on the page’s thread, times slower`, value: page, unit: '×' },
      { what: `${what}: first picture`, value: of('picture'), unit: 'ms', atMost: 1000 * rate },
      {
        what: `${what}: longest task while dragging forward`,
        value: of('task'),
        unit: 'ms',
        atMost: 200,
        note: '0: none over 50 ms',
      },
      { what: `${what}: frames a second while dragging`, value: of('rate'), unit: '/s', atLeast: 20 },
      { what: `${what}: from Play until Pause is painted`, value: of('press'), unit: 'ms', atMost: 300 },
      { what: `${what}: a step, wasm, one picture`, value: of('step'), unit: 'ms', note: slow },
    )
  }
  return figures
}

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { planeText } from '../../src/i18n/plane'
import { engineLog } from './engine-log'
import { unclearedFlags } from '../chromium'
import { browsing } from './visit'
import { linkSays, timeline } from './walk'

const visit = browsing(unclearedFlags)
const words = planeText.planeLearning

const stage = (page: Page) => page.getByRole('group', { name: planeText.planeStage.stage(0) })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const atEnd = (page: Page, of: number) =>
  expect
    .poll(() => timeline(page).getAttribute('aria-valuetext'), { timeout: 60_000 })
    .toMatch(new RegExp(`^frame ${of} of ${of}, `))
/** What is painted of the particles, as a text to compare. */
const particles = (page: Page): Promise<string> =>
  stage(page)
    .locator('canvas')
    .nth(3)
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
const countPosted = async (page: Page, kind: string) =>
  (await engineLog(page)).posted.filter((each) => each === kind).length
const answered = async (page: Page, kind: string) =>
  (await engineLog(page)).replies.filter((each) => each === kind).length

/** A small network that learns. */
async function learning(backend: 'wasm' | 'webgpu'): Promise<Page> {
  const page = await visit({ backend, hash: '#room=plane&steps=4&particles=50&width=8&depth=1&batch=16' })
  await page
    .getByText(text.status.running(backend === 'wasm' ? 'WebAssembly' : 'WebGPU', ''), { exact: false })
    .waitFor()
  await page.getByRole('radio', { name: planeText.panel.tabs.learning }).check({ force: true })
  await press(page, words.go)
  await page
    .getByText(/^[1-9]\d+ steps/)
    .first()
    .waitFor()
  return page
}

test('samples get better while the network learns: the same frame of newer runs, and the playhead stays; after a reload the network is there again, and gone when it was to be forgotten', async () => {
  const page = await learning('wasm')
  await press(page, words.watch)
  await atEnd(page, 4)
  const before = await particles(page)
  await expect.poll(() => particles(page), { timeout: 30_000 }).not.toBe(before)
  await atEnd(page, 4)
  expect(await answered(page, 'framed')).toBeGreaterThan(0)

  await page.getByRole('switch', { name: words.follow }).uncheck({ force: true })
  await linkSays(page, 'follow=off')
  const walked = await countPosted(page, 'frames')
  const learned = await answered(page, 'learned')
  await expect.poll(() => answered(page, 'learned'), { timeout: 60_000 }).toBeGreaterThan(learned + 10)
  expect(await countPosted(page, 'frames')).toBe(walked)

  // It is there again after a reload, and gone when it was to be forgotten.
  await press(page, words.pause)
  const { stands, back, forget } = words.kept
  await page.getByText(words.files.title, { exact: true }).click()
  const stood = await page
    .getByText(/^[\d,]+ steps ·/)
    .first()
    .innerText()
  const stepText = /^[\d,]+/.exec(stood)?.[0] ?? ''
  const step = Number(stepText.replace(',', ''))
  await page.getByText(stands(step)).waitFor()
  await page.reload()
  await page.getByText(back(step)).waitFor()
  await atEnd(page, 4) // by the network that is back
  await page
    .getByText(new RegExp(`^${stepText} steps ·`))
    .first()
    .waitFor()
  await press(page, forget)
  await page.getByText(back(step)).waitFor({ state: 'detached' })
  await page.reload()
  await stage(page).waitFor()
  await page.getByText(text.status.running('WebAssembly', ''), { exact: false }).waitFor()
  expect(await page.getByText(back(step)).count()).toBe(0)
})

test('a GPU that is lost does not take the network with it: a copy learns on, and how old it is, is said', async () => {
  const page = await learning('webgpu')
  const browser = await page.context().browser()?.newBrowserCDPSession()
  await browser?.send('Browser.crashGpuProcess').catch(() => undefined) // the answer may be lost with it
  const notice = page.getByText(/^The network that learned here goes on from step/)
  await notice.waitFor()
  const keptStep = Number(/step ([\d,]+):/.exec(await notice.innerText())?.[1]?.replaceAll(',', ''))
  expect(keptStep).toBeGreaterThan(0)
  const film = page.getByRole('img', { name: text.timeline.forwardStrip })
  const painted = () =>
    film.evaluate((canvas: HTMLCanvasElement) =>
      canvas
        .getContext('2d')
        ?.getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value > 0),
    )
  await expect.poll(painted, { timeout: 60_000 }).toBe(true) // the browser emptied every canvas
  const steps = async () =>
    Number(
      /^([\d,]+) steps/
        .exec(
          await page
            .getByText(/^[\d,]+ steps ·/)
            .first()
            .innerText(),
        )?.[1]
        ?.replaceAll(',', ''),
    )
  await expect.poll(steps, { timeout: 180_000 }).toBeGreaterThan(keptStep) // nobody had to press anything
}, 400_000) // WebGPU's programs are compiled twice

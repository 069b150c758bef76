import type { BrowserContext, Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import '../../src/i18n/files' // its faults
import { awaitPaints } from './engine-log'
import { browsing } from './visit'
import { atFrame, button, follow, notices, awaitNetwork, picturePixels, starterPicture } from './walk'

const visit = browsing()
const { transport, part, status } = text

/** What the server answers for files of such a name, as long as it stands. */
async function fails(
  context: BrowserContext,
  name: RegExp,
  answer = 503,
): Promise<{ mend: () => void; countRequests: () => number }> {
  let [broken, requestCount] = [true, 0]
  await context.route(name, async (route) => {
    requestCount++
    if (broken) await route.fulfill({ status: answer, body: '' })
    else await route.fallback()
  })
  return {
    mend: () => {
      broken = false
    },
    countRequests: () => requestCount,
  }
}

/** A dialog that does not arrive says so over the page, can be put away, and comes when it is asked for again. */
async function missDialog(page: Page): Promise<void> {
  const frame = await picturePixels(page)
  const { mend } = await fails(page.context(), /\/assets\/shelf-dialog-[^/]*\.(js|css)/)
  await page.keyboard.press('m')
  await page.getByRole('alert').getByText(part.missing).waitFor()
  await button(page, text.close).click()
  expect(await page.getByText(part.missing).count()).toBe(0)
  expect(await picturePixels(page)).toBe(frame)
  await page.keyboard.press('m')
  await page.getByText(part.missing).waitFor()
  mend()
  await button(page, part.retry).click()
  await page.getByRole('dialog').waitFor()
}

/** A room that does not arrive says so, loses no run, and comes when it is asked for again. */
async function missRoom(page: Page): Promise<void> {
  const frame = await picturePixels(page)
  const { mend } = await fails(page.context(), /\/assets\/plane-[^/]*\.js/, 404)
  await page.keyboard.press('p')
  await page.getByRole('alert').getByText(part.missing).waitFor()
  await button(page, part.leave).click()
  await atFrame(page, 1)
  expect(await picturePixels(page)).toBe(frame)
  await page.keyboard.press('p')
  await page.getByText(part.missing).waitFor()
  mend()
  await button(page, part.retry).click()
  await page.getByRole('heading', { name: text.direction.forwardTitle }).or(page.getByRole('main')).first().waitFor()
  expect(await page.getByText(part.missing).count()).toBe(0)
}

test('a dialog or a room that does not arrive says so, loses no run, and comes when it is asked for again', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=5' })
  await awaitNetwork(page)
  await button(page, transport.stepData).click()
  await atFrame(page, 1)
  await missDialog(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await missRoom(page)
})

/** What the engine loads, one by the other, and the fault if it does not come. */
const ENGINE = [
  ['the worker', /\/assets\/worker-entry-[^/]*\.js/, 'worker-unreachable'],
  ['what the worker loads', /\/assets\/worker-(?!entry)[^/]*\.js/, 'worker-unreachable'],
  ['the program of WebAssembly', /\.wasm$/, 'engine-unreachable'],
] as const

test('a part of the engine that does not come is a fault of the network, told at the height of the picture’s top or above, and is asked for again', async () => {
  const parts: Awaited<ReturnType<typeof fails>>[] = []
  const page = await visit({
    hash: '#go=reverse&steps=5',
    prepare: async (context) => {
      for (const [, name] of ENGINE) parts.push(await fails(context, name))
    },
  })
  const alert = page.getByRole('alert')
  for (const [i, [what, , code]] of ENGINE.entries()) {
    await expect.poll(() => parts[i]?.countRequests(), { message: what }).toBeGreaterThan(0)
    await alert.getByText(faultText(code, {})).waitFor()
    expect(parts[i + 1]?.countRequests() ?? 0, `what comes after ${what}`).toBe(0)
    await expect
      .poll(
        async () => {
          const [alertBox, picture] = [await alert.boundingBox(), await page.locator('figure').first().boundingBox()]
          return alertBox && picture && alertBox.y <= picture.y
        },
        { message: what },
      )
      .toBe(true)
    parts[i]?.mend()
    await button(page, status.retry).click()
  }
  await awaitNetwork(page)
  await expect.poll(() => alert.count()).toBe(0)
  for (const [, , code] of ENGINE) expect(await page.getByText(faultText(code, {})).count()).toBe(0)
})

test('a network that is kept opens without the network', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: '#go=reverse&steps=2' })
  await awaitNetwork(page)
  const { countRequests } = await fails(page.context(), /\/models\//)
  await page.reload()
  await awaitNetwork(page)
  expect(countRequests()).toBe(1) // the card
  await button(page, transport.toData).click()
  await atFrame(page, 2)
})

/** Presses a button until what it brings is there. A press goes beside if the page moves at that moment; a visitor presses again. */
const pressUntil = (button: Locator, arrived: Locator) =>
  expect
    .poll(
      async () => {
        if (await button.isVisible()) await button.click({ timeout: 2000 })
        return arrived.count()
      },
      { interval: 300 },
    )
    .toBeGreaterThan(0)

/** Starter pictures that do not come are asked for again. */
async function missGallery(page: Page, { mend, countRequests }: Awaited<ReturnType<typeof fails>>): Promise<void> {
  const notice = page.getByText(faultText('gallery', {}))
  await notice.waitFor()
  mend()
  await pressUntil(notices(page).getByRole('button', { name: status.retry }), starterPicture(page))
  expect(countRequests()).toBe(4) // two files, twice: one press has brought them
  expect(await notice.count()).toBe(0)
}

const chooseNotes = (page: Page) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') })

/** What opens files, and does not come, is told when there is a file. */
async function missTaker(page: Page): Promise<void> {
  await chooseNotes(page)
  await notices(page).getByText(faultText('taker-unreachable', {})).waitFor()
}

/** It comes with the next file. */
async function findTaker(page: Page): Promise<void> {
  await follow(page, '#go=forward&t=0')
  await chooseNotes(page)
  await notices(page)
    .getByText(faultText('misplaced', { name: 'notes.txt', kind: 'text' }))
    .waitFor()
  expect(await notices(page).getByText(faultText('taker-unreachable', {})).count()).toBe(0)
}

/** Of all the parts that do not come, the sum of a step among them, one sentence speaks; a press brings all that were missing. */
async function missParts(page: Page, mend: () => void): Promise<void> {
  const sum = page.getByRole('region', { name: text.reverse.equation }).locator('math').first()
  await follow(page, '#go=reverse&steps=5')
  await awaitPaints(page, 10)
  await expect.poll(() => page.getByText(part.missing).count()).toBe(1)
  expect(await sum.count()).toBe(0)
  mend()
  await pressUntil(button(page, part.retry), sum)
  await expect.poll(() => page.getByText(part.missing).count()).toBe(0)
}

test('starter pictures, what opens files and the sum of a step say so if they do not come, and are asked for again', async () => {
  const broken: Awaited<ReturnType<typeof fails>>[] = []
  const page = await visit({
    backend: 'wasm',
    prepare: async (context) => {
      for (const name of [/\/samples\/digits/, /\/assets\/walk-[^/]*\.js/]) broken.push(await fails(context, name))
    },
  })
  const [gallery, parts] = broken
  if (!gallery || !parts) throw new Error('nothing was broken')
  await missGallery(page, gallery)
  await missTaker(page)
  await missParts(page, parts.mend)
  await findTaker(page)
})

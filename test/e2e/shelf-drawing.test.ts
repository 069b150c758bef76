import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { shelfText as shelf } from '../../src/i18n/shelf'
import { SHELF } from '../../src/walk/model/models'
import { STEPS } from '../../src/walk/shelf/drawing-run'
import { awaitPaints } from './engine-log'
import { browsing } from './visit'
import { levels, linkSays, pastFrame, pixels, awaitNetwork } from './walk'

const visit = browsing()
const card = (page: Page, id: string) =>
  page
    .getByRole('dialog')
    .getByRole('listitem')
    .nth(SHELF.findIndex((model) => model.id === id))
const caption = (page: Page, id: string) => card(page, id).locator('figcaption')
/** What is the same in the sentence about every picture that was drawn here. */
const drawnSentence = shelf.drawn(STEPS, shelf.samplers['dpm++'] ?? '', 1, 0).replace(/, 0.ms\.$/, '')
const isDrawn = (page: Page, id: string) => caption(page, id).getByText(drawnSentence).waitFor()

async function opened(page: Page): Promise<void> {
  await page.keyboard.press('m')
  await caption(page, 'digits-v').waitFor()
}

async function closeShelf(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('a network that is here draws in the open shelf, in a worker of its own, and fetches nothing for it', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped' })
  await awaitNetwork(page)
  expect(page.workers()).toHaveLength(1)
  const fetched: string[] = []
  page.context().on('request', (request) => {
    fetched.push(new URL(request.url()).pathname)
  })
  await opened(page)
  await isDrawn(page, 'digits-v')
  const picture = await pixels(card(page, 'digits-v').getByRole('img', { name: shelf.live('Handwritten digits') }))
  expect(levels(picture)).toBeGreaterThan(50)
  expect(picture.split(' ').filter((level) => Number(level) < 60).length).toBeGreaterThan(
    0.6 * picture.split(' ').length,
  ) // strokes on black, not noise
  expect(await caption(page, 'growing').innerText()).toBe(shelf.absent(shelf.stored))
  await expect
    .poll(() =>
      card(page, 'growing')
        .getByRole('img', { name: shelf.sheet('') })
        .first()
        .isVisible(),
    )
    .toBe(true)
  expect(fetched.filter((path) => /safetensors|probe|config/.test(path))).toEqual([])
  await expect.poll(() => page.workers()).toHaveLength(1) // it ends when all is drawn
})

test('closing the shelf ends the worker in the middle; opened again it draws the same from what this machine keeps, whatever becomes of the card, and the walk knows nothing of it', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitNetwork(page)
  await opened(page)
  await caption(page, 'digits-v')
    .getByText(/step [1-9]/)
    .waitFor()
  await closeShelf(page)
  await expect.poll(() => page.workers()).toHaveLength(1)
  const picture = async () => {
    await opened(page)
    await isDrawn(page, 'digits-v')
    const canvasPixels = await pixels(card(page, 'digits-v').locator('canvas'))
    expect(await page.getByRole('alert').count()).toBe(0)
    await expect.poll(() => page.workers()).toHaveLength(1)
    await closeShelf(page)
    return canvasPixels
  }
  const before = await picture()
  expect(levels(before)).toBeGreaterThan(2)
  let calls = 0
  await page.context().route('**/models/digits-v/card.json', async (route) => {
    calls += 1
    if (calls === 1) await route.fallback() // the dialog’s own
    else await route.fulfill({ status: 503, body: '' })
  })
  expect(await picture()).toBe(before)
  expect(calls).toBe(1) // who draws asks the network for nothing
  expect(await awaitNetwork(page)).not.toBe('')
})

test('while the walk plays nothing is drawn; it is when the walk stands still', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=1000' })
  await awaitNetwork(page)
  await page.keyboard.press('Space')
  await pastFrame(page, 2)
  await opened(page)
  await caption(page, 'digits-v').getByText(shelf.standing(shelf.none)).waitFor()
  await awaitPaints(page, 30)
  expect(await caption(page, 'digits-v').innerText()).toBe(shelf.standing(shelf.none))
  expect(page.workers()).toHaveLength(1)
  await closeShelf(page)
  await page.keyboard.press('Space')
  await linkSays(page, 'frame=')
  await opened(page)
  await isDrawn(page, 'digits-v')
})

test('with reduced motion only the finished pictures are shown', async () => {
  const page = await visit({ backend: 'wasm', context: { reducedMotion: 'reduce' } })
  await awaitNetwork(page)
  await opened(page)
  const captions = await page.evaluate(async (finished) => {
    const answer = new Set<string>()
    for (;;) {
      const figure = document.querySelector('[role="dialog"] figure')
      const caption = figure?.querySelector('figcaption')?.textContent ?? ''
      if (caption.startsWith(finished)) return [...answer]
      answer.add(`${caption}${figure?.querySelector('canvas') ? ' canvas' : ''}`)
      await new Promise(requestAnimationFrame)
    }
  }, drawnSentence)
  expect(captions).toContain(shelf.soon(shelf.none))
  expect(captions.filter((words) => /canvas|Drawing/.test(words))).toEqual([])
  expect(levels(await pixels(card(page, 'digits-v').locator('canvas')))).toBeGreaterThan(2)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import * as plane from './plane'
import { browsing } from './visit'
import { atFrame, button, awaitNetwork, picturePixels } from './walk'

const visit = browsing()
const opening = plane.opening(visit)
const lateSentence = faultText('late', { seconds: 30 })

/** From now on the workers that are there hear of no step, and a second of waiting lasts 10 ms; not so when one is started later. */
async function dropSteps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { prototype } = Object.getPrototypeOf(window.Worker) as typeof Worker
    const post = Reflect.get(prototype, 'postMessage') as (this: Worker, message: { kind: string }) => void
    const started = window.Worker
    const later = new WeakSet<Worker>()
    const every = window.setInterval.bind(window)
    window.setInterval = ((tick: () => void, milliseconds: number) =>
      every(tick, milliseconds / 100)) as typeof window.setInterval
    window.Worker = class extends started {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        later.add(this)
        window.setInterval = every
      }
    }
    prototype.postMessage = function (this: Worker, message: { kind: string }) {
      if (message.kind !== 'step' || later.has(this)) post.call(this, message)
    }
  })
}

test('in the walk a step that does not come is said, and trying again goes on from the last frame', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=5' })
  await awaitNetwork(page)
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  const first = await picturePixels(page)
  await dropSteps(page)
  await button(page, text.transport.toData).click()
  await page.getByText(lateSentence).waitFor()
  await button(page, text.status.retry).click()
  await atFrame(page, 5)
  expect(await page.getByText(lateSentence).count()).toBe(0)
  await button(page, text.transport.restart).click()
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  expect(await picturePixels(page)).toBe(first)
})

test('so it is in the plane', async () => {
  const page = await opening('&go=reverse&steps=5')
  await plane.awaitIdle(page)
  await button(page, text.transport.stepData).click()
  await plane.atFrame(page, 1, 5)
  await dropSteps(page)
  await button(page, text.transport.toData).click()
  await page.getByText(lateSentence).waitFor()
  await button(page, text.status.retry).click()
  await plane.atFrame(page, 5, 5)
  expect(await page.getByText(lateSentence).count()).toBe(0)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { engineLog, awaitPaints, awaitFrames } from './engine-log'
import { browsing } from './visit'
import {
  atFrame,
  atT,
  button,
  drag,
  awaitGallery,
  follow,
  levels,
  linkSays,
  pastFrame,
  pixels,
  awaitNetwork,
  picturePixels,
  timeline,
} from './walk'

const visit = browsing()
const words = text.transport

test('on WebGPU the reverse walk plays, pauses, steps back and forth, and keeps every frame', async () => {
  const page = await visit({ backend: 'webgpu', hash: '#go=reverse&steps=5' })
  expect(await awaitNetwork(page)).toContain('WebGPU')
  const noise = await picturePixels(page)
  expect(levels(noise)).toBeGreaterThan(100)

  await button(page, words.play).click()
  await pastFrame(page, 1)
  await button(page, words.pause).click()
  await awaitFrames(page)
  const { posted: postedBefore } = await engineLog(page)
  await awaitPaints(page, 60)
  expect((await engineLog(page)).posted).toEqual(postedBefore) // nothing is computed while paused

  const framePixels: string[] = [noise]
  await button(page, words.toNoise).click()
  await atFrame(page, 0)
  expect(await picturePixels(page)).toBe(noise)
  for (let frame = 1; frame <= 5; frame++) {
    await button(page, words.stepData).click()
    await atFrame(page, frame)
    framePixels.push(await picturePixels(page))
  }
  expect(new Set(framePixels).size).toBe(6)
  await awaitFrames(page)
  const { posted } = await engineLog(page)
  expect(posted.filter((kind) => kind === 'step')).toHaveLength(5) // each frame was computed once

  for (let frame = 4; frame >= 0; frame--) {
    await button(page, words.stepNoise).click()
    await atFrame(page, frame)
    expect(await picturePixels(page)).toBe(framePixels[frame])
  }
  await drag(page, 1000, 400)
  await atFrame(page, 3)
  expect(await picturePixels(page)).toBe(framePixels[3])
  await button(page, words.toData).click()
  await atFrame(page, 5)
  expect(await picturePixels(page)).toBe(framePixels[5])
  await button(page, words.restart).click()
  await atFrame(page, 0)
  expect((await engineLog(page)).posted).toEqual(posted) // scrubbing what was recorded asks the worker nothing

  await button(page, words.newNoise).click()
  await atFrame(page, 0)
  expect(await picturePixels(page)).not.toBe(noise)
  await page.keyboard.press('ArrowLeft')
  await atFrame(page, 1)
  expect(await picturePixels(page)).not.toBe(framePixels[1])
})

/** The guess, its noise, what the step changed, and the cost stand beside the picture. */
async function lookBeside(page: Page): Promise<void> {
  await awaitNetwork(page)
  const part = (name: string) => pixels(page.getByRole('img', { name, exact: true }))
  const { x0Hat, epsHat, change, added } = text.reverse
  expect(levels(await part(x0Hat))).toBe(1)
  await button(page, words.toData).click()
  await atFrame(page, 20)
  for (const name of [x0Hat, epsHat, change]) expect(levels(await part(name))).toBeGreaterThan(10)
  expect(levels(await part(added))).toBe(1) // DDIM with η = 0 adds nothing
  expect(await part(x0Hat)).toBe(await picturePixels(page)) // the last step lands on the guess
  await page.getByText(text.status.nfe(20)).waitFor()
  await page.getByText(/ms a step/).waitFor()
}

/** Play stops at the end, and plays from the start again, from what was computed. */
async function playTwice(page: Page): Promise<void> {
  const countSteps = async () => (await engineLog(page)).posted.filter((kind) => kind === 'step').length
  const before = await countSteps()
  await button(page, words.play).click()
  await atFrame(page, 4)
  await button(page, words.play).click()
  await button(page, words.pause).waitFor()
  await atFrame(page, 4)
  await button(page, words.play).waitFor()
  expect((await countSteps()) - before).toBe(4)
}

test('play is remembered while the network is on its way; it stops at the end, and plays from the start again; parts of the step and its cost stand beside', async () => {
  let arrive = () => {
    /* set below */
  }
  const page = await visit({
    backend: 'wasm',
    hash: '#go=reverse&steps=40&seed=9',
    modelWhen: new Promise((resolve) => {
      arrive = resolve
    }),
  })
  await button(page, words.play).click()
  await page.getByText(text.status.waiting).waitFor()
  arrive()
  await pastFrame(page, 3)

  await follow(page, '#go=reverse&steps=4&speed=4')
  await atFrame(page, 0)
  await awaitFrames(page)
  await playTwice(page)
  await follow(page, '#go=reverse&steps=20')
  await atFrame(page, 0)
  await lookBeside(page)
})

test('a picture walked halfway into noise is walked back from exactly there', async () => {
  let arrive = () => {
    /* set below */
  }
  const page = await visit({
    backend: 'wasm',
    hash: '#t=500&steps=4&picture=7',
    modelWhen: new Promise((resolve) => {
      arrive = resolve
    }),
  })
  await awaitGallery(page)
  await atT(page, 500)
  const halfway = await picturePixels(page)
  await button(page, text.forward.fromHere).click()
  await atFrame(page, 0)
  expect(await picturePixels(page)).toBe(halfway)
  expect(await timeline(page).getAttribute('aria-valuenow')).toBe('500')
  await linkSays(page, 'digit=7') // what the picture shows
  arrive()
  await atFrame(page, 2) // it plays by itself
  expect(await picturePixels(page)).not.toBe(halfway)
  await button(page, words.stepNoise).click()
  await atFrame(page, 1)
  expect(await timeline(page).getAttribute('aria-valuenow')).toBe('250')
  await button(page, words.toData).click()
  await atFrame(page, 2)
  expect(await timeline(page).getAttribute('aria-valuenow')).toBe('0')
})

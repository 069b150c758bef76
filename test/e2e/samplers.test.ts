import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { engineLog, awaitPaints, awaitFrames } from './engine-log'
import { browsing } from './visit'
import { SAMPLERS } from '../../src/runs/sampler-settings'
import {
  atFrame,
  atT,
  button,
  choose,
  chooseFrom,
  disclose,
  follow,
  awaitGallery,
  levels,
  menu,
  pastFrame,
  pixels,
  awaitNetwork,
  picturePixels,
  status,
} from './walk'

const visit = browsing()
const { reverse, transport } = text
const { guidance, samplers } = settingsText
const added = (page: Page) => pixels(page.getByRole('img', { name: reverse.added, exact: true }))

/** The picture at the end of a walk of these settings. */
async function end(page: Page, steps: number): Promise<string> {
  await button(page, transport.toData).click()
  await atFrame(page, steps)
  return picturePixels(page)
}

/** Four noises and four walks, and the first is the one that is walked alone. */
async function walkFour(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=3')
  await awaitNetwork(page)
  const alone = await end(page, 3)
  await choose(page, reverse.samples, '4')
  await atFrame(page, 0)
  const four = await end(page, 3)
  expect(four).toMatch(/^57: /) // two by two, with one pixel between
  const tile = (left: number, top: number) => {
    const grey = four.split(' ').slice(1)
    return Array.from({ length: 28 * 28 }, (_, i) => grey[(top + Math.floor(i / 28)) * 57 + left + (i % 28)]).join(' ')
  }
  const tiles = [tile(0, 0), tile(29, 0), tile(0, 29), tile(29, 29)]
  expect(new Set(tiles).size).toBe(4)
  const difference = tiles[0]?.split(' ').map((grey, i) => Math.abs(Number(grey) - Number(alone.split(' ')[i + 1])))
  expect(Math.max(...(difference ?? [NaN]))).toBeLessThanOrEqual(1) // a batch may round otherwise
}

/** Guidance asks the network twice a step, and says so; limited to no noise at all it changes nothing. */
async function walkGuided(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=3')
  await awaitNetwork(page)
  const alone = await end(page, 3)
  await page.getByText(text.status.nfe(3)).waitFor()
  const w = page.getByRole('slider', { name: guidance.scale })
  await w.press('End')
  await atFrame(page, 0)
  await page.getByText(guidance.twice).waitFor()
  await page.getByText(samplers.guided(1)).waitFor()
  expect(await end(page, 3)).not.toBe(alone)
  await page.getByText(text.status.nfe(6)).waitFor()
  await disclose(page, guidance.limits)
  const most = page.getByRole('textbox', { name: guidance.guideMax })
  await most.fill('0') // nowhere
  await most.press('Enter')
  await atFrame(page, 0)
  expect(await end(page, 3)).toBe(alone)
}

test('a grid of four is four walks, the first as it is alone; guidance asks the network twice a step', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=3' })
  await walkFour(page)
  await walkGuided(page)
})

/** DDPM with its three variances: three walks from one noise, each with fresh noise until the last step. */
async function walkDdpm(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=4&sampler=ddpm')
  await awaitNetwork(page)
  const noise = await picturePixels(page)
  const ends = new Set<string>()
  for (const variance of ['learned', 'beta-tilde', 'beta'] as const) {
    await choose(page, samplers.parameters.variance, samplers.varianceTitles[variance])
    await atFrame(page, 0)
    expect(await picturePixels(page)).toBe(noise)
    ends.add(await end(page, 4))
    expect(levels(await added(page))).toBe(1)
    await button(page, transport.stepNoise).click()
    await atFrame(page, 3)
    expect(levels(await added(page))).toBeGreaterThan(10)
  }
  expect(ends.size).toBe(3)
}

/** DDIM: with η = 0 the start decides the end; with η = 1 fresh noise joins in, and the seed decides it. */
async function walkDdim(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=4')
  await awaitNetwork(page)
  const decided = await end(page, 4)
  const eta = page.getByRole('slider', { name: samplers.parameters.eta })
  await eta.focus()
  await page.keyboard.press('End')
  await atFrame(page, 0)
  const lively = await end(page, 4)
  expect(lively).not.toBe(decided)
  await button(page, transport.stepNoise).click()
  await atFrame(page, 3)
  expect(levels(await added(page))).toBeGreaterThan(10)
  await eta.focus()
  await page.keyboard.press('Home')
  await atFrame(page, 0)
  expect(await end(page, 4)).toBe(decided)
  await eta.focus()
  await page.keyboard.press('End')
  await atFrame(page, 0)
  expect(await end(page, 4)).toBe(lively)
}

/** The picture is inverted into noise and walked back: twice the steps, and nearly the picture again. */
async function walkInverted(page: Page): Promise<void> {
  await follow(page, '#picture=7')
  await awaitGallery(page)
  await atT(page, 0)
  const data = await picturePixels(page)
  await follow(page, '#go=reverse&picture=7&steps=5')
  await choose(page, reverse.start, reverse.startInverted)
  await page.getByText(text.stage.reverseCaption(0, 10, 0)).waitFor()
  expect(await picturePixels(page)).toBe(data)
  await awaitNetwork(page)
  await button(page, transport.stepData).click()
  await atFrame(page, 1)
  await end(page, 10)
  await page.getByText(text.status.nfe(10)).waitFor()
  const note = page.getByRole('note').filter({ hasText: reverse.invertedNoise(0, 0, 0).slice(0, 20) })
  expect(await note.count()).toBe(0)
  for (let frame = 9; frame >= 5; frame--) {
    await button(page, transport.stepNoise).click()
    await atFrame(page, frame)
  }
  await note.waitFor() // where all should be noise
}

test('DDPM adds fresh noise in three ways, DDIM as much as η says; a picture inverted into noise is walked back to itself', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=4&sampler=ddpm' })
  await walkDdpm(page)
  await walkDdim(page)
  await walkInverted(page)
})

test('a setting changed in the middle of a step ends the run, and its late frame is dropped', async () => {
  const hash = '#go=reverse&steps=8&samples=16&speed=60'
  const page = await visit({ backend: 'wasm', hash })
  await awaitNetwork(page)
  await button(page, transport.play).click()
  await pastFrame(page, 2)
  const inTheMiddle = await page.evaluate(async () => {
    const { posted, replies } = window.engineLog
    const countRequests = () =>
      posted.filter((kind) => kind === 'step').length - replies.filter((kind) => kind === 'frame').length
    while (countRequests() === 0) await new Promise(requestAnimationFrame)
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '7', bubbles: true }))
    return countRequests()
  })
  expect(inTheMiddle).toBe(1)
  await atFrame(page, 0)
  const { replies: repliesBefore } = await engineLog(page)
  await awaitPaints(page, 60)
  const late = (await engineLog(page)).replies.slice(repliesBefore.length)
  expect(late.length).toBeLessThanOrEqual(1) // the step that was under way, at most
  await atFrame(page, 0)
  await button(page, transport.stepData).click()
  await atFrame(page, 1)

  const fresh = await visit({ backend: 'wasm', hash: `${hash}&digit=7&frame=1` })
  await atFrame(fresh, 1)
  await awaitFrames(fresh)
  expect(await picturePixels(page)).toBe(await picturePixels(fresh))
})

/** Every sampler can be chosen from the menu, says what it is, and walks. */
async function walkEach(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=2')
  await awaitNetwork(page)
  const ends = new Map<string, string>()
  for (const id of SAMPLERS) {
    await chooseFrom(page, samplers.name, samplers.titles[id])
    expect(await menu(page, samplers.name).innerText()).toBe(samplers.titles[id])
    await page.getByText(samplers.explain[id]).waitFor()
    await atFrame(page, 0)
    await button(page, transport.stepData).click()
    await atFrame(page, 1)
    expect(levels(await picturePixels(page)), id).toBeGreaterThan(1)
    await button(page, transport.stepData).click()
    await atFrame(page, 2)
    expect(levels(await picturePixels(page)), id).toBeGreaterThan(1)
    ends.set(id, await picturePixels(page))
  }
  expect(ends.get('ddpm')).not.toBe(ends.get('ddim'))
  expect(
    await status(page)
      .getByText(text.fault.network?.({ message: '' }).slice(0, 20) ?? '')
      .count(),
  ).toBe(0)
}

/** A thousand steps, one step, and any digit at all. */
async function walkAnyLength(page: Page): Promise<void> {
  await follow(page, '#go=reverse&steps=1')
  await awaitNetwork(page)
  await end(page, 1)
  await page.keyboard.press('x')
  await atFrame(page, 0)
  await end(page, 1)
  const steps = page.getByRole('textbox', { name: reverse.steps })
  await steps.fill('1000')
  await steps.press('Enter')
  await page.getByText(text.stage.reverseCaption(0, 1000, 1000)).waitFor()
  await button(page, transport.toData).click()
  await pastFrame(page, 5)
  await button(page, transport.pause).or(button(page, transport.play)).waitFor()
}

test('every sampler walks, in one step and in a thousand, towards a digit and towards any', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2' })
  await walkEach(page)
  await walkAnyLength(page)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { engineLog, painted, settled } from './engine-log'
import { browsing } from './visit'
import { atFrame, button, choose, levels, pastFrame, pixels, ready, shown } from './walk'

const visit = browsing()
const { reverse, transport } = text
const added = (page: Page) => pixels(page.getByRole('img', { name: reverse.added, exact: true }))

/** The picture at the end of a walk of these settings. */
async function end(page: Page, steps: number): Promise<string> {
  await button(page, transport.toData).click()
  await atFrame(page, steps)
  return shown(page)
}

test('a grid of four: four noises, four walks, and the first is the one that is walked alone', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=3' })
  await ready(page)
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
})

test('DDPM with its three variances: three walks from one noise, each with fresh noise until the last step', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=4&sampler=ddpm' })
  await ready(page)
  const noise = await shown(page)
  const ends = new Set<string>()
  for (const variance of Object.values(reverse.varianceTitles)) {
    await choose(page, reverse.variance, variance)
    await atFrame(page, 0)
    expect(await shown(page)).toBe(noise)
    ends.add(await end(page, 4))
    expect(levels(await added(page))).toBe(1)
    await button(page, transport.stepNoise).click()
    await atFrame(page, 3)
    expect(levels(await added(page))).toBeGreaterThan(10)
  }
  expect(ends.size).toBe(3)
})

test('DDIM: with η = 0 the start decides the end; with η = 1 fresh noise joins in, and the seed decides it', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=4' })
  await ready(page)
  const decided = await end(page, 4)
  const eta = page.getByRole('slider', { name: reverse.eta })
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
})

test('a setting changed in the middle of a step ends the run, and its late frame is dropped', async () => {
  const hash = '#go=reverse&steps=8&samples=16&speed=60'
  const page = await visit({ backend: 'wasm', hash })
  await ready(page)
  await button(page, transport.play).click()
  await pastFrame(page, 2)
  const inTheMiddle = await page.evaluate(async () => {
    const { posted, heard } = window.engineLog
    const asked = () => posted.filter((kind) => kind === 'step').length - heard.filter((kind) => kind === 'frame').length
    while (asked() === 0) await new Promise(requestAnimationFrame)
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '7', bubbles: true }))
    return asked()
  })
  expect(inTheMiddle).toBe(1)
  await atFrame(page, 0)
  const { heard } = await engineLog(page)
  await painted(page, 60)
  const late = (await engineLog(page)).heard.slice(heard.length)
  expect(late.length).toBeLessThanOrEqual(1) // the step that was under way, at most
  await atFrame(page, 0)
  await button(page, transport.stepData).click()
  await atFrame(page, 1)

  const fresh = await visit({ backend: 'wasm', hash: `${hash}&digit=7&frame=1` })
  await atFrame(fresh, 1)
  await settled(fresh)
  expect(await shown(page)).toBe(await shown(fresh))
})

test('a thousand steps, one step, and any digit at all', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=1' })
  await ready(page)
  await end(page, 1)
  await page.keyboard.press('x')
  await atFrame(page, 0)
  await end(page, 1)
  const steps = page.getByRole('textbox', { name: reverse.steps })
  await steps.fill('1000')
  await steps.press('Enter')
  await page.getByText(text.stage.reverseCaption('0', '1000', '1000')).waitFor()
  await button(page, transport.toData).click()
  await pastFrame(page, 5)
  await button(page, transport.pause).or(button(page, transport.play)).waitFor()
})

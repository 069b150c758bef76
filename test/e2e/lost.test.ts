import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { unclearedFlags } from '../chromium'
import { browsing } from './visit'
import { atFrame, button, notices, pastFrame, awaitNetwork, picturePixels } from './walk'

const visit = browsing(unclearedFlags)
const { transport, notice } = text

test('a GPU that is lost in the middle of a run costs no frame: the run goes on after it is back', async () => {
  const page = await visit({ backend: 'webgpu', hash: '#go=reverse&steps=30' })
  expect(await awaitNetwork(page)).toContain('WebGPU')
  await button(page, transport.stepData).click()
  await atFrame(page, 1)
  const first = await picturePixels(page)
  await button(page, transport.play).click()
  await pastFrame(page, 2)

  const fetched: string[] = []
  page.on('request', (request) => {
    if (!request.url().endsWith('/icon.svg')) fetched.push(request.url())
  }) // the browser's own, with each address
  const browser = await page.context().browser()?.newBrowserCDPSession()
  await browser?.send('Browser.crashGpuProcess').catch(() => undefined) // the answer may be lost with it
  await notices(page).getByText(notice.lost).or(notices(page).getByText(notice.recovered)).waitFor()
  const frame = Number(/frame (\d+)/.exec(await page.locator('figcaption').first().innerText())?.[1])
  await notices(page).getByText(notice.recovered).waitFor({ timeout: 180_000 })
  expect(await awaitNetwork(page)).toContain('WebGPU')
  await pastFrame(page, frame + 2) // nobody had to press play again
  expect(fetched).toEqual([]) // network, program and all: they were in memory
  await button(page, transport.pause).click()
  await button(page, transport.toNoise).click()
  await button(page, transport.stepData).click()
  await atFrame(page, 1)
  expect(await picturePixels(page)).toBe(first)
}, 400_000) // WebGPU's programs are compiled twice

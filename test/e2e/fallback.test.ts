import { expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import { chromiumFlags } from '../chromium'
import { browsing } from './visit'
import { atFrame, button, awaitGallery, levels, pixels, awaitNetwork, picturePixels, status } from './walk'

const withoutWebGPU = [...chromiumFlags.filter((flag) => !flag.includes('webgpu')), '--disable-features=WebGPU']
const visit = browsing(withoutWebGPU)
const { transport, reverse } = text

test('without WebGPU a plain sentence says so, and everything works on WebAssembly', async () => {
  const page = await visit({ model: 'shipped', hash: '#go=reverse&steps=5&samples=4' })
  expect(await awaitNetwork(page)).toContain('WebAssembly')
  await status(page).getByText(text.status.whyNotWebgpu).click()
  const statusText = await status(page).innerText()
  expect(statusText).toMatch(/WebGPU/)
  expect(statusText).toContain('The network runs on WebAssembly instead')

  await button(page, transport.toData).click()
  await atFrame(page, 5)
  expect(levels(await pixels(page.getByRole('img', { name: reverse.x0Hat, exact: true })))).toBeGreaterThan(10)
  const last = await picturePixels(page)
  await button(page, transport.stepNoise).click()
  await atFrame(page, 4)
  expect(await picturePixels(page)).not.toBe(last)
  await page.keyboard.press('d')
  await awaitGallery(page)
  expect(levels(await picturePixels(page))).toBeGreaterThan(10)
})

test('asking for WebGPU where there is none falls to WebAssembly as well', async () => {
  const page = await visit({ backend: 'webgpu', hash: '#go=reverse&steps=2' })
  expect(await awaitNetwork(page)).toContain('WebAssembly')
  await button(page, transport.toData).click()
  await atFrame(page, 2)
})

test('where the page’s own program does not arrive, TensorFlow.js computes on WebAssembly, and the status says why', async () => {
  const page = await visit({
    backend: 'wasm',
    prepare: (context) => context.route('**/program-*.wasm', (route) => route.abort()),
  })
  expect(await awaitNetwork(page)).toContain('WebAssembly')
  await status(page).getByText(text.status.whyStockKernels).click()
  await status(page)
    .getByText(text.status.stockKernels(faultText('not-fetched', {})))
    .waitFor()
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import { type Answer, cardOf, forged, json, type Model, original, tinyModel, WEIGHTS } from './model'
import { unclearedFlags } from '../chromium'
import { browsing } from './visit'
import { atFrame, atT, button, awaitGallery, awaitNetwork, picturePixels } from './walk'

const visit = browsing(unclearedFlags)

const weights = original(WEIGHTS)
const dataStart = 8 + Number(new DataView(weights.buffer, weights.byteOffset).getBigUint64(0, true))
const webPage: Answer = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Another page</title>' }

/** The weights with some bytes replaced. */
const patched = (at: number, bytes: readonly number[]): Uint8Array => {
  const copy = Uint8Array.from(weights)
  copy.set(bytes, at)
  return copy
}

/** A safetensors file of this header and some zeros. */
const headed = (header: unknown): Uint8Array => {
  const bytes = json(header)
  const file = new Uint8Array(8 + bytes.length + 64)
  new DataView(file.buffer).setBigUint64(0, BigInt(bytes.length), true)
  file.set(bytes, 8)
  return file
}

const without = (path: string): Model => {
  const model = tinyModel()
  model.delete(path)
  return model
}

const tensor = (shape: number[], begin: number, end: number) => ({ dtype: 'F16', shape, data_offsets: [begin, end] })

const broken: readonly (readonly [what: string, model: Model, says: RegExp])[] = [
  ['missing weights', without(WEIGHTS), /diffusion_pytorch_model\.safetensors could not be fetched.*404/],
  ['a missing card', without('card.json'), /card\.json could not be fetched.*404/],
  [
    'truncated weights',
    tinyModel().set(WEIGHTS, weights.slice(0, 5000)),
    /safetensors is incomplete: 5000 bytes instead of 160916/,
  ],
  [
    'one flipped byte',
    tinyModel().set(WEIGHTS, patched(100_000, [(weights[100_000] ?? 0) ^ 1])),
    /safetensors is not the file that card\.json describes/,
  ],
  [
    'a web page instead of weights',
    tinyModel().set(WEIGHTS, webPage),
    /safetensors is missing: the server answered with a web page/,
  ],
  [
    'a web page instead of the card',
    tinyModel().set('card.json', webPage),
    /card\.json is missing: the server answered with a web page/,
  ],
  [
    'a card that is cut off',
    tinyModel().set('card.json', original('card.json').slice(0, 300)),
    /card\.json is not valid JSON/,
  ],
  [
    'a card with a path out of its folder',
    tinyModel().set(
      'card.json',
      json({ ...cardOf(), files: { '../../secret': { bytes: 1, sha256: '0'.repeat(64) } } }),
    ),
    /card\.json: files is "\.\.\/\.\.\/secret"/,
  ],
  [
    'a card with hostile labels',
    tinyModel().set('card.json', json({ ...cardOf(), labels: '<img src=x onerror=alert(1)>' })),
    /card\.json: labels/,
  ],
  [
    'a config that asks for a giant network',
    forged(
      'unet/config.json',
      json({
        ...(JSON.parse(new TextDecoder().decode(original('unet/config.json'))) as object),
        block_out_channels: [1e9, 1e9, 1e9],
      }),
    ),
    /config\.json/,
  ],
  [
    'a weight that is not a number',
    forged(WEIGHTS, patched(dataStart + 10, [0x00, 0x7e])),
    /safetensors: the tensor .* holds NaN that is not a finite number/,
  ],
  [
    'a header that claims huge tensors',
    forged(WEIGHTS, headed({ 'conv_in.weight': tensor([1_000_000, 1_000_000], 0, 2_000_000_000_000) })),
    /safetensors is incomplete|safetensors breaks the safetensors rules/,
  ],
  [
    'a header that claims to be huge itself',
    forged(WEIGHTS, patched(0, [255, 255, 255, 255, 255, 255, 255, 127])),
    /breaks the safetensors rules \(header length\)/,
  ],
  [
    'tensors that overlap',
    forged(WEIGHTS, headed({ a: tensor([16], 0, 32), b: tensor([16], 16, 48) })),
    /breaks the safetensors rules \(b data_offsets\)/,
  ],
  [
    'tensors of another network',
    forged(WEIGHTS, headed({ constructor: tensor([32], 0, 64) })),
    /holds the tensor constructor, which the network does not have/,
  ],
]

/** A model with a probe whose stored numbers no back end computes. */
function otherNumbers(): Model {
  const probe = JSON.parse(new TextDecoder().decode(original('probe.json'))) as { cases: { output: number[] }[] }
  for (const { output } of probe.cases) output.fill(3)
  return forged('probe.json', json(probe))
}

/** The sentence of a failure, in an alert. */
async function failure(page: Page): Promise<string> {
  const alert = page.getByRole('alert')
  await alert.waitFor()
  return alert.innerText()
}

test('whatever is wrong with the model is said in a sentence that names the file, and so is a back end that computes other numbers than were stored; trying again works once it is mended', async () => {
  const model: Model = new Map()
  const page = await visit({ backend: 'wasm', model, hash: '#t=300' })
  await failure(page) // no model at all
  for (const [what, files, says] of broken) {
    model.clear()
    for (const [path, answer] of files) model.set(path, answer)
    await button(page, text.status.retry).click()
    await expect.poll(() => failure(page), { message: what, timeout: 10_000 }).toMatch(says)
    expect(await failure(page)).toContain(text.status.failed)
  }
  await awaitGallery(page)
  await atT(page, 300)
  const before = await picturePixels(page)
  await page.keyboard.press('ArrowRight') // the forward walk still works
  await atT(page, 320)
  expect(await picturePixels(page)).not.toBe(before)

  for (const [path, answer] of otherNumbers()) model.set(path, answer)
  await button(page, text.status.retry).click()
  await expect.poll(() => failure(page), { message: 'other numbers' }).toContain(faultText('no-backend', {}))

  for (const [path, answer] of tinyModel()) model.set(path, answer)
  await button(page, text.status.retry).click()
  expect(await awaitNetwork(page)).toContain('WebAssembly')
  await page.keyboard.press('d')
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
})

test('on WebGPU, too, a broken model is told, and a mended one runs', async () => {
  const model = tinyModel().set(WEIGHTS, webPage)
  const page = await visit({ backend: 'webgpu', model, hash: '#go=reverse&steps=3' })
  expect(await failure(page)).toMatch(/safetensors is missing: the server answered with a web page/)
  model.set(WEIGHTS, weights)
  await button(page, text.status.retry).click()
  expect(await awaitNetwork(page)).toContain('WebGPU')
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
})

test('the second visit fetches no weights, and a poisoned cache harms nobody', async () => {
  const model = tinyModel()
  const page = await visit({ backend: 'wasm', model })
  await awaitNetwork(page)
  const requests: string[] = []
  page.on('request', (request) => {
    requests.push(request.url())
  })
  await page.reload()
  await awaitNetwork(page)
  expect(requests.filter((url) => url.endsWith('.safetensors'))).toEqual([])
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const key of await cache.keys()) await cache.put(key, new Response('poison'))
    }
  })
  await page.reload()
  await awaitNetwork(page)
  expect(requests.filter((url) => url.endsWith('.safetensors'))).toHaveLength(1)
})

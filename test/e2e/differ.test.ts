import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { differText } from '../../src/i18n/differ'
import { settingsText } from '../../src/i18n/settings'
import { studyText } from '../../src/i18n/study'
import { takeText } from '../../src/i18n/take'
import { openArrays } from '../../src/files/read/arrays'
import { npyHeader } from '../../src/files/write/npy'
import { zipFile, zipOf } from '../../src/files/write/zip'
import { browsing } from './visit'
import { awaitNetwork, button, choose } from './walk'

const visit = browsing()
const words = differText

async function numbersOf(page: Page): Promise<Buffer> {
  await button(page, settingsText.takeAway.open).click()
  await page.getByRole('dialog').waitFor()
  await choose(page, takeText.what, takeText.kinds.numbers)
  const download = page.waitForEvent('download')
  await button(page, takeText.numbers.save).click()
  const bytes = readFileSync(await (await download).path())
  await page.keyboard.press('Escape')
  return bytes
}

const npzOf = async (xt: Float32Array<ArrayBuffer>, frames: number): Promise<Buffer> => {
  const file = zipFile('x_t.npy')
  file.add(npyHeader('<f4', [frames, 1, 28, 28]))
  file.add(new Uint8Array(xt.buffer))
  return Buffer.from(await zipOf([file]).arrayBuffer())
}

const give = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[accept=".npz,.npy"]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })

test('a saved walk opens with its frames, and a program that forgets the fresh noise is told so', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&sampler=ddpm&steps=3' })
  await awaitNetwork(page)
  await button(page, studyText.names.differ).click()
  const saved = await numbersOf(page)
  await give(page, 'walk.npz', saved)
  await button(page, words.file.openWalk).click()
  await page.getByText(words.verdict.identical).waitFor()

  const arrays = await openArrays(new Blob([new Uint8Array(saved)]), 'walk.npz')
  if ('code' in arrays) throw new Error(arrays.code)
  const [xt, noise] = [arrays.numbers.get('xt')?.values, arrays.numbers.get('noise')?.values]
  const mine = Float32Array.from(xt ?? [], (value, i) => (i < 2 * 784 ? value : value - (noise?.[i - 784] ?? NaN)))
  await give(page, 'mine.npz', await npzOf(mine, 4))
  await page.getByText(words.causes['no-noise']).waitFor()
  await page.getByText(/step 2/).waitFor()

  await give(page, 'bad.npz', Buffer.from('PK\x03\x04'))
  await page
    .getByRole('alert')
    .getByText(words.faults['arrays-broken']?.({ file: 'bad.npz' }) ?? '')
    .waitFor()
  expect(await page.getByText(words.causes['no-noise']).count()).toBe(0)
})

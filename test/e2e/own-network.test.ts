import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { filesText } from '../../src/i18n/files'
import { FIRST } from '../../src/walk/model/models'
import { browsing } from './visit'
import { atFrame, button, choose, linkSays, notices, picture, awaitNetwork, status } from './walk'

const visit = browsing()
const { notice, shelf, transport } = text
const { own: ownText } = filesText
const golden = (name: string) => fileURLToPath(new URL(`../golden/unet/${name}`, import.meta.url))

async function openFolder(page: Page, name: string): Promise<void> {
  await page.keyboard.press('m')
  await page.getByRole('dialog').waitFor()
  await page.locator(`input[aria-label="${ownText.folder}"]`).setInputFiles(golden(name))
}

/** Whether any pixel of the large picture has a colour. */
const colourful = (page: Page): Promise<boolean> =>
  picture(page).evaluate((canvas: HTMLCanvasElement) => {
    const { data, width } =
      canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? new ImageData(1, 1)
    return width === 8 && data.some((value, i) => i % 4 === 0 && value !== data[i + 1])
  })

test('a colour network of one’s own is opened, walked back by and left again', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=3' })
  await awaitNetwork(page)
  await openFolder(page, 'skip')
  await page.getByText(notice.opened('skip')).waitFor()
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 3)
  expect(await colourful(page)).toBe(true)
  await linkSays(page, 'model=own')
  // Forward too: its starter pictures are fitted to its shape.
  await page.keyboard.press('d')
  await page.keyboard.press('End')
  expect(await colourful(page)).toBe(true)
  // And back to the shelf.
  await page.keyboard.press('m')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: text.networks[FIRST.id] ?? '', exact: true })
    .click()
  await expect.poll(() => page.url()).not.toContain('model=own')
  await page.keyboard.press('d')
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 3)
  expect(await colourful(page)).toBe(false)
  // The shelf lists it from now on: it is one press away.
  await page.keyboard.press('m')
  await page.getByRole('dialog').getByRole('button', { name: 'skip', exact: true }).click()
  await linkSays(page, 'model=own')
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 3)
  expect(await colourful(page)).toBe(true)
})

/** The classes of a network of one's own are offered, and “any” only where it knows of none. */
async function openClasses(page: Page): Promise<void> {
  await openFolder(page, 'class-table')
  await page.getByText(notice.opened('class-table')).waitFor()
  const classes = page.getByRole('radiogroup', { name: text.menus.class.name })
  await expect.poll(() => classes.getByRole('radio').count()).toBe(5)
  await choose(page, text.menus.class.name, '4')
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
}

/** What cannot be shown is said, and the network before comes back. */
async function refuse(page: Page, name: string, says: string): Promise<void> {
  await openFolder(page, name)
  await notices(page).getByText(says).waitFor()
  await awaitNetwork(page)
  await button(page, transport.restart).click()
  await atFrame(page, 0)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
}

/** Files that are no network: a sentence, and nothing is lost. */
async function refuseFiles(page: Page): Promise<void> {
  await page.keyboard.press('m')
  const choose = (name: string, content: string) =>
    page
      .locator(`input[aria-label="${ownText.files}"]`)
      .setInputFiles([{ name, mimeType: '', buffer: Buffer.from(content, 'latin1') }])
  await choose('notes.txt', 'words')
  await page.getByRole('dialog').getByText('notes.txt').waitFor() // beside the button; another can be chosen at once
  await choose('model.zip', 'PK\x03\x04')
  await notices(page).getByText('model.zip').waitFor()
  await awaitNetwork(page)
}

test('what is no network, or cannot be shown, is said, and the network before comes back; classes of one’s own are offered', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2' })
  await awaitNetwork(page)
  await refuse(page, 'not-square', '8 × 16')
  await refuse(page, 'learned-variance', '2 channels')
  await refuseFiles(page)
  await openClasses(page)
})

test('a folder on the web: the host is named first, and asked only on a press', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=2' })
  const requests: string[] = []
  await page.context().route('**/elsewhere/**', async (route) => {
    const path = new URL(route.request().url()).pathname.replace(/^.*\/elsewhere\//, '')
    requests.push(path)
    const hasFile = ['config.json', 'diffusion_pytorch_model.safetensors'].includes(path)
    await route.fulfill(hasFile ? { body: readFileSync(`${golden('f32')}/${path}`) } : { status: 404, body: '' })
  })
  await awaitNetwork(page)
  await page.keyboard.press('m')
  const address = new URL('elsewhere/', page.url())
  await page.getByLabel(ownText.address).fill(address.href)
  await page.getByText(ownText.goesTo(address.host)).waitFor()
  expect(requests).toEqual([])
  await button(page, ownText.fetch).click()
  await page.getByText(notice.opened('elsewhere')).waitFor()
  expect(requests).toContain('diffusion_pytorch_model.safetensors')
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
})

test('a link with a network of somebody’s own says that it cannot carry it', async () => {
  const page = await visit({ backend: 'wasm', hash: '#model=own' })
  await notices(page).getByText(text.notice.ownLink).waitFor()
  await expect.poll(() => status(page).isVisible()).toBe(true)
  await expect.poll(() => page.getByRole('button', { name: shelf.open }).isVisible()).toBe(true)
})

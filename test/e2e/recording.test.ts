import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { engineLog } from './engine-log'
import { browsing } from './visit'
import { atFrame, button, drag, levels, linkSays, pastFrame, pixels, awaitNetwork, picturePixels } from './walk'

const visit = browsing()
const { stage, transport, reverse } = text

test('before the network is there a stored run is shown, says that it is one, plays and scrubs', async () => {
  let arrive = () => {
    /* set below */
  }
  const page = await visit({
    backend: 'wasm',
    model: 'shipped',
    modelWhen: new Promise((resolve) => {
      arrive = resolve
    }),
  })
  await page.keyboard.press('d')
  await page.getByText(stage.recording, { exact: true }).waitFor()
  expect(levels(await picturePixels(page))).toBeGreaterThan(100)
  await button(page, transport.play).click()
  await pastFrame(page, 3)
  await drag(page, 940, 0)
  await atFrame(page, 50)
  const digit = await picturePixels(page)
  expect(levels(digit)).toBeGreaterThan(10)
  expect(await pixels(page.getByRole('img', { name: reverse.x0Hat, exact: true }))).toBe(digit)
  await drag(page, 0, 500)
  await atFrame(page, 25)
  expect(await picturePixels(page)).not.toBe(digit)
  expect((await engineLog(page)).posted).toEqual(['load'])

  arrive()
  await awaitNetwork(page)
  await page.getByText(stage.recording, { exact: true }).waitFor() // it is left only when asked
  await button(page, stage.goLive).click()
  await page.getByText(stage.recording, { exact: true }).waitFor({ state: 'detached' })
  await atFrame(page, 0)
})

test('another setting than the recorded one shows no recording', async () => {
  const page = await visit({ modelWhen: new Promise(() => undefined) })
  await page.keyboard.press('d')
  await page.getByText(stage.recording, { exact: true }).waitFor()
  await page.keyboard.press('7')
  await linkSays(page, 'digit=7')
  await page.getByText(stage.recording, { exact: true }).waitFor({ state: 'detached' })
  await atFrame(page, 0)
})

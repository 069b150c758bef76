import { expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { browsing } from './visit'
import { atFrame, button, choose, linkSays, awaitNetwork } from './walk'

const visit = browsing()
const words = settingsText.classifier
const sentence = (text: string) =>
  new RegExp(
    text
      .split('§')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  )

test('what a classifier sees is fetched when it is asked for, by keys too, and says what it reads of every frame', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=5' })
  const fetched: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('digits-classifier'))
      fetched.push(new URL(request.url()).pathname.split('/').at(-1) ?? '')
  })
  await awaitNetwork(page)
  await button(page, text.transport.stepData).press('Enter') // by keys: after a click Space would play
  await atFrame(page, 1)
  expect(fetched).toEqual([])

  await page.getByRole('switch', { name: words.judge }).focus()
  await page.keyboard.press('Space')
  const accuracyLine = page.getByText(sentence(words.accuracy(NaN, NaN).replaceAll('–', '§')))
  await accuracyLine.waitFor() // of a frame that was computed before anybody asked
  expect(await accuracyLine.innerText()).toContain(words.accuracy(800, 0.56)) // the card’s own figure at about this noise
  expect(fetched).toContain('diffusion_pytorch_model.safetensors')
  expect(new Set(fetched).size).toBe(fetched.length)
  expect(await linkSays(page, 'judge')).toContain('judge=on')

  await button(page, text.transport.stepData).click()
  await atFrame(page, 2)
  await page.getByText(words.accuracy(600, 0.92)).waitFor()
  const bars = page
    .getByRole('list')
    .filter({ hasText: /^0.*%.*9.*%$/s })
    .getByRole('listitem')
  await expect.poll(() => bars.count()).toBe(10)
  const total = (await bars.allInnerTexts()).reduce((sum, bar) => sum + Number(/([\d.]+)\s*%/.exec(bar)?.[1]), 0)
  expect(Math.abs(total - 100)).toBeLessThan(1.5) // what is shown is rounded
})

test('a classifier that cannot be had is said, with the walk as it was; trying again brings it, and it leads', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=3' })
  await awaitNetwork(page)
  await page.route('**/digits-classifier/classifier/config.json', (route) => route.fulfill({ status: 404, body: '' }))
  await choose(page, words.guide, words.guides.classifier)
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toContain('classifier/config.json')
  await button(page, text.transport.stepData).click()
  await page.getByText(faultText('classifier-missing', {})).waitFor()

  await page.unroute('**/digits-classifier/classifier/config.json')
  await button(page, words.retry).click()
  await alert.waitFor({ state: 'detached' })
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  expect(await page.getByText(faultText('classifier-missing', {})).count()).toBe(0)
})

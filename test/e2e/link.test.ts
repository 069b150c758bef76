import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { filesText } from '../../src/i18n/files'
import { settingsText } from '../../src/i18n/settings'
import { stage } from './plane'
import { unclearedFlags } from '../chromium'
import { browsing } from './visit'
import {
  atFrame,
  atT,
  button,
  choose,
  chooseFrom,
  awaitGallery,
  follow,
  linkSays,
  menu,
  notices,
  awaitNetwork,
  picturePixels,
} from './walk'

const visit = browsing(unclearedFlags)
const { reverse, forward, notice } = text
const { clip, levels, samplers } = settingsText

test('a link made here opens the same walk elsewhere: settings, frame and pixels, on WebGPU', async () => {
  const here = await visit({ backend: 'webgpu', hash: '#go=reverse&steps=6' })
  await choose(here, text.menus.digit.name, '7')
  await chooseFrom(here, samplers.name, 'DDPM')
  await choose(here, samplers.parameters.variance, samplers.varianceTitles['beta-tilde'])
  await choose(here, reverse.clip, clip.titles.off)
  await button(here, text.transport.newNoise).click()
  await awaitNetwork(here)
  for (let frame = 1; frame <= 3; frame++) {
    await button(here, text.transport.stepData).click()
    await atFrame(here, frame)
  }
  const link = await linkSays(here, 'frame=3')
  const pixels = await picturePixels(here)

  const elsewhere = await visit({ backend: 'webgpu', hash: link })
  await atFrame(elsewhere, 3)
  expect(await picturePixels(elsewhere)).toBe(pixels)
  const checked = (name: string, option: string) =>
    elsewhere.getByRole('radiogroup', { name }).getByRole('radio', { name: option, exact: true }).isChecked()
  expect(await checked(text.menus.digit.name, text.menus.digit.title('7'))).toBe(true)
  expect(await menu(elsewhere, samplers.name).innerText()).toBe('DDPM')
  expect(await checked(samplers.parameters.variance, samplers.varianceTitles['beta-tilde'])).toBe(true)
  expect(await checked(reverse.clip, clip.titles.off)).toBe(true)
  expect(await elsewhere.getByRole('textbox', { name: reverse.seed }).inputValue()).toBe('2')
  expect(await elsewhere.getByRole('textbox', { name: reverse.steps }).inputValue()).toBe('6')
  expect(await linkSays(elsewhere, 'frame=3')).toBe(link)
})

test('a link opens at its frame although the pictures arrive before the network; one pasted into the open page is followed', async () => {
  let arrive = () => {
    /* set below */
  }
  const page = await visit({
    backend: 'wasm',
    hash: '#go=reverse&steps=10&from=500&picture=4&frame=4',
    modelWhen: new Promise((resolve) => {
      arrive = resolve
    }),
  })
  await page.getByText(text.status.waiting).waitFor()
  arrive()
  await atFrame(page, 4)
  expect(await linkSays(page, 'frame=4')).toContain('from=500')

  await follow(page, '#go=reverse&steps=5&frame=2&digit=none')
  await atFrame(page, 2)
  await follow(page, '#t=250')
  await atT(page, 250)
})

test('a link that arrives while the page is about to write its own is followed, not overwritten', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=300' })
  await page.keyboard.press('ArrowRight')
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // The thread is busy until the page's timer is due; the link comes just before the timer's turn.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          location.hash = '#room=plane&t=400'
          resolve()
        }
        port2.postMessage(undefined)
        const until = performance.now() + 600
        while (performance.now() < until);
      }),
  )
  expect(await linkSays(page, 't=400')).toContain('room=plane')
  await stage(page).waitFor()
})

test("a drawing of one's own travels in the link", async () => {
  const here = await visit({ backend: 'wasm' })
  await button(here, forward.draw).click()
  const pad = here.getByRole('application', { name: filesText.draw.pad })
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no pad')
  await here.mouse.move(box.x + 60, box.y + 60)
  await here.mouse.down()
  await here.mouse.move(box.x + 200, box.y + 70, { steps: 4 })
  await here.mouse.move(box.x + 100, box.y + 230, { steps: 4 })
  await here.mouse.up()
  await button(here, filesText.draw.use).click()
  const link = await linkSays(here, 'picture=own.')
  const pixels = await picturePixels(here)

  const elsewhere = await visit({ backend: 'wasm', hash: link })
  await awaitGallery(elsewhere)
  expect(await picturePixels(elsewhere)).toBe(pixels)
  await elsewhere.locator('[data-part="panel"]').getByText(forward.own).waitFor()
})

test('a link with a grid that its process has not is mended, one with unknown, absurd and hostile values is clamped, and the page says so', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#go=reverse&steps=4&sampler=heun&process=flow&grid=leading&churn=9&guidance=-40&skip=2',
  })
  const shownNotices = notices(page)
  for (const sentence of [
    notice.clamped('churn', '9', '0.41'),
    notice.clamped('guidance', '-40', '-2'),
    notice.clamped('grid', 'leading', 'uniform'),
  ])
    await shownNotices.getByText(sentence).waitFor()
  await awaitNetwork(page)
  await page.locator('[open]').getByText(levels.gridExplain.uniform).waitFor() // what is unusual is disclosed
  expect(await menu(page, samplers.name).innerText()).toBe(samplers.titles.heun)
  expect(await menu(page, levels.process).innerText()).toBe(levels.processTitles.flow)
  expect(await menu(page, levels.grid).innerText()).toBe(levels.gridTitles.uniform)
  await button(page, text.transport.toData).click()
  await atFrame(page, 2)

  await follow(page, '#steps=99999&constructor=1&__proto__=2&digit=<script>&picture=own.AAAA&t=-5&go=reverse')
  for (const sentence of [
    notice.clamped('steps', '99999', '1000'),
    notice.unknown('constructor'),
    notice.unknown('__proto__'),
    notice.ignored('digit', '<script>'),
    notice.ignored('picture', 'own.AAAA'),
    notice.clamped('t', '-5', '0'),
  ])
    await shownNotices.getByText(sentence).waitFor()
  expect(await page.getByRole('textbox', { name: reverse.steps }).inputValue()).toBe('1000')
  expect(
    await page.evaluate(() => Object.hasOwn(Object.prototype, '2') || document.querySelector('main script') !== null),
  ).toBe(false)
  await atFrame(page, 0)
  await button(page, text.notice.dismiss).first().click()
  await shownNotices.getByText(notice.clamped('steps', '99999', '1000')).waitFor({ state: 'detached' })
})

test("the button copies the address bar's link; reset puts everything back, and can be undone", async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#t=640&seed=7',
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  })
  await awaitGallery(page)
  await button(page, text.header.share).click()
  await page.getByText(text.header.copied).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
  expect(page.url()).toContain('#t=640&seed=7')

  const before = await picturePixels(page)
  await button(page, text.header.reset).click()
  await atT(page, 0)
  expect(await picturePixels(page)).not.toBe(before)
  await button(page, text.header.undoReset).click()
  await atT(page, 640)
  expect(await picturePixels(page)).toBe(before)
})

test('a network that left the shelf opens by the link that names it; it predicts ε, and the page says why its first guess is no digit', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', hash: '#model=digits&go=reverse&frame=1&steps=4' })
  await atFrame(page, 1)
  await page.getByText(reverse.x0HatAmplified(1000, 20_000)).waitFor()
  await button(page, text.transport.stepData).click()
  await atFrame(page, 2)
  await page.getByText(reverse.x0HatExplain(750)).waitFor()
})

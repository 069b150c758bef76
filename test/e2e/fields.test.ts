import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { filesText } from '../../src/i18n/files'
import { settingsText } from '../../src/i18n/settings'
import { planeText } from '../../src/i18n/plane'
import { browsing } from './visit'
import { atT, button, awaitGallery, linkSays, notices, timeline } from './walk'

const visit = browsing()
const { reverse, numbers, header, forward } = text
const { draw } = filesText

test('a full stop and a comma are both decimal marks, in an English, a German and a Hebrew browser; what is doubtful is asked about', async () => {
  for (const locale of ['en-US', 'de-DE', 'he-IL', 'ar-EG']) {
    const page = await visit({ backend: 'wasm', hash: '#go=reverse&sampler=heun&churn=0.2', context: { locale } })
    const field = page.getByRole('textbox', { name: settingsText.samplers.parameters.churnMin })
    for (const [typed, value] of [
      ['0,15', '0.15'],
      ['1.5', '1.5'],
      ['2,5', '2.5'],
      ['0.05', '0.05'],
    ] as const) {
      await field.fill(typed)
      await field.press('Enter')
      await expect.poll(() => field.inputValue(), { message: `${locale} ${typed}` }).toBe(value)
    }
    const steps = page.getByRole('textbox', { name: reverse.steps })
    await steps.fill('1,000')
    await steps.press('Enter')
    await page.getByText(numbers.ambiguous(1000, 1)).waitFor()
    await steps.fill('ten')
    await steps.press('Enter')
    await page.getByText(numbers.none).waitFor()
    await steps.fill('5000')
    await steps.press('Enter')
    await page.getByText(numbers.most(1000)).waitFor()
    await linkSays(page, 'steps=1000')
    const slider = page.getByRole('slider', { name: settingsText.samplers.parameters.churn, exact: true })
    await slider.press('ArrowRight') // to the right is more, whatever way the browser's own language runs
    await linkSays(page, 'churn=0.21')
  }
})

/** Pastes what Excel copies: a table as text, and a bitmap of it. */
const pasteCells = (page: Page, selector: string, words: string) =>
  page.evaluate(
    ([where, cells]) => {
      const data = new DataTransfer()
      data.setData('text/plain', cells)
      data.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'image.png', { type: 'image/png' }))
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.querySelector(where)?.dispatchEvent(event)
      return event.defaultPrevented
    },
    [selector, words] as const,
  )

test('in the plane cells win over their bitmap; in a field they are the field’s; in a dialog they are not the page’s', async () => {
  const page = await visit({ backend: 'wasm', hash: '#room=plane' })
  expect(await pasteCells(page, 'body', '0\t0\n1\t2\n3\t1\n')).toBe(true)
  await linkSays(page, 'data=own.')
  await page.getByRole('textbox', { name: planeText.planeData.text }).waitFor()
  expect(await pasteCells(page, 'input[type=text]', 'Hi')).toBe(false)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  expect(await pasteCells(page, '[role=dialog]', '5\t5\n6\t7\n')).toBe(false)
})

const press = (
  page: Page,
  selector: string,
  type: string,
  patch: Readonly<Record<'pointerId' | 'buttons' | 'clientX', number>>,
) =>
  page.evaluate(
    ([where, kind, init]) => {
      document
        .querySelector(where)
        ?.dispatchEvent(
          new PointerEvent(kind, { bubbles: true, cancelable: true, pointerType: 'touch', isPrimary: false, ...init }),
        )
    },
    [selector, type, patch] as const,
  )

/** The right button neither scrubs the timeline nor draws, and a second finger does nothing. */
async function pressOtherwise(page: Page): Promise<void> {
  const box = await timeline(page).boundingBox()
  if (!box) throw new Error('there is no timeline')
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 20)
  await page.mouse.down({ button: 'right' })
  await page.mouse.move(box.x + 0.9 * box.width, box.y + 20)
  await page.mouse.up({ button: 'right' })
  await atT(page, 321)
  await press(page, '[role=slider][aria-valuetext]', 'pointerdown', {
    pointerId: 7,
    buttons: 1,
    clientX: box.x + 0.9 * box.width,
  })
  await press(page, '[role=slider][aria-valuetext]', 'pointermove', {
    pointerId: 7,
    buttons: 1,
    clientX: box.x + 0.95 * box.width,
  })
  await atT(page, 321)
  await button(page, forward.draw).click()
  const pad = await page.getByRole('application', { name: draw.pad }).boundingBox()
  if (!pad) throw new Error('there is no pad')
  await page.mouse.move(pad.x + 60, pad.y + 60)
  await page.mouse.down({ button: 'right' })
  await page.mouse.move(pad.x + 200, pad.y + 70)
  await page.mouse.up({ button: 'right' })
  await page.getByText(draw.empty).waitFor()
}

/** Without a clipboard the link is copied all the same, or the page says that it could not. */
async function copyWithout(page: Page): Promise<void> {
  for (const allowed of [true, false]) {
    await page.evaluate((can) => {
      delete document.documentElement.dataset.copied
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is what the page falls back to
      document.execCommand = () => {
        document.documentElement.dataset.copied = (document.activeElement as HTMLTextAreaElement).value
        return can
      }
    }, allowed)
    await button(page, header.share).click()
    await notices(page)
      .getByText(allowed ? header.copied : header.notCopied)
      .waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.copied)).toBe(page.url())
  }
}

/** The page follows the system’s theme while it is open, until one is chosen. */
async function turnSystem(page: Page): Promise<void> {
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  expect(await theme()).toBe('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(theme).toBe('dark')
  await page.keyboard.press('t')
  expect(await theme()).toBe('light')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await theme()).toBe('light')
}

test('without a clipboard the link is copied, or the page says that it could not; the theme is the system’s until one is chosen; the right button and a second finger do nothing', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=321', context: { colorScheme: 'light' } })
  await awaitGallery(page)
  await copyWithout(page)
  await turnSystem(page)
  await pressOtherwise(page)
})

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { browsing } from './visit'
import { atFrame, atT, button, drag, picture, timeline } from './walk'

const visit = browsing()
const words = text.firstMinute
const never = new Promise<void>(() => undefined)
const phone = { viewport: { width: 390, height: 844 } }

const hint = (page: Page) => page.getByRole('region', { name: words.name })
const awaitHint = (page: Page, sentence: string) => hint(page).getByText(sentence).waitFor()
const account = words.returned('3', 50)
const otherNoise = words.things['other-noise']('3')

/** The hint stands in the window, and over nothing that it speaks of, its tooltips included. */
async function coversNothing(page: Page): Promise<void> {
  const box = await hint(page).boundingBox()
  for (const part of [picture(page), timeline(page), button(page, text.transport.stepNoise)]) {
    const other = await part.boundingBox()
    if (!box || !other) throw new Error('the hint or what it speaks of is not on the page')
    const apart =
      box.y >= other.y + other.height ||
      other.y >= box.y + box.height ||
      box.x >= other.x + other.width ||
      other.x >= box.x + box.width
    expect(apart, `the hint is apart from ${(await part.getAttribute('aria-label')) ?? '?'}`).toBe(true)
  }
  expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.viewport.height)
}

test('by mouse, before there is a network: the picture dissolves and comes back, and what happened is told; a visit later there is no hint', async () => {
  const page = await visit({ backend: 'wasm', model: 'shipped', modelWhen: never, context: phone })
  await awaitHint(page, words.invite)
  const handle = (await timeline(page).boundingBox())?.y
  await coversNothing(page)
  await drag(page, 0, 500)
  await awaitHint(page, words.dissolving)
  await coversNothing(page)
  await drag(page, 500, 1005)
  await awaitHint(page, words.noise)
  await coversNothing(page)
  await button(page, words.bringBack).click()
  await awaitHint(page, words.returning)
  await coversNothing(page)
  await awaitHint(page, account)
  await atFrame(page, 50)
  await coversNothing(page)
  expect((await timeline(page).boundingBox())?.y).toBe(handle) // nothing moved under the finger
  await button(page, words.skip).click()
  await button(page, words.things['other-class']('8')).waitFor()

  await page.goto(new URL('.', page.url()).href)
  await atT(page, 0)
  expect(await hint(page).count()).toBe(0)
})

test('by keyboard alone, and the hints are put away by it; one thing is offered at a time', async () => {
  const page = await visit({
    backend: 'wasm',
    model: 'shipped',
    modelWhen: never,
    context: { ...phone, reducedMotion: 'reduce' },
  })
  const tabTo = async (name: string) => {
    for (
      let i = 0;
      i < 60 && !(await button(page, name).evaluate((element) => element === document.activeElement));
      i++
    )
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('ArrowRight')
  await awaitHint(page, words.dissolving)
  await page.keyboard.press('End')
  await tabTo(words.bringBack)
  await awaitHint(page, account)
  await page.keyboard.press('Tab') // the next stop is the next thing
  expect(await button(page, otherNoise).evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await hint(page).getByRole('button').allInnerTexts()).toEqual([otherNoise, words.skip, ''])
  await tabTo(words.dismiss)
  await hint(page).waitFor({ state: 'detached' })
})

test('a link has no hint, nor has a room that a link leads to; the way on for teachers is at the foot', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=400', modelWhen: never })
  await atT(page, 400)
  expect(await hint(page).count()).toBe(0)
  await button(page, words.doors.teachers).click()
  const dialog = page.getByRole('dialog', { name: laterText.teachers.title })
  await dialog.getByText(laterText.teachers.linksText).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await button(page, words.again).click() // until somebody asks for it
  await awaitHint(page, words.invite)

  const fromPlane = await visit({ backend: 'wasm', hash: '#room=plane', modelWhen: never })
  await fromPlane.keyboard.press('p')
  await picture(fromPlane).waitFor()
  expect(await hint(fromPlane).count()).toBe(0)
})

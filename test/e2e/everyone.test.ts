import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { spokenText } from '../../src/i18n/spoken'
import { text } from '../../src/i18n'
import { studyText } from '../../src/i18n/study'
import { STUDIES } from '../../src/walk/model/settings'
import { GAP_MS } from '../../src/shell/settled'
import { browsing } from './visit'
import { atFrame, awaitGallery, awaitNetwork, button, drag, follow, picture, timeline } from './walk'

const visit = browsing()

/** What screen readers are told of the large picture, in order, from now on. */
async function listen(page: Page): Promise<() => Promise<readonly { readonly words: string; readonly at: number }[]>> {
  await page.locator('#picture-words').waitFor({ state: 'attached' })
  const handle = await page.evaluateHandle(() => {
    const announcements: { words: string; at: number }[] = []
    const region = document.getElementById('picture-words')
    if (region)
      new MutationObserver(() => {
        announcements.push({ words: region.textContent, at: performance.now() })
      }).observe(region, { characterData: true, childList: true, subtree: true })
    return announcements
  })
  return () => handle.jsonValue()
}

const readPictureWords = (page: Page) => page.locator('#picture-words').innerText()

/** Words describe the large picture, and follow a drag only when it rests. */
async function hearDrag(page: Page): Promise<void> {
  const readAnnouncements = await listen(page)
  expect(await picture(page).getAttribute('aria-describedby')).toBe('picture-words')
  await expect.poll(() => readPictureWords(page)).toContain('A handwritten 3, not dissolved at all')
  const before = (await readAnnouncements()).length
  await drag(page, 0, 640)
  const t = Number(await timeline(page).getAttribute('aria-valuenow'))
  await expect
    .poll(() => readPictureWords(page))
    .toBe(spokenText.forward(text.menus.digit.picture('3'), spokenText.dissolved[7] ?? '', t, 1000))
  expect((await readAnnouncements()).length - before).toBeLessThanOrEqual(2) // it stands still at the drag's ends alone
}

/** A walk that plays is told once in two seconds, and its end; nothing else speaks with every frame. */
async function hearPlay(page: Page): Promise<void> {
  await awaitNetwork(page)
  await atFrame(page, 0)
  const readAnnouncements = await listen(page)
  const chatter = await page.evaluateHandle(() => {
    const changed: string[] = []
    new MutationObserver((records) => {
      for (const { target } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(
          '[role="status"], [aria-live]',
        )
        if (region && region.id !== 'picture-words') changed.push(region.textContent)
      }
    }).observe(document.body, { characterData: true, childList: true, subtree: true })
    return changed
  })
  await button(page, text.transport.play).click()
  await atFrame(page, 30)
  await expect
    .poll(() => readPictureWords(page))
    .toContain(`Frame 30 of 30, t\u00a0=\u00a00: ${spokenText.noise[0] ?? ''}`)
  const announcements = await readAnnouncements()
  expect(announcements.length).toBeGreaterThan(1)
  for (const [i, { at }] of announcements.entries())
    if (i > 0) expect(at - (announcements[i - 1]?.at ?? NaN)).toBeGreaterThan(GAP_MS - 100)
  expect((await chatter.jsonValue()).length).toBeLessThanOrEqual(2)
}

test('words describe the large picture: of a drag they speak when it rests, of a walk that plays once in two seconds, and of its end', async () => {
  const page = await visit({ backend: 'wasm' })
  await awaitGallery(page)
  await hearDrag(page)
  await follow(page, '#go=reverse&steps=30&seed=2')
  await hearPlay(page)
})

test('where little motion is wanted nothing moves by itself, and nothing glides', async () => {
  const page = await visit({ backend: 'wasm', context: { reducedMotion: 'reduce' } })
  const moving = () =>
    page.evaluate(() => ({
      animations: document.getAnimations().length,
      gliding: [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, scrollBehavior } = getComputedStyle(element)
        return transitionDuration.split(', ').some((each) => parseFloat(each) > 0) || scrollBehavior === 'smooth'
      }).length,
    }))
  await awaitGallery(page)
  expect(await moving()).toEqual({ animations: 0, gliding: 0 })
  await button(page, text.transport.toNoise).click()
  await page.keyboard.press('d')
  expect(await moving()).toEqual({ animations: 0, gliding: 0 })
})

/** Parts of an open page that reach beyond the window, or scroll sideways where it is neither a table nor a program. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
    const width = document.documentElement.clientWidth
    const wide = document.documentElement.scrollWidth > width ? ['the page'] : []
    for (const element of document.querySelectorAll<HTMLElement>('main *, [role="dialog"], [role="dialog"] *')) {
      if (element.closest('.visually-hidden, svg, math, pre, textarea, input') || !element.checkVisibility()) continue
      const { overflowX } = getComputedStyle(element)
      const scrolls =
        overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1
      if (scrolls && !element.querySelector('table, math')) wide.push(`${element.tagName} ${element.className}`)
    }
    return wide
  })

test('at 200 and 400 % nothing is cut off or scrolls both ways: rooms, inspector, studies, tree and dialogs', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&steps=4&frame=4' })
  await awaitNetwork(page)
  /** 200 and 400 % of 1280 px by as high as a laptop's window is then. */
  const small = async (what: string, sizes: readonly (readonly [number, number])[] = [[320, 256]]) => {
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      expect(await tooWide(page), `${what} at ${width} × ${height}`).toEqual([])
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  const both = [
    [640, 400],
    [320, 256],
  ] as const
  await atFrame(page, 4)
  await page.keyboard.press('i')
  await page.locator('[data-look="looked"]').waitFor()
  await small('the inspector', both)
  await page.keyboard.press('i')
  await page.keyboard.press('b')
  await small('the tree', both)
  for (const [key, name] of [
    ['m', 'the shelf'],
    ['w', 'the glossary'],
    ['e', 'what can be taken away'],
    ['?', 'the keys'],
  ] as const) {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await small(name)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  for (const study of STUDIES) {
    await page.evaluate((id) => {
      location.hash = `#go=reverse&steps=4&study=${id}`
    }, study)
    await page.getByRole('button', { name: studyText.names[study], pressed: true }).last().waitFor()
    await page.locator('[data-part="studies"] > :last-child > *').first().waitFor()
    await small(study)
  }
})

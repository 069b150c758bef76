import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { findTerms } from '../../src/glossary/find'
import { isTerm } from '../../src/glossary/entries'
import { text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { glossaryText, type TermId } from '../../src/i18n/glossary'
import { planeText } from '../../src/i18n/plane'
import { stage } from './plane'
import { browsing } from './visit'
import { atFrame, atT, button, choose, disclose, follow, linkSays, awaitNetwork } from './walk'

const visit = browsing()
const popover = (page: Page): Locator => page.locator('[data-explains]')
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: glossaryText.title })
const marks = (page: Page): Locator => page.locator('[data-term][tabindex]')
const marked = (page: Page): Promise<unknown> => page.locator('span[data-term]').first().waitFor()

interface Shown {
  /** A symbol in a text, the text, and the entries that are marked around it. */
  readonly symbols: readonly { readonly symbol: string; readonly words: string; readonly around: readonly string[] }[]
  /** Identifiers of formulas that belong to no entry. */
  readonly bare: readonly string[]
  readonly ids: readonly string[]
}

/** The symbols that stand on the page, in texts and in formulas, but in menus, hints and what is itself pressed. */
const symbolsOf = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const id = (mark: Element) => mark.getAttribute('data-term') ?? ''
    const idsIn = (place: Element) => [...place.querySelectorAll('[data-term]')].map(id)
    const symbols: { symbol: string; words: string; around: string[] }[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const place = node.parentElement
      const words = node.textContent ?? ''
      if (
        !place ||
        place.closest('[data-term], math, svg, button, script, style, option, [role=option], [role=tooltip]') ||
        !place.checkVisibility()
      )
        continue
      const within =
        place.closest('[data-terms], p, li, td, th, dt, dd, h2, h3, label, legend, summary, figcaption') ?? place
      // π is a number, not a symbol of the page.
      for (const [symbol] of words.matchAll(/(?:x\u0302?[₀ₜ]|ᾱₜ?|(?!π)\p{Script=Greek}\p{M}*[₀ₜ]?|log SNR)/gu))
        symbols.push({ symbol, words, around: idsIn(within) })
    }
    const bare = [...document.querySelectorAll('math mi')]
      .filter((mi) => mi.textContent.trim() !== '' && !mi.closest('[data-term]'))
      .map((mi) => mi.outerHTML)
    return { symbols, bare, ids: [...document.querySelectorAll('[data-term]')].map(id) }
  })

/** Every symbol that is shown has its entry, and is marked where it stands or beside it. */
async function allExplained(page: Page, view: string): Promise<void> {
  const { symbols, bare, ids } = await symbolsOf(page)
  expect(bare, view).toEqual([])
  expect(ids.length, view).toBeGreaterThan(5)
  for (const id of ids) expect(isTerm(id), `${view}: ${id}`).toBe(true)
  for (const { symbol, words, around } of symbols) {
    const entry = findTerms(symbol)[0]?.id
    const inContext = findTerms(words)
      .map(({ id }) => id)
      .filter((id) => id !== undefined) // σ̂ = σ/α is one idea
    expect(
      [entry, ...inContext].some((id) => id !== undefined && around.includes(id)),
      `${view}: ${symbol} in “${words}”`,
    ).toBe(true)
  }
}

test('every symbol of the walk and of the plane explains itself, and has its entry', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=300' })
  await marked(page)
  await allExplained(page, 'into noise')
  await awaitNetwork(page)
  await page.keyboard.press('d')
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  await disclose(page, settingsText.levels.more)
  await choose(page, settingsText.classifier.guide, settingsText.classifier.guides.classifier)
  await page.locator('math [data-term="classifier-guidance"]').waitFor()
  await atFrame(page, 0)
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  await allExplained(page, 'back to data')

  await follow(page, '#room=plane&go=reverse&steps=4&particles=60&chosen=0')
  await stage(page).waitFor()
  await marked(page)
  await page.getByText(text.status.running('WebAssembly', '')).waitFor()
  await page.keyboard.press('Home')
  await page.locator('[role="slider"][aria-valuetext^="frame 4 of 4"]').waitFor()
  await allExplained(page, 'plane')
  await choose(page, planeText.panel.name, planeText.panel.tabs.learning)
  for (const summary of [
    planeText.planeLearning.lesson,
    planeText.planeMeasure.race.name,
    planeText.planeMeasure.likelihood.name,
    planeText.planeMeasure.guidance.name,
  ])
    await disclose(page, summary)
  await allExplained(page, 'plane, learning and measuring')
})

test('by keyboard a symbol explains itself on focus, leads to its neighbours, and to the glossary, which Back closes', async () => {
  const page = await visit({ backend: 'wasm', hash: '#t=400' })
  await marked(page)
  await button(page, text.forward.fromHere).focus()
  await page.keyboard.press('Tab')
  const explained = async (id: TermId) => {
    await popover(page).getByText(glossaryText.terms[id].plain).waitFor()
    const focused = await page.evaluate(() => ({
      id: document.activeElement?.getAttribute('data-term'),
      description: document.getElementById(document.activeElement?.getAttribute('aria-describedby') ?? '')?.textContent,
    }))
    expect(focused.id).toBe(id)
    expect(focused.description).toBe(glossaryText.terms[id].plain + glossaryText.terms[id].exact)
  }
  await explained('xt')
  await page.keyboard.press('ArrowRight')
  await explained('t')
  await atT(page, 400) // arrows belong to the sentence here, not to the timeline
  await page.keyboard.press('Escape')
  await popover(page).waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await dialog(page).waitFor()
  await page.locator('article:focus[data-entry="t"]').waitFor()
  await linkSays(page, 'glossary=t')
  await page.goBack()
  await dialog(page).waitFor({ state: 'detached' })
  await atT(page, 400)
  expect(page.url()).not.toContain('glossary')
  await page.keyboard.press('w')
  await dialog(page).waitFor()
  await page.getByRole('searchbox').fill('tweedie')
  await expect
    .poll(() =>
      dialog(page)
        .locator('article')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-entry'))),
    )
    .toEqual(['score'])
  await page.getByRole('searchbox').fill('')
  await page.emulateMedia({ media: 'print' })
  expect(
    await page.evaluate(() => [
      document.querySelector('#root')?.checkVisibility(),
      document.documentElement.scrollHeight > 4000,
    ]),
  ).toEqual([false, true])
})

test('a tap at phone size explains each symbol beside it, within the screen, and a second one closes it', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#t=400&glossary=eta',
    context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  })
  await page.locator('article[data-entry="eta"]').waitFor() // the link opens the glossary there
  await page.getByRole('dialog').getByRole('button', { name: text.close }).tap()
  await dialog(page).waitFor({ state: 'detached' })
  await atT(page, 400)
  await awaitNetwork(page) // what it says moves the page
  await marked(page)
  const count = await marks(page).count()
  expect(count).toBeGreaterThan(10)
  for (let i = 0; i < count; i++) {
    const mark = marks(page).nth(i)
    await mark.tap()
    await popover(page).waitFor()
    const [box, at] = [await popover(page).boundingBox(), await mark.boundingBox()]
    if (!box || !at) throw new Error('nothing is shown')
    const name = await mark.textContent()
    expect(
      box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844,
      `${name} is off the screen`,
    ).toBe(true)
    expect(box.y >= at.y + at.height || box.y + box.height <= at.y, `${name} is covered`).toBe(true)
    await mark.tap()
    await popover(page).waitFor({ state: 'detached' })
  }
  await atT(page, 400) // no tap moved the playhead
})

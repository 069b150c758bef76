import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../../src/i18n'
import { browsing } from '../visit'
import { button, timeline } from '../walk'
import { type Action, actionsOf, perform } from './actions'
import { watch } from './faults'

/**
 * Random input, in the manner of PhET's fuzz tests. RANDOM_SEED chooses other actions, RANDOM_COUNT how many of them are done,
 * RANDOM_ACTIONS names a file with the list that a failed run printed, and does that again.
 */
const { RANDOM_SEED = '1', RANDOM_COUNT = '200', RANDOM_ACTIONS } = process.env
const [seed, count] = [Number(RANDOM_SEED), Number(RANDOM_COUNT)]

const visit = browsing()

/** What the visitor types may be another host's address: nothing is there. */
const offline = (context: BrowserContext) =>
  context.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => route.fulfill({ status: 404, body: '' }),
  )

/** Does one action after the other, until so many were possible. @returns what was done, and each fault when it was first seen, behind the number of its action */
async function mistreat(page: Page, actions: readonly Action[], faults: () => Promise<readonly string[]>) {
  const doneActions: Action[] = []
  const wrong = new Map<string, string>()
  for (const action of actions) {
    if (doneActions.length === count) break
    const performed = await perform(page, action)
    if (!performed) continue
    for (const fault of await faults()) {
      const kind = fault.replaceAll(/[\d.]+/g, '#')
      if (!wrong.has(kind)) wrong.set(kind, `after action ${doneActions.length}: ${fault}`)
    }
    doneActions.push(performed)
  }
  return { done: doneActions, wrong: [...wrong.values()] }
}

/** Whether the page still does what it is for, from a link of its first state on. */
async function answers(page: Page, room: 'walk' | 'plane'): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 })
  for (let times = 0; times < 3; times++) await page.keyboard.press('Escape')
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    `#room=${room}&go=reverse&steps=4&seed=${seed % 1000}`,
  )
  await button(page, text.header.reset).click()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => location.hash.includes('steps='))).toBe(false)
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#room=${room}&go=reverse&steps=3`)
  await timeline(page).focus()
  await page.keyboard.press('Home')
  await expect.poll(() => timeline(page).getAttribute('aria-valuetext'), { timeout: 60_000 }).toMatch(/^frame 3 of 3/)
}

test.each(['walk', 'plane'] as const)(
  `random input leaves the %s well (seed ${seed})`,
  async (room) => {
    const actions = RANDOM_ACTIONS
      ? (JSON.parse(readFileSync(RANDOM_ACTIONS, 'utf8')) as Action[])
      : actionsOf(2 * seed + (room === 'walk' ? 0 : 1), 2 * count)
    const page = await visit({ backend: 'wasm', hash: `#room=${room}`, prepare: offline })
    const watched = await watch(page)
    await page.reload()
    await page.getByRole('main').waitFor()
    const { done: doneActions, wrong } = await mistreat(page, actions, watched.faults)
    console.log(`${room}: seed ${seed}, ${doneActions.length} actions`)
    expect(wrong, `seed ${seed}, after\n[${doneActions.map((each) => JSON.stringify(each)).join(',\n')}]`).toEqual([])
    await answers(page, room)
    expect(await watched.faults()).toEqual([])
  },
  1000 * count + 240_000,
)

test('the watch sees errors, rejections, nonsense, what is cut or too wide, and a task that holds the page', async () => {
  const page = await visit({ prepare: offline })
  const { faults } = await watch(page)
  await page.reload()
  await page.getByRole('main').waitFor()
  expect(await faults()).toEqual([])
  await page.evaluate(() => {
    const at = (style: string, words: string) => {
      const paragraph = document.body.appendChild(document.createElement('p'))
      paragraph.style.cssText = style
      paragraph.textContent = words
    }
    at('width: 30px; overflow: hidden; white-space: nowrap', 'much too long for its box')
    at('width: 300vw', 'wide')
    at('', 'log SNR = NaN')
    at('', '“undefined” is quoted, and Infinity is not')
    console.error('told')
    window.dispatchEvent(
      new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason: 'unheard' }),
    )
    return new Promise<void>((resolve) => {
      setTimeout(() => {
        for (let i = 0, sum = 0; i < 2e9; i++) sum += i // a task, and some seconds of computing
        setTimeout(resolve, 100)
      })
    })
  })
  const wrong = (await faults()).join('\n')
  for (const each of [
    /^console: told/m,
    /unheard/,
    /^a task of/m,
    /^scrolls sideways/m,
    /cuts “much too long/,
    /^says NaN/m,
    /^says Infinity/m,
  ])
    expect(wrong).toMatch(each)
  expect(wrong).not.toMatch(/^says undefined/m)
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { inspectText } from '../../src/i18n/inspect'
import { lessonsText } from '../../src/i18n/lessons'
import { settingsText } from '../../src/i18n/settings'
import { planeText } from '../../src/i18n/plane'
import { shelfText } from '../../src/i18n/shelf'
import { browsing } from './visit'
import { atFrame, button, choose, awaitGallery, awaitNetwork } from './walk'

const visit = browsing()
const { noise } = lessonsText.lessons
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

/** In the dark only colours differ from the light, where all rules are tried. */
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }
const isDark = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme === 'dark')

/** What axe finds that hinders people, each with its place. */
async function hindrances(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity) // the first minute's handle beckons until it is taken
        .map((animation) => animation.finished),
    ),
  )
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe) // the page's policy lets nobody write a script into it
  const violations = await page.evaluate(
    async (rules) => {
      interface Axe {
        run: (options: object) => Promise<{ violations: Violation[] }>
      }
      const { axe } = window as unknown as { axe: Axe }
      return (await axe.run({ resultTypes: ['violations'], ...rules })).violations
    },
    (await isDark(page)) ? COLOURS : {},
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${impact} ${id} ${target.join(' ')}: ${failureSummary}`),
    )
}

test.each(['light', 'dark'] as const)(
  'in the %s room axe finds nothing serious, in either walk, in dialogs and in notices',
  async (colorScheme) => {
    const page = await visit({ backend: 'wasm', hash: '#constructor=1&t=300', context: { colorScheme } })
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme)
    await awaitGallery(page)
    await awaitNetwork(page)
    expect(await hindrances(page)).toEqual([])

    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await hindrances(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.locator('math [data-term]').first().click() // what a symbol says of itself
    await page.locator('[data-explains]').waitFor()
    expect(await hindrances(page)).toEqual([])
    await page.keyboard.press('w')
    await page.getByRole('dialog', { name: text.header.glossary }).waitFor()
    expect(await hindrances(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await button(page, text.forward.draw).click()
    await page.getByRole('dialog').waitFor()
    expect(await hindrances(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.keyboard.press('m')
    await page
      .getByText(shelfText.drawn(10, shelfText.samplers['dpm++'] ?? '', 1, 0).replace(/, 0.ms\.$/, ''))
      .waitFor()
    expect(await hindrances(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.keyboard.press('d')
    await atFrame(page, 0)
    expect(await hindrances(page)).toEqual([])
    await button(page, text.transport.stepData).click()
    await atFrame(page, 1)
    expect(await hindrances(page)).toEqual([])
    await page.keyboard.press('i')
    for (const view of Object.values(inspectText.views)) {
      await choose(page, inspectText.viewsName, view)
      await page.locator('[data-look="looked"]').waitFor()
      expect(await hindrances(page)).toEqual([])
    }
    await page.keyboard.press('i')
    await page.getByRole('switch', { name: settingsText.classifier.judge }).click({ force: true })
    await choose(page, settingsText.classifier.guide, settingsText.classifier.guides.classifier)
    await atFrame(page, 0)
    await button(page, text.transport.stepData).click()
    await page.getByText(/real test digits right/).waitFor()
    expect(await hindrances(page)).toEqual([])
  },
)

test.each(['light', 'dark'] as const)(
  'in the %s room axe finds nothing serious while loading, and when loading has failed',
  async (colorScheme) => {
    const loading = await visit({ modelWhen: new Promise(() => undefined), context: { colorScheme } })
    await loading.getByRole('progressbar').waitFor()
    expect(await hindrances(loading)).toEqual([])
    const failed = await visit({ model: new Map(), hash: '#go=reverse', context: { colorScheme } })
    await failed.getByRole('alert').waitFor()
    expect(await hindrances(failed)).toEqual([])
  },
)

test.each(['light', 'dark'] as const)(
  'in the %s plane axe finds nothing serious, in either direction, beside the picture and with two of them',
  async (colorScheme) => {
    const page = await visit({
      backend: 'wasm',
      hash: '#room=plane&constructor=1&t=300&steps=4&particles=60',
      context: { colorScheme },
    })
    await page.getByText(text.status.running('WebAssembly', '')).waitFor()
    expect(await hindrances(page)).toEqual([])
    for (const tab of [planeText.panel.tabs.experiments, planeText.panel.tabs.learning]) {
      await choose(page, planeText.panel.name, tab)
      expect(await hindrances(page)).toEqual([])
    }
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await hindrances(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('main').evaluate(() => {
      ;(document.activeElement as HTMLElement | null)?.blur()
    })
    await page.keyboard.press('d')
    await page.keyboard.press('b')
    await page.keyboard.press('Home')
    await page.locator('[role="slider"][aria-valuetext^="frame 4 of 4"]').waitFor()
    expect(await hindrances(page)).toEqual([])
  },
)

test.each(['light', 'dark'] as const)(
  'in the %s room axe finds nothing serious in lessons, their questions and answers, and in what is for teachers',
  async (colorScheme) => {
    const page = await visit({ hash: '#lesson=noise.3', context: { colorScheme } })
    const clean = async () => {
      expect(await hindrances(page)).toEqual([])
    }
    await page.getByRole('radio', { name: noise.steps.back.question.options.similar }).check()
    await clean()
    await button(page, lessonsText.question.commit).click()
    await page.locator('[data-truth]').waitFor()
    await clean()
    await page.keyboard.press('c')
    await page.getByRole('dialog', { name: lessonsText.title }).waitFor()
    await clean()
    await button(page, lessonsText.teacher.open).first().click()
    await page.getByRole('dialog', { name: lessonsText.teacher.title(noise.title) }).waitFor()
    await clean()
    await page.keyboard.press('Escape')
    await button(page, lessonsText.own.open).click()
    await button(page, lessonsText.own.addState).click()
    await clean()
  },
)

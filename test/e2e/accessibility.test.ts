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
import { awaitAnimations } from './animations'
import { browsing } from './visit'
import { atFrame, button, choose, awaitGallery, awaitNetwork, follow } from './walk'

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
const SCHEMES = ['dark', 'light'] as const

/** Turns the whole page light or dark, as the system does while the page is open, and waits until every colour has arrived. */
async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
  await awaitAnimations(page)
}

/** What axe finds that hinders people, in the dark and in the light, each with its place. The page stays light. */
async function hindrances(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe) // the page's policy lets nobody write a script into it
  const problems: string[] = []
  for (const scheme of SCHEMES) {
    await turn(page, scheme)
    const violations = await page.evaluate(
      async (rules) => {
        interface Axe {
          run: (options: object) => Promise<{ violations: Violation[] }>
        }
        const { axe } = window as unknown as { axe: Axe }
        return (await axe.run({ resultTypes: ['violations'], ...rules })).violations
      },
      scheme === 'dark' ? COLOURS : {},
    )
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        for (const { target, failureSummary } of nodes)
          problems.push(`${scheme}: ${impact} ${id} ${target.join(' ')}: ${failureSummary}`)
  }
  return problems
}
const clean = async (page: Page) => {
  expect(await hindrances(page)).toEqual([])
}

/** Closes the open dialog. */
async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function auditDialogs(page: Page): Promise<void> {
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await clean(page)
  await closeDialog(page)

  await page.locator('math [data-term]').first().click() // what a symbol says of itself
  await page.locator('[data-explains]').waitFor()
  await clean(page)
  await page.keyboard.press('w')
  await page.getByRole('dialog', { name: text.header.glossary }).waitFor()
  await clean(page)
  await closeDialog(page)

  await button(page, text.forward.draw).click()
  await page.getByRole('dialog').waitFor()
  await clean(page)
  await closeDialog(page)

  await page.keyboard.press('m')
  await page.getByText(shelfText.drawn(10, shelfText.samplers['dpm++'] ?? '', 1, 0).replace(/, 0.ms\.$/, '')).waitFor()
  await clean(page)
  await closeDialog(page)
}

async function auditReverse(page: Page): Promise<void> {
  await page.keyboard.press('d')
  await atFrame(page, 0)
  await clean(page)
  await button(page, text.transport.stepData).click()
  await atFrame(page, 1)
  await clean(page)
  await page.keyboard.press('i')
  for (const view of Object.values(inspectText.views)) {
    await choose(page, inspectText.viewsName, view)
    await page.locator('[data-look="looked"]').waitFor()
    await clean(page)
  }
  await page.keyboard.press('i')
  await page.getByRole('switch', { name: settingsText.classifier.judge }).click({ force: true })
  await choose(page, settingsText.classifier.guide, settingsText.classifier.guides.classifier)
  await atFrame(page, 0)
  await button(page, text.transport.stepData).click()
  await page.getByText(/real test digits right/).waitFor()
  await clean(page)
}

test('in the light and the dark room axe finds nothing serious, in either walk, in dialogs and in notices', async () => {
  const page = await visit({ backend: 'wasm', hash: '#constructor=1&t=300', context: { colorScheme: 'light' } })
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light')
  await awaitGallery(page)
  await awaitNetwork(page)
  await clean(page)
  await auditDialogs(page)
  await auditReverse(page)
})

test('in the light and the dark room axe finds nothing serious while loading, and when loading has failed', async () => {
  let answer = () => {
    /* set below */
  }
  const modelWhen = new Promise<void>((resolve) => {
    answer = resolve
  })
  const page = await visit({ model: new Map(), modelWhen, context: { colorScheme: 'light' } })
  await page.getByRole('progressbar').waitFor()
  await clean(page)
  await follow(page, '#go=reverse')
  await atFrame(page, 0)
  answer() // and there is no model
  await page.getByRole('alert').waitFor()
  await clean(page)
})

test('in the light and the dark plane axe finds nothing serious, in either direction, beside the picture and with two of them', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#room=plane&constructor=1&t=300&steps=4&particles=60',
    context: { colorScheme: 'light' },
  })
  await page.getByText(text.status.running('WebAssembly', '')).waitFor()
  await clean(page)
  for (const tab of [planeText.panel.tabs.experiments, planeText.panel.tabs.learning]) {
    await choose(page, planeText.panel.name, tab)
    await clean(page)
  }
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await clean(page)
  await closeDialog(page)
  await page.waitForFunction(() => document.activeElement !== document.body) // the dialog gives the focus back late
  await page.getByRole('main').evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
  })
  await page.keyboard.press('d')
  await page.keyboard.press('b')
  await page.keyboard.press('Home')
  await page.locator('[role="slider"][aria-valuetext^="frame 4 of 4"]').waitFor()
  await clean(page)
})

test('in the light and the dark room axe finds nothing serious in lessons, their questions and answers, and in what is for teachers', async () => {
  const page = await visit({ hash: '#lesson=noise.3', context: { colorScheme: 'light' } })
  await page.getByRole('radio', { name: noise.steps.back.question.options.similar }).check()
  await clean(page)
  await button(page, lessonsText.question.commit).click()
  await page.locator('[data-truth]').waitFor()
  await clean(page)
  await page.keyboard.press('c')
  await page.getByRole('dialog', { name: lessonsText.title }).waitFor()
  await clean(page)
  await button(page, lessonsText.teacher.open).first().click()
  await page.getByRole('dialog', { name: lessonsText.teacher.title(noise.title) }).waitFor()
  await clean(page)
  await page.keyboard.press('Escape')
  await button(page, lessonsText.own.open).click()
  await button(page, lessonsText.own.addState).click()
  await clean(page)
})

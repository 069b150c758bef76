import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { policyMeta, policy } from '../../setup/policy'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { shelfText } from '../../src/i18n/shelf'
import { stage } from './plane'
import { browsing } from './visit'
import { atFrame, button, awaitNetwork } from './walk'

const visit = browsing()
const { transport } = text

declare global {
  interface Window {
    refused: string[]
    ran?: boolean
  }
}

/** Runs in the page before its own scripts: keeps what its policy refuses. */
function keepRefused(): void {
  window.refused = []
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    window.refused.push(`${effectiveDirective} ${blockedURI}`)
  })
}

test('the built page says its policy before anything that it is to hold for', () => {
  const html = readFileSync(join(process.env.E2E_DIST ?? 'dist', 'index.html'), 'utf8')
  expect(html).toContain(policyMeta(policy))
  expect(html.indexOf(policyMeta(policy))).toBeLessThan(html.search(/<(script|link|style)/))
})

test('nothing that the page does is refused: both rooms, both directions, dialogs, tooltips, menus, its workers', async () => {
  const page = await visit({
    backend: 'wasm',
    hash: '#go=reverse&steps=2',
    prepare: (context) => context.addInitScript(keepRefused),
  })
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  await button(page, text.header.share).hover()
  await page.getByRole('tooltip').waitFor()
  for (const [key, dialog] of [
    ['m', shelfText.title],
    ['?', laterText.keys.title],
  ] as const) {
    await page.keyboard.press(key)
    await page.getByRole('dialog', { name: dialog }).waitFor()
    if (key === 'm')
      await page
        .getByRole('dialog')
        .getByRole('img', { name: shelfText.sheet('') })
        .first()
        .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.keyboard.press('p')
  await stage(page).waitFor()
  await page.getByText(text.status.running('WebAssembly', ''), { exact: false }).waitFor()
  expect(await page.evaluate(() => window.refused)).toEqual([])
})

test('a script that is written into the page does not run', async () => {
  const violations: string[] = []
  const page = await visit({
    backend: 'wasm',
    onRefused: (message) => {
      violations.push(message)
    },
    prepare: (context) => context.addInitScript(keepRefused),
  })
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))
  })
  await expect.poll(() => page.evaluate(() => window.refused)).toContain('script-src-elem inline')
  expect(await page.evaluate(() => window.ran)).toBeUndefined()
  expect(violations.length).toBeGreaterThan(0) // this is how every other test would hear of it
})

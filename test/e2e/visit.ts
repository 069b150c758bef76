import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { browserEnv, chromiumFlags, elsewhere } from '../chromium'
import { type EngineLog, logEngine, painted } from './engine-log'
import { holdBack, type Model, serveModel, tinyModel } from './model'

export interface Visit {
  /** Forces a back end; without it the page chooses. */
  readonly backend?: 'webgpu' | 'wasm'
  /** The link's fragment, with its #. */
  readonly hash?: string
  /** What lies in the model's place; 'shipped' is what the page ships. */
  readonly model?: Model | 'shipped'
  /** Holds the model back until then. */
  readonly modelWhen?: Promise<void>
  readonly context?: BrowserContextOptions
  /** Another server than the one of all tests. */
  readonly site?: string
  /** Told what the page's policy refused; a test that is not told of it fails. */
  readonly onRefused?: (message: string) => void
  /** What is done to the context before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>
}

declare global {
  interface Window {
    engineLog: EngineLog
  }
}

/**
 * A browser for the tests of a file, and how to open the page in it as a visitor who was never there before. A test
 * fails if its pages asked another host for anything, threw, or were refused something by the page's policy. Service workers are
 * left out, unless the context allows them: a test's own answers would not reach a page that is kept.
 */
export function browsing(
  flags: readonly string[] = chromiumFlags,
  env: NodeJS.ProcessEnv = browserEnv,
): (visit?: Visit) => Promise<Page> {
  let browser: Browser
  let wrong: string[] = []
  beforeAll(async () => {
    const { CHROME_PATH } = process.env
    browser = await chromium.launch({ args: [...flags], env, ...(CHROME_PATH && { executablePath: CHROME_PATH }) })
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    const found = wrong
    wrong = []
    for (const context of browser.contexts()) await context.close()
    expect(found).toEqual([])
  })

  return async ({
    backend,
    hash = '',
    model = tinyModel(),
    modelWhen,
    context: options,
    prepare,
    site = inject('site'),
    onRefused,
  } = {}) => {
    const context = await browser.newContext({
      ...elsewhere,
      serviceWorkers: 'block',
      viewport: { width: 1280, height: 800 },
      ...options,
    })
    context.setDefaultTimeout(120_000)
    await context.route(
      (url) => url.origin !== new URL(site).origin,
      async (route) => {
        wrong.push(`asked another host: ${route.request().url()}`)
        await route.abort()
      },
    )
    if (model !== 'shipped') await serveModel(context, model, modelWhen)
    else if (modelWhen) await holdBack(context, modelWhen)
    await context.addInitScript(logEngine)
    await prepare?.(context)
    const page = await context.newPage()
    page.on('console', (message) => {
      // of its workers too
      if (!message.text().includes('Content Security Policy')) return
      if (onRefused) onRefused(message.text())
      else wrong.push(`refused: ${message.text()}`)
    })
    page.on('pageerror', (error) => {
      wrong.push(`threw: ${error.stack ?? error.message}`)
    })
    await page.goto(`${site}${backend ? `?backend=${backend}` : ''}${hash}`)
    await page.getByRole('main').waitFor()
    await painted(page, 3) // by then it listens to keys
    return page
  }
}

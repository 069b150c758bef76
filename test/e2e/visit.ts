import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { afterEach, beforeAll, expect, inject } from 'vitest'
import { browserEnv, chromiumFlags, elsewhere } from '../chromium'
import { type EngineLog, logEngine, awaitPaints } from './engine-log'
import { holdBack, type Model, serveModel, tinyModel } from './model'

export interface Visit {
  /** Forces a back end; by default the page chooses. */
  readonly backend?: 'webgpu' | 'wasm'
  /** The link's fragment, with its #. */
  readonly hash?: string
  /** The model that is served; 'shipped' is the one in public/models. */
  readonly model?: Model | 'shipped'
  /** The model is served only once this has resolved. */
  readonly modelWhen?: Promise<void>
  readonly context?: BrowserContextOptions
  /** A server of the test's own. */
  readonly site?: string
  /** Called with each violation of the policy. Without it, a violation fails the test. */
  readonly onRefused?: (message: string) => void
  /** Prepares the context before the page opens. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>
  /** Which event of loading is waited for before the page's main part; 'commit' where the test itself holds back what loading waits for. */
  readonly waitUntil?: 'load' | 'commit'
}

declare global {
  interface Window {
    engineLog: EngineLog
  }
}

/** The open browsers, by their flags and environment: the test files run one after the other and share them. */
const browsers = new Map<string, Browser>()

/** Opens a browser with these flags, or finds the one that is open. It ends with the process of the tests. */
async function openBrowser(flags: readonly string[], env: NodeJS.ProcessEnv): Promise<Browser> {
  const key = JSON.stringify([flags, env])
  const open = browsers.get(key)
  if (open?.isConnected()) return open
  const { CHROME_PATH } = process.env
  const browser = await chromium.launch({ args: [...flags], env, ...(CHROME_PATH && { executablePath: CHROME_PATH }) })
  browsers.set(key, browser)
  return browser
}

/**
 * A browser for the tests of a file, and a function that opens the page in it as a first-time visitor. A test fails if its pages ask
 * another host for anything, throw, or violate the policy. Service workers are blocked unless the context allows them, because a
 * cached page would not get the answers of the test.
 */
export function browsing(
  flags: readonly string[] = chromiumFlags,
  env: NodeJS.ProcessEnv = browserEnv,
): (visit?: Visit) => Promise<Page> {
  let browser: Browser
  let wrong: string[] = []
  beforeAll(async () => {
    browser = await openBrowser(flags, env)
  })
  afterEach(async () => {
    const problems = wrong
    wrong = []
    for (const context of browser.contexts()) await context.close()
    expect(problems).toEqual([])
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
    waitUntil = 'load',
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
      // errors of its workers too
      if (!message.text().includes('Content Security Policy')) return
      if (onRefused) onRefused(message.text())
      else wrong.push(`refused: ${message.text()}`)
    })
    page.on('pageerror', (error) => {
      wrong.push(`threw: ${error.stack ?? error.message}`)
    })
    await page.goto(`${site}${backend ? `?backend=${backend}` : ''}${hash}`, { waitUntil })
    await page.getByRole('main').waitFor()
    await awaitPaints(page, 3) // after that it listens to keys
    return page
  }
}

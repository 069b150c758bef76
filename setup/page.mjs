// An empty browser page on the development server, in which scripts can import modules under src.
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { browser } from './browser.mjs'
import { root } from './install.mjs'

const embedding = { 'Cross-Origin-Embedder-Policy': 'require-corp' }
/** The headers with which a browser isolates a page from other origins: then WebAssembly has threads there. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', ...embedding }

/** The project's development server; `load` reads one of its TypeScript modules into Node. */
export async function serve() {
  const server = await createServer({
    root,
    logLevel: 'warn',
    // The header lets workers of an isolated page start; other pages do not notice it.
    server: { port: 5199, open: false, hmr: false, watch: null, headers: embedding },
  })
  await server.listen()
  const [address] = server.resolvedUrls.local
  return { address, load: (path) => server.ssrLoadModule(path), close: () => server.close() }
}

/** Chromium with WebGPU: on a real GPU if `flags` say so, else emulated on the CPU. */
export async function launch(flags) {
  return chromium.launch({ executablePath: browser(), args: flags })
}

/** An empty page at the server's address, cross-origin isolated if that is asked for. Failures in it are printed. */
export async function blankPage(context, address, { isolated = false } = {}) {
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    console.error(error.message)
  })
  const url = new URL('blank', address).href
  await page.route(url, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: isolated ? isolation : {},
      body: '<!doctype html><title>blank</title>',
    }),
  )
  await page.goto(url)
  return page
}

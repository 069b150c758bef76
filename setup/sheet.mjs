// `npm run sheet`: draws a contact sheet of every sampler on the shipped network, by the page's engine.
// `npm run sheet -- 50 5` uses 50 network evaluations per picture and makes 5 pictures per digit. All of them go to
// bench/results/samplers.bin for training/judge_samplers.py, the first of each digit to the PNG.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, root } from './install.mjs'

install()
const { blankPage, launch, serve } = await import('./page.mjs') // imported here, after install() has made its packages available

const [nfe = 20, perDigit = 1] = process.argv.slice(2).map(Number)
const server = await serve()
const { chromiumFlags } = await server.load('/test/chromium.ts')
const browser = await launch(chromiumFlags)
try {
  const page = await blankPage(browser, server.address)
  page.setDefaultTimeout(0)
  const rows = await page.evaluate(`import('/bench/sheet.ts').then(({ rows }) => rows(${nfe}))`)
  const about = []
  const bytes = []
  for (const row of rows) {
    const started = Date.now()
    const found = await page.evaluate(
      `import('/bench/sheet.ts').then(({ pictures }) => pictures('/models/digits-v/', ${JSON.stringify(row)}, ${perDigit}))`,
    )
    about.push({ name: row.name, settings: row.settings, nfe: found.nfe })
    bytes.push(Buffer.from(found.bytes))
    console.log(`${row.name}: ${found.nfe} evaluations, ${((Date.now() - started) / 1000).toFixed(0)} s`)
  }
  const folder = join(root, 'bench/results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'samplers.json'), `${JSON.stringify({ nfe, perDigit, rows: about }, null, 2)}\n`)
  writeFileSync(join(folder, 'samplers.bin'), Buffer.concat(bytes))
} finally {
  await browser.close()
  await server.close()
}

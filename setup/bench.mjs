// `npm run bench`: builds, measures the built page and the engine in Chromium, prints a table and writes it as JSON. It uses the
// machine's GPU if Chromium can, else Chromium's software emulation.
// `npm run bench -- scrubbing bytes` measures these parts only: bytes, opening, scrubbing, steps, samplers, growth,
// plane-field, plane-drawing, learning, plane-moons, throttled; and rivals, which is measured only when it is named, because it installs other
// programs first (with --emoji on a second network, with --batch-16 at batch 16 on a software GPU too).
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, root, run } from './install.mjs'

const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith('--')))
install()
if (parts.includes('rivals')) install(join(root, 'bench/rivals'))
run('npx', ['vite', 'build', '--logLevel', 'warn'])
const { preview } = await import('vite')
const { blankPage, launch, serve } = await import('./page.mjs') // imported here, after install() has made its packages available

const server = await serve()
const built = await preview({ root, preview: { port: 5299, open: false } })
const { chromiumFlags } = await server.load('/test/chromium.ts')
const { bench } = await server.load('/bench/bench.ts')
const { table } = await server.load('/bench/figures.ts')

/** A browser on the machine's GPU; undefined if there is none. */
async function onGpu() {
  const real = [
    '--enable-unsafe-webgpu',
    '--ignore-gpu-blocklist',
    ...(process.platform === 'linux' ? ['--enable-features=Vulkan', '--use-angle=vulkan'] : []),
  ]
  const browser = await launch([...real, ...chromiumFlags.filter((flag) => !/webgpu|swiftshader/.test(flag))])
  const page = await blankPage(browser, server.address)
  const found = await page.evaluate(async () => {
    const adapter = await globalThis.navigator.gpu?.requestAdapter()
    return (
      Boolean(adapter) &&
      !adapter.info.isFallbackAdapter &&
      !/swiftshader|llvmpipe/i.test(adapter.info.description + adapter.info.architecture)
    )
  })
  await page.close()
  if (!found) await browser.close()
  return found ? browser : undefined
}

const gpu = await onGpu()
const browser = gpu ?? (await launch(chromiumFlags))
try {
  const places = {
    dev: server.address,
    built: built.resolvedUrls.local[0],
    dist: join(root, 'dist'),
    browser,
    gpu: Boolean(gpu),
    flags,
    blankPage: () => blankPage(browser, server.address),
    isolatedPage: () => blankPage(browser, server.address, { isolated: true }),
  }
  const report = await bench(places, console.log, parts)
  mkdirSync(join(root, 'bench/results'), { recursive: true })
  writeFileSync(join(root, 'bench/results/latest.json'), `${JSON.stringify(report, null, 2)}\n`)
  console.log(
    `\n${report.machine.cores} × ${report.machine.cpu}, load ${report.machine.load.toFixed(1)}, ${report.date}\n\n${table(report.rows)}\n\nAlso in bench/results/latest.json.`,
  )
} finally {
  await browser.close()
  await built.close()
  await server.close()
}

// `npm test`: runs all checks, in the order in which mistakes are cheapest to find.
import { spawn } from 'node:child_process'
import { browser, otherEngines } from './browser.mjs'
import { install, root } from './install.mjs'

const vitest = (project) => ['npx', ['vitest', 'run', '--project', project]]
const checks = {
  format: ['npx', ['oxfmt', '--check']],
  lint: ['npx', ['oxlint']], // types as well
  mathematics: ['npx', ['tsc', '--noEmit', '-p', 'tsconfig.diffusion.json']], // compiled by itself, without a page and its clocks
  workers: ['npx', ['tsc', '--noEmit', '-p', 'tsconfig.workers.json']], // likewise, and without React
  architecture: ['npx', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  unit: vitest('unit'),
  build: ['npx', ['vite', 'build', '--logLevel', 'warn']],
  portable: ['npx', ['vite', 'build', '--config', 'setup/portable/vite.config.ts', '--logLevel', 'warn']],
  gpu: vitest('gpu'),
  'gpu bench': ['node', ['setup/gpu-rehearse.mjs']],
  engines: vitest('engines'),
}
/** The end-to-end tests in parts, so that two lanes can share them. */
const PARTS = 4
const e2eParts = Array.from({ length: PARTS }, (_, i) => `e2e ${i + 1}/${PARTS}`)
for (const [i, name] of e2eParts.entries())
  checks[name] = ['npx', ['vitest', 'run', '--project', 'e2e', `--shard=${i + 1}/${PARTS}`]]

/**
 * The queue of checks. There are two lanes: each takes the next check when it is free. A browser's tests keep about one core busy,
 * and the longest of them come first.
 */
const ORDER = [
  ...['unit', 'format', 'lint', 'mathematics', 'workers', 'architecture', 'build', 'portable'],
  ...['gpu', ...e2eParts, 'engines', 'gpu bench'],
]
/** What visits the built page waits for it. */
const BUILDS = ['build', 'portable']
const visitsBuilt = (name) => e2eParts.includes(name) || name === 'engines'
const LANES = 2

/** Characters of failed checks' output that are printed again at the end. */
const END = 8000

install()
const only = process.argv.slice(2)
const isChosen = (name) => only.length === 0 || only.includes(e2eParts.includes(name) ? 'e2e' : name)
const others = isChosen('engines') ? otherEngines() : { env: {}, missing: [] }
// A time zone and language that no author has, because no result may depend on them.
const env = {
  ...process.env,
  TZ: 'Asia/Kathmandu',
  LC_ALL: 'C',
  ...others.env,
  CHROME_PATH: browser({ headless: true }),
  NO_UPDATE_NOTIFIER: '1',
}

/** Runs a check. Shows its output as it comes, or when the check is done if others run beside it. */
function check(name, alone) {
  const [command, args] = checks[name]
  const started = Date.now()
  const shell = process.platform === 'win32' // npx is a .cmd file there
  const child = spawn(command, args, { cwd: root, env, shell, stdio: alone ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
  const output = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part) => {
      output.push(part)
    })
  return new Promise((resolve) => {
    child.on('error', (error) => {
      output.push(`${error.message}\n`)
    })
    child.on('close', (code) => {
      const text = Buffer.concat(output.map((part) => Buffer.from(part))).toString()
      process.stdout.write(text)
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
      resolve({ name, passed: code === 0, text })
    })
  })
}

const running = new Map()

/** Takes checks from the queue until it is empty. */
async function lane(queue, alone) {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (visitsBuilt(name)) await Promise.all(BUILDS.map((build) => running.get(build)))
    running.set(name, check(name, alone))
    await running.get(name)
  }
}

const queue = ORDER.filter(isChosen)
const lanes = Math.min(LANES, queue.length)
await Promise.all(Array.from({ length: lanes }, () => lane(queue, lanes === 1)))
const results = await Promise.all(running.values())
const failed = results.filter(({ passed }) => !passed)
for (const sentence of others.missing) console.log(sentence)
// The end of each failed check's output once more: where only the last lines are kept, they say what failed.
for (const { name, text } of failed) if (text) console.log(`\n── ${name} ──\n…${text.slice(-END / failed.length)}`)
if (failed.length) console.log(`failed: ${failed.map(({ name }) => name).join(', ')}`)
console.log(`checks: ${results.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length ? 1 : 0

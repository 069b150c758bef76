// `npm test`: every check there is, in the order in which a mistake is cheapest to find.
import { spawn } from 'node:child_process'
import { browser, otherEngines } from './browser.mjs'
import { install, root } from './install.mjs'

const vitest = (project) => ['npx', ['vitest', 'run', '--project', project]]
const checks = {
  format: ['npx', ['oxfmt', '--check']],
  lint: ['npx', ['oxlint']], // types as well
  mathematics: ['npx', ['tsc', '--noEmit', '-p', 'tsconfig.diffusion.json']], // no page, no clock of a page
  workers: ['npx', ['tsc', '--noEmit', '-p', 'tsconfig.workers.json']], // no page, no React
  architecture: ['npx', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  unit: vitest('unit'),
  build: ['npx', ['vite', 'build', '--logLevel', 'warn']],
  portable: ['npx', ['vite', 'build', '--config', 'setup/portable/vite.config.ts', '--logLevel', 'warn']],
  gpu: vitest('gpu'),
  'gpu bench': ['node', ['setup/gpu-rehearse.mjs']],
  e2e: vitest('e2e'),
  engines: vitest('engines'),
}
/** One stage after the other; in a stage the rows run at once, each from left to right. A browser's test keeps about one core busy. */
const stages = [
  [['format', 'lint'], ['mathematics', 'workers', 'architecture'], ['unit']],
  [['build'], ['portable']],
  [
    ['e2e', 'engines'],
    ['gpu', 'gpu bench'],
  ],
]

install()
const only = process.argv.slice(2)
const isChosen = (name) => only.length === 0 || only.includes(name)
const others = isChosen('engines') ? otherEngines() : { env: {}, missing: [] }
// Another time zone and language than the author's: no result may depend on them.
const env = {
  ...process.env,
  TZ: 'Asia/Kathmandu',
  LC_ALL: 'C',
  ...others.env,
  CHROME_PATH: browser(),
  NO_UPDATE_NOTIFIER: '1',
}

/** Runs a check; its output is shown as it comes, or, beside others, when it is done. */
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
      process.stdout.write(Buffer.concat(output.map((part) => Buffer.from(part))))
      console.log(code === 0 ? `✓ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)` : `✗ ${name}`)
      resolve({ name, passed: code === 0 })
    })
  })
}

async function checkRow(names, alone) {
  const results = []
  for (const name of names) results.push(await check(name, alone))
  return results
}

const results = []
for (const stage of stages) {
  const rows = stage.map((names) => names.filter(isChosen)).filter((names) => names.length > 0)
  results.push(...(await Promise.all(rows.map((names) => checkRow(names, rows.length === 1)))).flat())
}
const failed = results.filter(({ passed }) => !passed).map(({ name }) => name)
for (const sentence of others.missing) console.log(sentence)
if (failed.length) console.log(`failed: ${failed.join(', ')}`)
console.log(`checks: ${results.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length ? 1 : 0

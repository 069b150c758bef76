// `npm test`: every check there is, in the order in which a mistake is cheapest to find.
import { browser, otherEngines } from './browser.mjs'
import { install, root, run } from './install.mjs'

const checks = [
  ['types', 'npx', ['tsc', '--noEmit']],
  ['lint', 'npx', ['eslint', '.', '--max-warnings', '0']],
  ['architecture', 'npx', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  ['unit', 'npx', ['vitest', 'run', '--project', 'unit']],
  ['build', 'npx', ['vite', 'build', '--logLevel', 'warn']],
  ['gpu', 'npx', ['vitest', 'run', '--project', 'gpu']],
  ['gpu bench', 'node', ['setup/gpu-rehearse.mjs']],
  ['e2e', 'npx', ['vitest', 'run', '--project', 'e2e']],
  ['engines', 'npx', ['vitest', 'run', '--project', 'engines']],
]

install()
const only = process.argv.slice(2)
const chosen = checks.filter(([name]) => only.length === 0 || only.includes(name))
const others = chosen.some(([name]) => name === 'engines') ? otherEngines() : { env: {}, missing: [] }
// Another time zone and language than the author's: no result may depend on them.
const env = { ...process.env, TZ: 'Asia/Kathmandu', LC_ALL: 'C', ...others.env, CHROME_PATH: browser(), NO_UPDATE_NOTIFIER: '1' }
const failed = []
for (const [name, command, args] of chosen) {
  const started = Date.now()
  try {
    run(command, args, { cwd: root, env })
    console.log(`✓ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  } catch {
    failed.push(name)
    console.log(`✗ ${name}`)
  }
}
for (const sentence of others.missing) console.log(sentence)
if (failed.length) console.log(`failed: ${failed.join(', ')}`)
console.log(`checks: ${chosen.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length ? 1 : 0

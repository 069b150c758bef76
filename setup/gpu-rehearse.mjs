// Rehearses bench/gpu on the software adapter that Chromium ships: every part must run and give finite figures.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { browser } from './browser.mjs'
import { bundle } from './gpu-bundle.mjs'
import { install, root } from './install.mjs'

const DRIVER = 'vk_swiftshader_icd.json'

/** All figures of a report, by their path. NaN and Infinity are null in JSON. */
function* badFigures(value, path = '') {
  if (value === null) yield path
  if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) yield* badFigures(each, `${path}/${key}`)
}

/** The faults of a report, in words. */
function faultsOf(parts) {
  return Object.entries(parts).flatMap(([name, { figures, error }]) =>
    error !== undefined
      ? [`${name}: ${error}`]
      : figures === undefined
        ? [`${name}: no figures`]
        : [...badFigures(figures)].map((path) => `${name}${path} is no number`),
  )
}

async function rehearse(driver) {
  const [built, output] = [join(root, '.gpu/rehearsal'), join(root, 'bench/results/gpu-rehearsal.json')]
  await bundle(built)
  const env = {
    ...process.env,
    VK_ICD_FILENAMES: driver,
    DAWN_OPTIONS: 'enable-dawn-features=disable_workgroup_init', // as in the GPU tests: test/chromium.ts
    LD_LIBRARY_PATH: [dirname(driver), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  }
  execFileSync(process.execPath, [join(root, 'bench/gpu/node/main.mjs'), built, output, '--rehearse'], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  const { parts } = JSON.parse(readFileSync(output, 'utf8'))
  const faults = faultsOf(parts)
  if (faults.length || Object.keys(parts).length === 0) throw new Error(`The rehearsal failed.\n${faults.join('\n')}`)
  console.log(`${Object.keys(parts).length} parts rehearsed`)
}

install()
const driver = [dirname(realpathSync(browser({ headless: true }))), '/usr/lib/chromium']
  .map((folder) => join(folder, DRIVER))
  .find((file) => existsSync(file))
const dawn = join(root, 'node_modules/webgpu/dist', `${process.platform}-${process.arch}`, 'dawn.node')
if (process.platform !== 'linux' || !existsSync(dawn))
  console.log(`Not rehearsed: Dawn for Node is used on Linux only, and this is ${process.platform}-${process.arch}.`)
else if (!driver) console.log(`Not rehearsed: this browser comes without ${DRIVER}.`)
else await rehearse(driver)

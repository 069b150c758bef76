// `PYTHON=python3 npm run check-python`: runs the programs of the page's "Copy as Python" with that Python, which needs torch,
// diffusers and scipy, and compares their frames with the page's. A frame may differ by the rounding that its steps amplify
// (frameTolerance).
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { install, root } from './install.mjs'

install()
const { blankPage, launch, serve } = await import('./page.mjs') // imported here, after install() has made its packages available

const WALKS = [
  { steps: 50 },
  { steps: 7, eta: 0.7, samples: 4, label: 5, seed: 4_000_000_000 },
  { steps: 20, sampler: 'ddpm', label: null, grid: 'leading' },
  { steps: 20, sampler: 'ddpm', variance: 'beta', grid: 'linspace' },
  { steps: 20, sampler: 'ddpm', variance: 'beta-tilde', grid: 'quadratic', clip: 'off', from: 700 },
  { steps: 10, guidance: 3, label: 8 },
  { steps: 10, guidance: 2.5, negative: 1, label: 7, sampler: 'ddpm', from: 600, samples: 4 },
  { steps: 10, guidance: 0 },
  // networks that predict ε: their first x̂₀, at pure noise, multiplies rounding by σ/α = 2·10⁴
  { steps: 50, model: 'digits' },
  { steps: 7, eta: 0.7, samples: 4, label: 5, seed: 4_000_000_000, model: 'digits' },
  { steps: 8, sampler: 'unipc', samples: 4, label: 4, grid: 'trailing', model: 'digits' },
  // programs whose steps are sums with the page's coefficients
  { steps: 10, sampler: 'dpm-solver++', order: 3 },
  { steps: 8, sampler: 'unipc', samples: 4, label: 4 },
  { steps: 8, sampler: 'pndm', grid: 'leading' },
  { steps: 8, sampler: 'heun', process: 'edm', grid: 'karras', churn: 0.2, label: 6 },
  { steps: 8, sampler: 'euler', process: 'flow', grid: 'uniform', from: 500 },
  { steps: 12, sampler: 'euler-ancestral', process: 've', grid: 'karras', label: null, clip: 'dynamic' },
  {
    steps: 10,
    sampler: 'sde-dpm-solver++',
    process: 'vp',
    grid: 'log-snr',
    guidance: 3,
    guideMin: 0.3,
    guideMax: 8,
    rescaleX0: 0.7,
  },
  { steps: 10, sampler: 'ddim', guidance: 5, rescaleOutput: 0.7 },
  // under other schedules than the network's own
  { steps: 10, schedule: 'linear', from: 500 },
  { steps: 10, schedule: 'zero-terminal-snr', sampler: 'ddpm', variance: 'beta' },
  {
    steps: 10,
    sampler: 'dpm-solver++',
    schedule: 'drawn.H4skriZLJzIoGSnLK30svyzTLOcs-y0PLSMtNy1LLrEwFzF-MuQ0SjZVOF86ajx0U-Q',
  },
  { steps: 10, sampler: 'lms', model: 'growing-2000', label: 2, guidance: 2, negative: 7, clip: 'dynamic' },
  // branches: the past of another seed, class, sampler and number of steps
  {
    steps: 20,
    sampler: 'ddpm',
    seed: 8,
    label: 4,
    past: [{ chosen: { steps: 20, sampler: 'ddpm', seed: 7 }, until: 8 }],
  },
  {
    steps: 12,
    sampler: 'dpm-solver++',
    order: 2,
    grid: 'log-snr',
    seed: 8,
    past: [
      { chosen: { steps: 20, seed: 8 }, until: 6 },
      { chosen: { steps: 20, seed: 9, sampler: 'ddpm', variance: 'beta' }, until: 10 },
    ],
  },
  // a visitor's own networks, from pure noise: one in colour that takes log t, down to t = 1; and one with five classes
  {
    steps: 8,
    sampler: 'ddpm',
    grid: 'linspace',
    samples: 4,
    seed: 5,
    own: {
      golden: 'skip',
      scheduler: {
        beta_schedule: 'scaled_linear',
        prediction_type: 'sample',
        rescale_betas_zero_snr: true,
        variance_type: 'fixed_large',
        clip_sample_range: 2,
      },
    },
  },
  {
    steps: 8,
    sampler: 'dpm-solver++',
    label: 3,
    guidance: 2,
    negative: 1,
    own: {
      golden: 'class-table',
      scheduler: {
        prediction_type: 'v_prediction',
        rescale_betas_zero_snr: true,
        thresholding: true,
        sample_max_value: 3,
      },
    },
  },
]
/** Lanes of a race, whose last frames one program makes: of one network, and of three that have other sizes and classes. */
const RACES = [
  [
    { steps: 10, sampler: 'ddpm' },
    { steps: 5, sampler: 'heun', process: 'edm', grid: 'karras' },
    { steps: 10, sampler: 'dpm-solver++', order: 2, label: 6 },
  ],
  [
    { steps: 10, seed: 3 },
    { steps: 10, seed: 3, model: 'growing-2000' },
    { steps: 8, seed: 3, model: 'emoji-v', guidance: 3 },
  ],
]
const picture = Buffer.from(
  Uint8Array.from({ length: 784 }, (_, i) => (i % 28 > 11 && i % 28 < 16 ? 255 : 0)),
).toString('base64url')
const python = process.env.PYTHON ?? 'python3'
const folder = mkdtempSync(join(tmpdir(), 'noisewalk-'))
const server = await serve()
const { chromiumFlags } = await server.load('/test/chromium.ts')
const browser = await launch(chromiumFlags)
const beyond = []

/** Has the page's code compute something: a walk or a race of setup/check-python-walk.ts. */
async function computed(call) {
  const page = await blankPage(browser, server.address)
  const result = await page.evaluate(`import('/setup/check-python-walk.ts').then(({ walk, race }) => ${call})`)
  await page.close()
  return result
}

/** Runs a program in the folder; asynchronous, because the program fetches from this process's server. */
async function run(program) {
  writeFileSync(join(folder, 'walk.py'), program)
  await promisify(execFile)(python, ['walk.py'], { cwd: folder })
}

/** Compares a frame that a program has saved with the page's. */
function compare(file, { values, tolerance }, name) {
  const npy = readFileSync(join(folder, file))
  const start = 10 + npy.readUInt16LE(8)
  const double = npy.toString('latin1', 0, start).includes('<f8')
  const saved = values.map((_, i) => (double ? npy.readDoubleLE(start + 8 * i) : npy.readFloatLE(start + 4 * i)))
  const error = Math.max(...saved.map((value, i) => Math.abs(value - values[i])))
  if (!(error <= tolerance)) beyond.push(name)
  console.log(`${name}: largest difference ${error.toExponential(1)}, of ${tolerance.toExponential(1)}`)
}

try {
  for (const { own, ...walk } of WALKS) {
    const { program, ...frame } = await computed(`walk(${JSON.stringify(walk)}, '${picture}', ${JSON.stringify(own)})`)
    if (own) cpSync(join(root, 'test/golden/unet', own.golden), join(folder, 'unet'), { recursive: true }) // where the program expects it
    await run(program)
    compare('frame.npy', frame, JSON.stringify({ ...walk, own }))
  }
  for (const lanes of RACES) {
    const { program, frames } = await computed(`race(${JSON.stringify(lanes)}, '${picture}')`)
    await run(program)
    for (const [i, frame] of frames.entries())
      compare(`lane-${i + 1}.npy`, frame, `lane ${i + 1} of a race: ${JSON.stringify(lanes[i])}`)
  }
} finally {
  await browser.close()
  await server.close()
}
if (beyond.length)
  throw new Error(`programs whose frame differs from the page's by more than rounding explains: ${beyond.join(', ')}`)

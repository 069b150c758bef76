import { bytesOf, firstScripts, fontBytes, weightBytes } from './bytes'
import { BACKENDS, type Figure, type Places } from './figures'
import { growTree, workerFiles, scrub, visits } from './page'
import { median, quantile } from './statistics'

// What a visitor to the built page waits for: bytes, the first picture, the timeline under the pointer.

export async function scrubbing({ browser, built }: Places): Promise<Figure[]> {
  const { work, painted, cpu } = await scrub(browser, built)
  return [
    {
      what: `forward scrub, work a move (state, canvases, React), p50 of ${work.length}`,
      value: median(work),
      unit: 'ms',
    },
    { what: 'forward scrub, work a move, p95', value: quantile(work, 0.95), unit: 'ms', atMost: 4 },
    { what: 'forward scrub, until its frame is painted, p50', value: median(painted), unit: 'ms' },
    { what: 'forward scrub, until its frame is painted, p95', value: quantile(painted, 0.95), unit: 'ms' },
    { what: 'forward scrub, CPU time of the main thread a move, mean', value: cpu, unit: 'ms' },
  ]
}

/** Runs of the tree that is scrubbed, and steps of each. */
const [RUNS, STEPS] = [20, 50]

export async function tree({ browser, built }: Places): Promise<Figure[]> {
  const hash = `#go=reverse&sampler=ddpm&steps=${STEPS}&speed=60`
  const { work, painted } = await scrub(browser, built, hash, (page) => growTree(page, RUNS, STEPS))
  const what = `scrub of a tree of ${RUNS} runs of ${STEPS} frames`
  return [
    { what: `${what}, work a move, p50 of ${work.length}`, value: median(work), unit: 'ms' },
    { what: `${what}, work a move, p95`, value: quantile(work, 0.95), unit: 'ms', atMost: 4 },
    { what: `${what}, until its frame is painted, p95`, value: quantile(painted, 0.95), unit: 'ms' },
  ]
}

export async function bytes({ browser, built, dev, dist }: Places): Promise<Figure[]> {
  const first = firstScripts(dist)
  const rows: Figure[] = [
    { what: 'JavaScript before the first picture, gzip', value: bytesOf(dist, first) / 1000, unit: 'kB', atMost: 150 },
  ]
  const { first: firstFonts, later: laterFonts } = fontBytes(dist)
  rows.push({ what: 'fonts before the first picture', value: firstFonts / 1000, unit: 'kB', atMost: 120 })
  rows.push({ what: 'fonts that come when they are needed: Cyrillic, programs', value: laterFonts / 1000, unit: 'kB' })
  for (const backend of BACKENDS) {
    const requestedFiles = (await workerFiles(backend, browser, built, `${dev}test/golden/tiny/`)).map((url) =>
      url.slice(built.length),
    )
    const scripts = requestedFiles.filter((file) => file.endsWith('.js'))
    rows.push({
      what: `JavaScript in the worker, ${backend}, gzip`,
      value: bytesOf(dist, scripts) / 1000,
      unit: 'kB',
      atMost: 200,
    })
    const binary = requestedFiles.filter((file) => file.endsWith('.wasm'))
    if (binary.length)
      rows.push({
        what: `WebAssembly in the worker, ${backend}, gzip`,
        value: bytesOf(dist, binary) / 1000,
        unit: 'kB',
      })
  }
  return [...rows, { what: 'weights', value: weightBytes(dist) / 1000, unit: 'kB' }]
}

export async function opening({ browser, built }: Places): Promise<Figure[]> {
  const allVisits: Awaited<ReturnType<typeof visits>>[] = []
  for (let round = 0; round < 3; round++) allVisits.push(await visits(browser, built))
  return (['cold', 'warm'] as const).flatMap((kind) => [
    {
      what: `first picture, ${kind}, median of 3`,
      value: median(allVisits.map((visit) => visit[kind].picture)),
      unit: 'ms',
      atMost: 1000,
    },
    { what: `network ready, ${kind}`, value: median(allVisits.map((visit) => visit[kind].ready)), unit: 'ms' },
    { what: `first live step, ${kind}`, value: median(allVisits.map((visit) => visit[kind].step)), unit: 'ms' },
  ])
}

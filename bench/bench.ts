import { cpus, loadavg } from 'node:os'
import type { Browser, Page } from 'playwright'
import type { BackendName } from '../src/network'
import { bytesOf, firstScripts, fontBytes, weightBytes } from './bytes'
import type { Overhead } from './overhead'
import { mainThread, scriptsWith, scrub, visits } from './page'
import type { LearningJob, Learnt } from './learning'
import type { Recognised } from './moons'
import type { Drawn } from './plane-drawing'
import type { Field } from './plane-field'
import { median, quantile } from './statistics'
import type { Job, Measured } from './steps'

/** Where the measured things are. */
export interface Places {
  /** Addresses of the development server and of the built page. */
  readonly dev: string
  readonly built: string
  /** Folder of the build. */
  readonly dist: string
  readonly browser: Browser
  /** Whether the browser has a GPU. */
  readonly gpu: boolean
  readonly blankPage: () => Promise<Page>
}

/** A figure: what, how much, and the aim that it should meet, if there is one. */
export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost?: number
}

const BACKENDS = ['webgpu', 'webgl', 'wasm'] as const satisfies readonly BackendName[]

async function inPage({ blankPage }: Places, job: Job): Promise<Measured> {
  const page = await blankPage()
  // Text, so that the import is the page's own.
  const measured = await page.evaluate(
    `import('/bench/steps.ts').then(({ measure }) => measure(${JSON.stringify(job)}))`,
  )
  await page.close()
  return measured as Measured
}

async function steps(places: Places): Promise<Row[]> {
  const rows: Row[] = []
  const cost = new Map<BackendName, number>()
  for (const backend of ['webgpu', 'wasm'] as const) {
    const count = backend === 'webgpu' && !places.gpu ? 4 : 24
    const { ready, ms, early, late } = await inPage(places, {
      model: '/models/digits-v/',
      backend,
      steps: count,
      settled: 1,
    })
    if (ready.backend !== backend) throw new Error(`${backend} was asked for, ${ready.backend} came`)
    const name = `${backend} (${ready.device})`
    cost.set(backend, median(ms.slice(1)))
    rows.push({ what: `a step, ${name}, median of ${count - 1}`, value: median(ms.slice(1)), unit: 'ms' })
    if (backend === 'webgpu')
      rows.push({
        what: 'dispatches a step, webgpu',
        value: (late.dispatches - early.dispatches) / (count - 1),
        unit: '',
      })
    rows.push({
      what: `read-backs a step, ${backend}`,
      value: (late.readBacks - early.readBacks) / (count - 1),
      unit: '',
      atMost: 1,
    })
  }
  return [
    ...rows,
    { what: 'a step, webgpu to wasm', value: (cost.get('webgpu') ?? NaN) / (cost.get('wasm') ?? NaN), unit: '×' },
  ]
}

/** The dearest sampler beside one network evaluation. */
async function samplers({ blankPage }: Places): Promise<Row[]> {
  const page = await blankPage()
  const { network, samplers: costs } = await page.evaluate<Overhead>(
    `import('/bench/overhead.ts').then(({ overhead }) => overhead('/models/digits-v/', 'wasm'))`,
  )
  await page.close()
  const shares = Object.entries(costs)
    .map(([name, ms]) => [name, (100 * ms) / network] as const)
    .sort(([, a], [, b]) => b - a)
  return [
    { what: 'a DDIM step with the network, wasm, median of 20', value: network, unit: 'ms' },
    ...shares.slice(0, 3).map(([name, share]) => ({
      what: `beside the network, a network evaluation of ${name}, of that, wasm`,
      value: share,
      unit: '%',
      atMost: 5,
    })),
    {
      what: `the same, median of ${shares.length} samplers`,
      value: median(shares.map(([, share]) => share)),
      unit: '%',
      atMost: 5,
    },
  ]
}

/** The tiny checkpoint, because what is held does not depend on the weights' size. An emulated GPU takes five minutes. */
async function growth(places: Places): Promise<Row[]> {
  const rows: Row[] = []
  const taken = 1000
  for (const backend of ['wasm', 'webgpu'] as const) {
    const { early, late } = await inPage(places, { model: '/test/golden/tiny/', backend, steps: taken, settled: 10 })
    rows.push({
      what: `tensors after ${taken} steps less those after 10, ${backend}, tiny model`,
      value: late.tensors - early.tensors,
      unit: '',
      atMost: 0,
    })
    if (backend === 'webgpu')
      rows.push({
        what: `GPU bytes after ${taken} steps less those after 10, tiny model`,
        value: late.bytes - early.bytes,
        unit: 'B',
        atMost: 0,
      })
  }
  return rows
}

async function scrubbing({ browser, built }: Places): Promise<Row[]> {
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

async function bytes({ browser, built, dev, dist }: Places): Promise<Row[]> {
  const first = firstScripts(dist)
  const rows: Row[] = [
    { what: 'JavaScript before the first picture, gzip', value: bytesOf(dist, first) / 1000, unit: 'kB', atMost: 150 },
  ]
  const { first: firstFonts, later: laterFonts } = fontBytes(dist)
  rows.push({ what: 'fonts before the first picture', value: firstFonts / 1000, unit: 'kB', atMost: 120 })
  rows.push({ what: 'fonts that come when they are needed: Cyrillic, programs', value: laterFonts / 1000, unit: 'kB' })
  for (const backend of BACKENDS) {
    const asked = (await scriptsWith(backend, browser, built, `${dev}test/golden/tiny/`)).map((url) =>
      url.slice(built.length),
    )
    const later = asked.filter((file) => file.endsWith('.js') && !first.includes(file))
    rows.push({ what: `JavaScript in the worker, ${backend}, gzip`, value: bytesOf(dist, later) / 1000, unit: 'kB' })
    const binary = asked.filter((file) => file.endsWith('.wasm'))
    if (binary.length)
      rows.push({
        what: `WebAssembly in the worker, ${backend}, gzip`,
        value: bytesOf(dist, binary) / 1000,
        unit: 'kB',
      })
  }
  return [...rows, { what: 'weights', value: weightBytes(dist) / 1000, unit: 'kB' }]
}

async function opening({ browser, built }: Places): Promise<Row[]> {
  const found: Awaited<ReturnType<typeof visits>>[] = []
  for (let round = 0; round < 3; round++) found.push(await visits(browser, built))
  return (['cold', 'warm'] as const).flatMap((kind) => [
    {
      what: `first picture, ${kind}, median of 3`,
      value: median(found.map((visit) => visit[kind].picture)),
      unit: 'ms',
      atMost: 1000,
    },
    { what: `network ready, ${kind}`, value: median(found.map((visit) => visit[kind].ready)), unit: 'ms' },
    { what: `first live step, ${kind}`, value: median(found.map((visit) => visit[kind].step)), unit: 'ms' },
  ])
}

/** The plane's exact answer on every back end. */
async function planeField({ blankPage, gpu }: Places): Promise<Row[]> {
  const rows: Row[] = []
  for (const backend of BACKENDS) {
    const page = await blankPage()
    const fields = await page.evaluate<Field[]>(
      `import('/bench/plane-field.ts').then(({ planeField }) => planeField('${backend}'))`,
    )
    await page.close()
    rows.push(
      ...fields.map(({ what, ms, device }) => ({
        what: `${what}, ${backend} (${device})`,
        value: ms,
        unit: 'ms',
        ...(backend === 'wasm' || !gpu ? {} : { atMost: 16 }),
      })),
    )
  }
  return rows
}

/** Particles with their trails, a step of a recorded run a frame. */
async function planeDrawing({ blankPage }: Places): Promise<Row[]> {
  const rows: Row[] = []
  for (const [also, drawn] of [
    ['', { heatMap: 'none', contours: false, arrows: 'none' }],
    [', with a new density and its contours', { heatMap: 'density', contours: true, arrows: 'none' }],
  ] as const) {
    const page = await blankPage()
    await page.evaluate(`import('/bench/plane-drawing.ts')`) // loading is not drawing
    const clock = await mainThread(page)
    const before = await clock()
    const { frames } = await page.evaluate<Drawn>(
      `import('/bench/plane-drawing.ts').then(({ planeDrawing }) => planeDrawing(${JSON.stringify(drawn)}))`,
    )
    const cpu = ((await clock()) - before) / frames.length
    await page.close()
    const what = `a frame of 2,000 particles with trails${also}, main thread`
    rows.push(
      { what: `${what} until painted, p50 of ${frames.length}`, value: median(frames), unit: 'ms' },
      { what: `${what} until painted, p95`, value: quantile(frames, 0.95), unit: 'ms', atMost: 6 },
      { what: `${what}, its CPU time, mean`, value: cpu, unit: 'ms' },
    )
  }
  return rows
}

/** The plane's network, at the size that the figures are stated for and at the page's own; and what many steps leave behind. */
async function learning({ blankPage, gpu }: Places): Promise<Row[]> {
  const learnt = async (job: LearningJob): Promise<Learnt> => {
    const page = await blankPage()
    const found = await page.evaluate<Learnt>(
      `import('/bench/learning.ts').then(({ learning }) => learning(${JSON.stringify(job)}))`,
    )
    await page.close()
    return found
  }
  const rows: Row[] = []
  for (const backend of ['wasm', 'webgpu'] as const) {
    const emulated = backend === 'webgpu' && !gpu
    const [before, steps] = emulated ? [2, 4] : [20, 150]
    for (const width of emulated ? [128] : [128, 64]) {
      const { device, stepsPerSecond, error } = await learnt({
        backend,
        shape: { width, depth: 3 },
        tuning: { batch: 512 },
        before,
        steps,
      })
      const what = `${backend} (${device}), ${width} units, 3 layers, batch 512`
      rows.push({ what: `steps of learning a second, ${what}`, value: stepsPerSecond, unit: '/s' })
      if (!emulated)
        rows.push({
          what: `error of ε̂ against the exact answer after ${before + steps} steps, ${what}`,
          value: error,
          unit: '',
        })
    }
    const many = emulated ? 40 : 5000
    const { early, late } = await learnt({
      backend,
      shape: { width: 8, depth: 2 },
      tuning: { batch: 16, timeSampling: 'importance' },
      before: 20,
      steps: many,
    })
    rows.push({
      what: `tensors after ${many} more steps of learning, ${backend}`,
      value: late.tensors - early.tensors,
      unit: '',
      atMost: 0,
    })
    if (backend === 'webgpu')
      rows.push({
        what: `GPU bytes after ${many} more steps of learning`,
        value: late.bytes - early.bytes,
        unit: 'B',
        atMost: 0,
      })
    rows.push({
      what: `read-backs a step of learning, ${backend}`,
      value: (late.readBacks - early.readBacks) / many,
      unit: '',
      atMost: 0.1,
    })
  }
  return rows
}

/** Whether moons can be recognised after five seconds of learning. */
async function planeMoons({ blankPage }: Places): Promise<Row[]> {
  const page = await blankPage()
  const {
    device,
    seconds,
    steps: taken,
    error,
    energy,
    fresh,
    untaught,
  } = await page.evaluate<Recognised>(`import('/bench/moons.ts').then(({ moons }) => moons('wasm', 5000))`)
  await page.close()
  const after = `after ${seconds.toFixed(1)} s of learning, wasm (${device}), first settings`
  return [
    { what: `steps ${after}`, value: taken, unit: '' },
    { what: `error of ε̂ against the exact answer ${after}`, value: error, unit: '' },
    { what: `energy distance of 500 particles to the data ${after}`, value: energy, unit: '' },
    { what: 'the same, of 500 fresh draws', value: fresh, unit: '' },
    { what: 'the same, of a network that has not learned', value: untaught, unit: '' },
  ]
}

const parts: Readonly<Record<string, (places: Places) => Promise<Row[]>>> = {
  bytes,
  opening,
  scrubbing,
  steps,
  samplers,
  growth,
  'plane-field': planeField,
  'plane-drawing': planeDrawing,
  learning,
  'plane-moons': planeMoons,
}

/** Everything (or the named parts), one after another: nothing else should run meanwhile. */
export async function bench(places: Places, say: (line: string) => void, only: readonly string[] = []) {
  const rows: Row[] = []
  for (const [name, part] of Object.entries(parts).filter(([each]) => only.length === 0 || only.includes(each))) {
    say(`${name} …`)
    rows.push(...(await part(places)))
  }
  return {
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0], gpu: places.gpu },
    rows,
  }
}

/** The figures as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const digits = (value: number) =>
    Number.isInteger(value)
      ? String(value)
      : value < 0.1
        ? value.toPrecision(2)
        : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
  const lines = rows.map(({ what, value, unit, atMost }) => {
    const aim = atMost === undefined ? '' : `≤ ${atMost} ${unit}: ${value <= atMost ? 'holds' : 'DOES NOT HOLD'}`
    return `| ${what} | ${digits(value)} ${unit} | ${aim} |`
  })
  return ['| figure | value | aim |', '| --- | ---: | --- |', ...lines].join('\n')
}

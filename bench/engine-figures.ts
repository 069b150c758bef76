import type { BackendName } from '../src/network'
import type { Figure, Places } from './figures'
import type { Overhead } from './overhead'
import { median } from './statistics'
import type { Job, Measured } from './steps'

// What the picture engine takes: its steps, its samplers, and what it holds after many steps.

async function inPage({ blankPage }: Places, job: Job): Promise<Measured> {
  const page = await blankPage()
  // Text, so that the import is the page's own.
  const measurement = await page.evaluate(
    `import('/bench/steps.ts').then(({ measure }) => measure(${JSON.stringify(job)}))`,
  )
  await page.close()
  return measurement as Measured
}

export async function steps(places: Places): Promise<Figure[]> {
  const rows: Figure[] = []
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

/** What a whole step without guidance issues on WebGPU: the network, the sampler and the packing of the frame. */
export async function dispatches(places: Places): Promise<Figure[]> {
  const rows: Figure[] = []
  const jobs = [
    ['digits-v', 40],
    ['emoji-v', 56],
  ] as const
  for (const [model, atMost] of jobs)
    for (const sampler of ['ddim', 'ddpm'] as const) {
      const job = {
        model: `/models/${model}/`,
        backend: 'webgpu',
        steps: 3,
        settled: 1,
        patch: { model, sampler },
      } as const
      const { early, late } = await inPage(places, job)
      const value = (late.dispatches - early.dispatches) / (job.steps - job.settled)
      rows.push({
        what: `dispatches of a step of ${model} by ${sampler.toUpperCase()}, webgpu`,
        value,
        unit: '',
        atMost,
      })
    }
  return rows
}

/** The dearest sampler beside one network evaluation. */
export async function samplers({ blankPage }: Places): Promise<Figure[]> {
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
export async function growth(places: Places): Promise<Figure[]> {
  const rows: Figure[] = []
  const stepCount = Number(process.env.GROWTH_STEPS ?? 1000)
  for (const backend of ['wasm', 'webgpu'] as const) {
    const { early, late } = await inPage(places, {
      model: '/test/golden/tiny/',
      backend,
      steps: stepCount,
      settled: 10,
    })
    rows.push({
      what: `tensors after ${stepCount} steps less those after 10, ${backend}, tiny model`,
      value: late.tensors - early.tensors,
      unit: '',
      atMost: 0,
    })
    if (backend === 'webgpu')
      rows.push({
        what: `GPU bytes after ${stepCount} steps less those after 10, tiny model`,
        value: late.bytes - early.bytes,
        unit: 'B',
        atMost: 0,
      })
  }
  return rows
}

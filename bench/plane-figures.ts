import { BACKENDS, type Figure, type Places } from './figures'
import type { LearningJob, Learnt } from './learning'
import type { Recognised } from './moons'
import { mainThread } from './page'
import type { Drawn } from './plane-drawing'
import type { Field } from './plane-field'
import { median, quantile } from './statistics'

// What the plane takes: the exact answer, drawing particles, and training its network.

/** The plane's exact answer on every back end. */
export async function planeField({ blankPage, gpu }: Places): Promise<Figure[]> {
  const rows: Figure[] = []
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
export async function planeDrawing({ blankPage }: Places): Promise<Figure[]> {
  const rows: Figure[] = []
  for (const [also, layers] of [
    ['', { heatMap: 'none', contours: false, arrows: 'none' }],
    [', with a new density and its contours', { heatMap: 'density', contours: true, arrows: 'none' }],
  ] as const) {
    const page = await blankPage()
    await page.evaluate(`import('/bench/plane-drawing.ts')`) // loading is not drawing
    const clock = await mainThread(page)
    const before = await clock()
    const { frames } = await page.evaluate<Drawn>(
      `import('/bench/plane-drawing.ts').then(({ planeDrawing }) => planeDrawing(${JSON.stringify(layers)}))`,
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
export async function learning({ blankPage, gpu }: Places): Promise<Figure[]> {
  const learnt = async (job: LearningJob): Promise<Learnt> => {
    const page = await blankPage()
    const result = await page.evaluate<Learnt>(
      `import('/bench/learning.ts').then(({ learning }) => learning(${JSON.stringify(job)}))`,
    )
    await page.close()
    return result
  }
  const rows: Figure[] = []
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
export async function planeMoons({ blankPage }: Places): Promise<Figure[]> {
  const page = await blankPage()
  const {
    device,
    seconds,
    steps: stepCount,
    error,
    energy,
    fresh,
    untaught,
  } = await page.evaluate<Recognised>(`import('/bench/moons.ts').then(({ moons }) => moons('wasm', 5000))`)
  await page.close()
  const after = `after ${seconds.toFixed(1)} s of learning, wasm (${device}), first settings`
  return [
    { what: `steps ${after}`, value: stepCount, unit: '' },
    { what: `error of ε̂ against the exact answer ${after}`, value: error, unit: '' },
    { what: `energy distance of 500 particles to the data ${after}`, value: energy, unit: '' },
    { what: 'the same, of 500 fresh draws', value: fresh, unit: '' },
    { what: 'the same, of a network that has not learned', value: untaught, unit: '' },
  ]
}

import { cosineSchedule, samplerInfo } from '../src/diffusion'
import type { Loaded } from '../src/engine/worker/pictures/load'
import { closeRun, openRun, stepRun } from '../src/engine/worker/pictures/run'
import { type BackendName, buildUNet, fetchCheckpoint, openBackend, tidy, upload } from '../src/network'
import { startOfRun } from '../src/walk/model/path'
import { specOf } from '../src/walk/run/spec'
import { SAMPLERS, samplerSpec, withSampler } from '../src/runs/sampler-settings'
import { defaults, type Settings } from '../src/walk/model/settings'
import { median } from './statistics'

// What a step costs beside the network: every sampler's, with a network that answers at once, in this page and not in
// the worker. It counts all that a step does (arithmetic, fresh noise, guidance, read-back): more than the sampler's own.

const STEPS = 20

/** Median milliseconds of a step. */
async function stepTime(loaded: Loaded, patch: Partial<Settings>): Promise<number> {
  const settings: Settings = { ...defaults, ...patch, steps: STEPS }
  const spec = specOf(settings)
  const [first] = spec.levels
  if (!first) throw new Error('a run has levels')
  const times: number[] = []
  for (let round = 0; round < 2; round++) {
    // the first round compiles
    const run = openRun(loaded, spec, { index: 0, xt: startOfRun(settings, first, undefined), history: [], nfe: 0 })
    times.length = 0
    while (run.place.index < spec.levels.length - 1) times.push((await stepRun(run, loaded)).ms)
    closeRun(run)
  }
  return median(times)
}

export interface Overhead {
  readonly network: number
  readonly samplers: Readonly<Record<string, number>>
}

/** Milliseconds of a DDIM step with the network, and, a network evaluation, of every sampler's step without it. */
export async function overhead(model: string, backend: BackendName): Promise<Overhead> {
  const opened = await openBackend(backend, { allowSoftware: true, onLost: () => undefined })
  const checkpoint = await fetchCheckpoint(new URL(model, location.href).href, {})
  const unet = buildUNet(checkpoint)
  const loaded: Loaded = {
    backend: opened,
    checkpoint,
    unet,
    schedule: cosineSchedule(checkpoint.scheduler.num_train_timesteps),
  }
  const { sample_size: size, out_channels: channels } = checkpoint.config
  const answer = upload(new Float32Array(channels * size * size).fill(0.1), [1, channels, size, size])
  const free: Loaded = { ...loaded, unet: { ...unet, predict: () => tidy(() => answer.clone()) } }
  const network = await stepTime(loaded, withSampler('ddim'))
  const samplers: Record<string, number> = {}
  for (const sampler of SAMPLERS.filter((each) => each !== 'rk45')) {
    const { nfe } = samplerInfo(samplerSpec({ ...defaults, ...withSampler(sampler) }))
    samplers[sampler] = (await stepTime(free, withSampler(sampler))) / nfe
  }
  return { network, samplers }
}

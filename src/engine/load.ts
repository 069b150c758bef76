import { cosineSchedule, linearSchedule, type Schedule } from '../diffusion'
import {
  type Backend, BackendUnavailable, buildUNet, type BackendName, type Candidate, candidates, type Checkpoint, fetchCheckpoint, openBackend, type SchedulerConfig, selfTest, type UNet, warmUp,
} from '../network'
import type { EngineReady, Fault, LoadPhase, Refusal } from './protocol'

/** A network on a back end that was seen to compute the right numbers. */
export interface Loaded {
  readonly backend: Backend
  readonly checkpoint: Checkpoint
  readonly unet: UNet
  readonly schedule: Schedule
}

export interface LoadOptions {
  readonly url: string
  readonly want: BackendName | 'auto'
  readonly signal: AbortSignal
  readonly onPhase: (phase: LoadPhase, done: number, total: number) => void
  readonly onLost: (reason: string) => void
}

/** Why no network could be had; the page has the sentence. */
export class LoadFailed extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}

/** The schedules that the page has, with T = 1000 and their papers' constants. */
function scheduleOf({ beta_schedule, num_train_timesteps: T, beta_start, beta_end }: SchedulerConfig): Schedule {
  if (T === 1000 && beta_schedule === 'squaredcos_cap_v2') return cosineSchedule(T)
  if (T === 1000 && beta_schedule === 'linear' && beta_start === 1e-4 && beta_end === 0.02) return linearSchedule(T)
  const found = `${beta_schedule}, ${T} steps, β from ${beta_start} to ${beta_end}`
  throw new LoadFailed({ code: 'schedule', details: { field: 'beta_schedule', found, expected: 'squaredcos_cap_v2 or linear, 1000 steps, β from 0.0001 to 0.02' } })
}

interface Computing { readonly loaded: Loaded; readonly worst: number; readonly testMs: number }

/** A back end with the network on it, if it is there and computes PyTorch's numbers; else why not. */
async function attempt(checkpoint: Checkpoint, { name, allowSoftware }: Candidate, { onLost, onPhase }: LoadOptions): Promise<Computing | Refusal> {
  let backend: Backend | undefined
  try {
    onPhase('backend', 0, 1)
    backend = await openBackend(name, { allowSoftware, onLost })
    onPhase('build', 0, 1)
    const unet = buildUNet(checkpoint)
    await warmUp(unet, 1, (done, total) => { onPhase('compile', done, total) })
    onPhase('check', 0, 1)
    const started = performance.now()
    const { ok, worst } = await selfTest(unet, checkpoint.probe)
    if (ok) return { loaded: { backend, checkpoint, unet, schedule: scheduleOf(checkpoint.scheduler) }, worst, testMs: performance.now() - started }
    backend.dispose() // and with it all its tensors
    return { backend: name, code: 'self-test', details: { backend: name, worst: worst.toPrecision(2) } }
  } catch (error) {
    if (error instanceof BackendUnavailable) return { backend: name, code: error.code, details: {} }
    backend?.dispose()
    return { backend: name, code: 'backend', details: { backend: name, message: error instanceof Error ? error.message : String(error) } }
  }
}

/** Back ends are tried best first; one that is missing, breaks, or computes wrong numbers is left, and why is kept. */
async function firstThatComputes(checkpoint: Checkpoint, options: LoadOptions): Promise<Computing & { refused: Refusal[] }> {
  const refused: Refusal[] = []
  for (const candidate of candidates(options.want)) {
    options.signal.throwIfAborted()
    const outcome = await attempt(checkpoint, candidate, options)
    if ('loaded' in outcome) return { ...outcome, refused }
    refused.push(outcome)
  }
  throw new LoadFailed({ code: 'no-backend', details: {} })
}

/**
 * Fetches and checks the model while nothing else waits, then finds a back end for it.
 * @throws LoadFailed, CheckpointError, or the signal's AbortError
 */
export async function load(options: LoadOptions): Promise<{ loaded: Loaded; ready: EngineReady }> {
  const started = performance.now()
  const checkpoint = await fetchCheckpoint(options.url, {
    signal: options.signal,
    onProgress: (received, total) => { options.onPhase('download', received, total) },
  })
  const { scheduler, card, config } = checkpoint
  scheduleOf(scheduler) // refused before a back end is opened
  const { loaded, refused, worst, testMs } = await firstThatComputes(checkpoint, options)
  const { backend, unet } = loaded
  return {
    loaded,
    ready: {
      backend: backend.name,
      device: backend.device,
      software: backend.software,
      refused,
      card: { id: card.id, title: card.title },
      size: config.sample_size,
      parameters: unet.info.parameters,
      selfTestError: worst,
      selfTestMs: testMs,
      loadMs: performance.now() - started,
    },
  }
}

import { cosineSchedule, givenSchedule, linearSchedule, type Schedule, trainingSteps } from '../../../diffusion'
import {
  type Backend,
  BackendUnavailable,
  type Betas,
  betasOf,
  buildUNet,
  type BackendName,
  type Candidate,
  candidates,
  type Checkpoint,
  CheckpointError,
  fetchCheckpoint,
  hasOwnKernels,
  filesSource,
  type Kernels,
  openBackend,
  openForeign,
  selfTest,
  type UNet,
  urlSource,
  warmUp,
} from '../../../network'
import { EngineFault } from '../engine-fault'
import type { Judge } from './judge'
import { clipOf, clipLimitsOf, varianceOf } from './clip-limits'
import { whyNone } from '../no-backend'
import type { EngineReady, LoadPhase, NetworkInfo, NetworkSource, Refusal } from '../../protocol/pictures'

/** A network on a back end that was seen to compute the right numbers. */
export interface Loaded {
  readonly backend: Backend
  readonly checkpoint: Checkpoint
  readonly unet: UNet
  readonly schedule: Schedule
  /** A classifier of noisy pictures, once it was asked for. */
  readonly judge?: Judge | undefined
}

interface LoadOptions {
  readonly source: NetworkSource
  /** What the source gave before a device was lost: it is not asked again. */
  readonly checkpoint?: Checkpoint | undefined
  readonly want: BackendName | 'auto'
  readonly kernels: Kernels
  readonly signal: AbortSignal
  readonly onPhase: (phase: LoadPhase, doneCount: number, total: number) => void
  readonly onLost: (reason: string) => void
}

/** Why no network could be had; the page has the sentence. */
export class LoadFailed extends EngineFault {}

/** Our own schedules exactly as the page has them; anybody's by the numbers of its configuration. */
export function scheduleOf(scheduler: Betas): Schedule {
  const {
    beta_schedule,
    num_train_timesteps: T,
    beta_start,
    beta_end,
    trained_betas,
    rescale_betas_zero_snr,
  } = scheduler
  const plain = T === trainingSteps && trained_betas === null && !rescale_betas_zero_snr
  if (plain && beta_schedule === 'squaredcos_cap_v2') return cosineSchedule(T)
  if (plain && beta_schedule === 'linear' && beta_start === 1e-4 && beta_end === 0.02) return linearSchedule(T)
  return givenSchedule(betasOf(scheduler))
}

/** What this page cannot show, though it could be computed. @throws LoadFailed, or CheckpointError for times that it lacks */
export function checkShown({ config, scheduler }: Pick<Checkpoint, 'config' | 'scheduler'>, file: string): void {
  const { in_channels: channels, sample_size: height, sample_width: width, num_train_timesteps: times } = config
  const refuse = (code: string, value: string) => new LoadFailed({ code, details: { found: value } })
  if (channels !== 1 && channels !== 3) throw refuse('own-channels', String(channels))
  if (height !== width) throw refuse('own-square', `${height} × ${width}`)
  if (scheduler.num_train_timesteps !== trainingSteps) throw refuse('own-steps', String(scheduler.num_train_timesteps))
  if (times !== null && times < trainingSteps)
    throw new CheckpointError('field', {
      file,
      field: 'num_train_timesteps',
      found: times,
      expected: ['rows-of-schedule', trainingSteps],
    })
}

function takesPlainInputs({ time_embedding_type: time, class_embed_type: classes }: Checkpoint['config']): boolean {
  return time !== 'learned' && classes !== 'identity' && !(time === 'fourier' && classes === 'timestep')
}

function infoOf({ card, config, scheduler, notes }: Checkpoint): NetworkInfo {
  return {
    channels: config.in_channels,
    size: config.sample_size,
    betas: betasOf(scheduler),
    menus: card.menus,
    hasNullClass: card.noClass !== null || card.labels.length === 0,
    prediction: scheduler.prediction_type,
    takesPlainInputs: takesPlainInputs(config),
    variance: varianceOf(scheduler),
    clip: clipOf(scheduler),
    clipLimits: clipLimitsOf(scheduler),
    notes,
  }
}

function fetched(
  source: NetworkSource,
  options: { signal: AbortSignal; onProgress: (received: number, total: number) => void },
): Promise<Checkpoint> {
  switch (source.kind) {
    case 'shelf':
      return fetchCheckpoint(source.url, { ...options, cache: source.isKept ? 'only' : true })
    case 'folder':
      return openForeign(urlSource(source.url), { ...options, size: source.size, check: checkShown })
    case 'files':
      return openForeign(filesSource(new Map(source.files)), { ...options, size: source.size, check: checkShown })
  }
}

interface Computing {
  readonly loaded: Loaded
  readonly worst: number
  readonly testMs: number
}

/** A back end with the network on it, if it is there and computes PyTorch's numbers by these kernels; else why not. */
async function attempt(
  checkpoint: Checkpoint,
  { name, allowSoftware }: Candidate,
  kernels: Kernels,
  { onLost, onPhase }: LoadOptions,
): Promise<Computing | Refusal> {
  let backend: Backend | undefined
  let codePrefix: '' | 'own-' = ''
  try {
    onPhase('backend', 0, 1)
    backend = await openBackend(name, { allowSoftware, onLost })
    codePrefix = kernels === 'own' && hasOwnKernels() ? 'own-' : ''
    onPhase('build', 0, 1)
    const unet = buildUNet(checkpoint, { kernels })
    // Stored inputs are the first pass; where there are none, a back end that breaks is still to be found out here.
    await warmUp(
      unet,
      1,
      (doneCount, total) => {
        onPhase('compile', doneCount, total)
      },
      checkpoint.probe.cases.length === 0,
    )
    onPhase('check', 0, 1)
    const started = performance.now()
    const { ok, worst } = await selfTest(unet, checkpoint.probe)
    if (ok)
      return {
        loaded: { backend, checkpoint, unet, schedule: scheduleOf(checkpoint.scheduler) },
        worst,
        testMs: performance.now() - started,
      }
    backend.dispose() // and with it all its tensors
    return { backend: name, code: `${codePrefix}self-test`, details: { backend: name, worst: worst.toPrecision(2) } }
  } catch (error) {
    if (error instanceof CheckpointError) {
      // not the back end's fault: too large for this machine, for one
      backend?.dispose()
      throw error
    }
    if (error instanceof BackendUnavailable) return { backend: name, code: error.code, details: {} }
    backend?.dispose()
    return {
      backend: name,
      code: `${codePrefix}backend`,
      details: { backend: name, message: error instanceof Error ? error.message : String(error) },
    }
  }
}

/** Why our own kernels, though they were wanted, do not compute on the back end that was found. */
function ownRefusals({ backend: { name, ownRefused } }: Loaded, wantedKernels: Kernels): Refusal[] {
  if (!ownRefused || wantedKernels === 'stock') return []
  const { code, message } = ownRefused
  return [{ backend: name, code: `own-${code}`, details: { backend: name, message } }]
}

/**
 * Back ends are tried best first; one that is missing, breaks, or computes wrong numbers is left, and why is kept. Where kernels of
 * ours break or compute wrong numbers, TensorFlow.js's are tried on the same back end.
 */
async function firstThatComputes(
  checkpoint: Checkpoint,
  options: LoadOptions,
): Promise<Computing & { refused: Refusal[] }> {
  const refused: Refusal[] = []
  for (const candidate of candidates(options.want)) {
    for (const kernels of [options.kernels, 'stock'] as const) {
      options.signal.throwIfAborted()
      const outcome = await attempt(checkpoint, candidate, kernels, options)
      if ('loaded' in outcome) return { ...outcome, refused: [...refused, ...ownRefusals(outcome.loaded, kernels)] }
      refused.push(outcome)
      if (!outcome.code.startsWith('own-')) break
    }
  }
  throw new LoadFailed({ code: whyNone(refused), details: {} })
}

/**
 * Fetches and checks the model while nothing else waits, then finds a back end for it.
 * @throws LoadFailed, CheckpointError, or the signal's AbortError
 */
export async function load(options: LoadOptions): Promise<{ loaded: Loaded; ready: EngineReady }> {
  const started = performance.now()
  const checkpoint =
    options.checkpoint ??
    (await fetched(options.source, {
      signal: options.signal,
      onProgress: (received, total) => {
        options.onPhase('download', received, total)
      },
    }))
  const { card } = checkpoint
  const { loaded, refused, worst, testMs } = await firstThatComputes(checkpoint, options)
  const { backend, unet } = loaded
  return {
    loaded,
    ready: {
      backend: backend.name,
      device: (unet.info.kernels === 'own' && backend.ownDevice) || backend.device,
      software: backend.software,
      kernels: unet.info.kernels,
      refused,
      card: { id: card.id, title: card.title },
      network: infoOf(checkpoint),
      parameters: unet.info.parameters,
      selfTestError: worst,
      selfTestMs: testMs,
      loadMs: performance.now() - started,
    },
  }
}

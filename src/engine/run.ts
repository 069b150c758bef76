import { denoised, level, makeSampler, normalArray, type SamplerStep, type Step } from '../diffusion'
import { readPacked, splitChannels, type Tensor, type Tensor4D, tensorAlgebra, tidy, upload } from '../network'
import type { Loaded } from './load'
import type { Frame, RunSpec } from './protocol'

/** A run that stands at one of its frames; its xt lives on the GPU. */
export interface Run {
  readonly spec: RunSpec
  readonly sampler: SamplerStep
  index: number
  xt: Tensor4D
}

const shapeOf = ({ samples }: RunSpec, { unet }: Loaded) => [samples, 1, unet.config.sample_size, unet.config.sample_size] as const

/** Opens a run where `index` steps are done. @param xt [samples·H·W] */
export function openRun(loaded: Loaded, spec: RunSpec, index: number, xt: Float32Array): Run {
  return { spec, sampler: makeSampler(spec.sampler), index, xt: upload(xt, shapeOf(spec, loaded)) }
}

export function closeRun(run: Run): void {
  run.xt.dispose()
}

/** Fresh noise of a step, keyed by (seed, step, sample): the same for the same link, whatever was computed before. */
function freshNoise(run: Run, loaded: Loaded): Tensor4D {
  const shape = shapeOf(run.spec, loaded)
  const pixels = shape[2] * shape[3]
  const noise = new Float32Array(run.spec.samples * pixels)
  for (let sample = 0; sample < run.spec.samples; sample++) {
    noise.set(normalArray({ seed: run.spec.seed, purpose: 'step', step: run.index, sample }, pixels), sample * pixels)
  }
  return upload(noise, shape)
}

/** One step of the sampler over tensors; the same sampler code as over arrays. */
function stepOf(run: Run, loaded: Loaded, countNfe: () => void): Step<Tensor> {
  const { spec } = run
  const { unet, schedule, checkpoint } = loaded
  const classes = Array.from({ length: spec.samples }, () => spec.label ?? checkpoint.card.nullClass)
  return run.sampler<Tensor>({
    algebra: tensorAlgebra,
    xt: run.xt,
    from: level(schedule, run.spec.times[run.index] ?? 0),
    to: level(schedule, run.spec.times[run.index + 1] ?? 0),
    denoise: (x, at) => {
      countNfe()
      const output = unet.predict(x as Tensor4D, at.t - 1, classes)
      const { prediction_type: prediction } = checkpoint.scheduler
      const [first, v] = splitChannels(output, unet.config.in_channels)
      return denoised<Tensor>(tensorAlgebra, x, at, first as Tensor, { prediction, clip: spec.clip, v })
    },
    normal: () => freshNoise(run, loaded),
  })
}

/** Takes one step and reads all its parts back at once. */
export async function stepRun(run: Run, loaded: Loaded, nfeSoFar: number): Promise<Frame> {
  const started = performance.now()
  let nfe = nfeSoFar
  const kept = tidy(() => {
    const { next, x0Hat, epsHat, added } = stepOf(run, loaded, () => { nfe += 1 })
    return { next, x0Hat, epsHat, ...(added && { added }) }
  })
  const tensors = Object.values(kept)
  let values: Float32Array[]
  try {
    values = await readPacked(tensors)
  } finally {
    for (const tensor of tensors) if (tensor !== kept.next) tensor.dispose()
  }
  run.xt.dispose()
  run.xt = kept.next as Tensor4D
  run.index += 1
  const [xt, x0Hat, epsHat, added] = values as [Float32Array, Float32Array, Float32Array, Float32Array?]
  return { index: run.index, t: run.spec.times[run.index] ?? 0, xt, x0Hat, epsHat, ...(added && { added }), ms: performance.now() - started, nfe }
}

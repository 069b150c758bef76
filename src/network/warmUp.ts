import { backend, env, tidy, zeros } from '@tensorflow/tfjs-core'
import { atRest } from './checkpoint/unetConfig'
import { readPacked } from './transfer'
import type { UNet } from './unet/unet'

/** The part of CountedWebGPU that is needed here; the class itself is loaded only with WebGPU. */
interface Compiling {
  readonly compiling: Set<Promise<GPUComputePipeline>>
  checkCompileCompletionAsync(): Promise<void>
}

/**
 * Gets the shaders of a batch size ready before the first step: on WebGPU all at once and off the thread, elsewhere by
 * one pass that is thrown away. Nothing else may run on the back end until it resolves.
 */
export async function warmUp(unet: UNet, batch: number, onProgress?: (done: number, total: number) => void): Promise<void> {
  const current: unknown = backend()
  if (isCompiling(current)) {
    compileOnly(() => {
      passOf(unet, batch).dispose()
    })
    await compiled(current, onProgress)
  }
  const result = passOf(unet, batch)
  await readPacked([result]).finally(() => {
    result.dispose()
  })
}

function passOf(unet: UNet, batch: number) {
  const { sample_size, sample_width, in_channels } = unet.config
  const { timestep, label } = atRest(unet.config)
  return tidy(() => unet.predict(zeros([batch, sample_size, sample_width, in_channels]), timestep, Array.from({ length: batch }, () => label)))
}

/** Work issued inside is not run: its pipelines are only requested, and its results are meaningless. */
function compileOnly(issue: () => void): void {
  env().set('WEBGPU_ENGINE_COMPILE_ONLY', true)
  try {
    issue()
  } finally {
    env().set('WEBGPU_ENGINE_COMPILE_ONLY', false)
  }
}

async function compiled(current: Compiling, onProgress: ((done: number, total: number) => void) | undefined): Promise<void> {
  const pipelines = [...current.compiling]
  let done = 0
  for (const pipeline of pipelines) {
    void pipeline.then(
      () => onProgress?.(++done, pipelines.length),
      () => undefined, // reported below
    )
  }
  await current.checkCompileCompletionAsync().finally(() => {
    current.compiling.clear()
  })
}

function isCompiling(value: unknown): value is Compiling {
  return typeof value === 'object' && value !== null && 'compiling' in value
}

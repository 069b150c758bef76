import { backend, dispose, env, type Rank, type Tensor, type Tensor4D, tidy, zeros } from '@tensorflow/tfjs-core'
import { neutralInputs } from './config/unet-config'
import type { Classifier } from './classifier/classifier'
import { combine } from './kernels/combine'
import { readPacked } from './transfer'
import type { UNet } from './unet/unet'

/** The part of CountedWebGPU that is needed here; the class itself is loaded only with WebGPU. */
interface Compiling {
  readonly compiling: Set<Promise<GPUComputePipeline>>
  checkCompileCompletionAsync(): Promise<void>
}

type Progress = (doneCount: number, total: number) => void

/**
 * Compiles the shaders for a batch size before the first step, and makes what our own kernels need of memory: on WebGPU all at once and
 * off the thread; elsewhere, or if `pass` asks for it, by one pass whose result is dropped. Nothing else may run on the back end
 * until this resolves.
 *
 * @throws Error where this machine cannot
 */
export async function warmUp(unet: UNet, batch: number, onProgress?: Progress, pass = false): Promise<void> {
  const { sample_size, sample_width, in_channels } = unet.config
  const { timestep, label } = neutralInputs(unet.config)
  const [reportOwn, reportRest] = sumOfProgress(onProgress)
  await unet.prepare(batch, reportOwn)
  await preparePass(
    () =>
      unet.heads(
        zeros([batch, sample_size, sample_width, in_channels]),
        timestep,
        Array.from({ length: batch }, () => label),
      ),
    reportRest,
    pass,
  )
}

/** Two reports as one: what is done of both, and the total of both as far as it is known. */
function sumOfProgress(onProgress: Progress | undefined): readonly [Progress, Progress] {
  const parts = [
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number]]
  const report =
    (part: 0 | 1): Progress =>
    (doneCount, total) => {
      parts[part] = [doneCount, total]
      onProgress?.(parts[0][0] + parts[1][0], parts[0][1] + parts[1][1])
    }
  return [report(0), report(1)]
}

/** Compiles the shaders of a classifier of pictures [B, H, W, C]: its forward and backward pass, for guidance, and its probabilities. */
export function warmUpClassifier(
  { gradient, probabilities }: Pick<Classifier, 'gradient' | 'probabilities'>,
  shape: readonly [number, number, number, number],
  onProgress?: Progress,
): Promise<void> {
  return preparePass(() => {
    const x = zeros<Rank.R4>([...shape])
    return [gradient(x, 0, 0), probabilities(combine([1, x]) as Tensor4D, 0)] // rescales the states first, as a guided run does
  }, onProgress)
}

/** Compiles the programs that a pass needs. If the back end cannot compile without running, or `runs` is set, it runs the pass and drops its result. */
async function preparePass(pass: () => Tensor[], onProgress: Progress | undefined, runs = false): Promise<void> {
  const current: unknown = backend()
  if (isCompiling(current)) {
    compileOnly(() => {
      dispose(tidy(pass))
    })
    await compiled(current, onProgress)
    if (!runs) return
  }
  const results = tidy(pass)
  await readPacked(results).finally(() => {
    dispose(results)
  })
}

/** Work that is issued inside does not run: the back end only compiles its pipelines, and its results are meaningless. */
function compileOnly(issue: () => void): void {
  env().set('WEBGPU_ENGINE_COMPILE_ONLY', true)
  try {
    issue()
  } finally {
    env().set('WEBGPU_ENGINE_COMPILE_ONLY', false)
  }
}

async function compiled(current: Compiling, onProgress: Progress | undefined): Promise<void> {
  const pipelines = [...current.compiling]
  let doneCount = 0
  for (const pipeline of pipelines) {
    void pipeline.then(
      () => onProgress?.(++doneCount, pipelines.length),
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

import { warmUp, warmUpClassifier } from '../../../network'
import { type Batch, batchesOf } from './batches'
import type { Loaded } from './load'

/** Numbers of pictures at once for which the GPU's programs of a network, or a classifier, are compiled; loading does it for one. */
const prepared = new WeakMap<object, Set<number>>()

async function once(of: object, samples: number, compile: () => Promise<void>): Promise<void> {
  const compiledSizes = prepared.get(of) ?? new Set([1])
  if (compiledSizes.has(samples)) return
  await compile()
  prepared.set(of, compiledSizes.add(samples))
}

/** WebGPU needs other programs for another number of pictures: compiles all of them at once, off this thread, before the first step. */
export async function prepare(
  { backend, unet, judge }: Loaded,
  run: Batch,
  onProgress: (doneCount: number, total: number) => void,
): Promise<void> {
  if (backend.name !== 'webgpu') return
  const { sample_size, sample_width, in_channels } = unet.config
  const { samples } = run
  for (const batch of batchesOf(run)) await once(unet, batch, () => warmUp(unet, batch, onProgress))
  if (judge)
    await once(judge.classifier, samples, () =>
      warmUpClassifier(judge.classifier, [samples, sample_size, sample_width, in_channels], onProgress),
    )
}

import { tidy } from '@tensorflow/tfjs-core'
import { relativeError, tolerance } from '../self-test'
import { readPacked, toNCHW, upload } from '../transfer'
import type { ClassifierCheckpoint } from './checkpoint'
import type { Classifier } from './classifier'

/**
 * Runs the stored inputs and compares logits and gradients with PyTorch's.
 *
 * @returns the largest relative error of all cases (NaN where anything is not finite), and whether it is small enough
 */
export async function checkClassifier(
  classifier: Classifier,
  { config, probe }: Pick<ClassifierCheckpoint, 'config' | 'probe'>,
): Promise<{ readonly ok: boolean; readonly worst: number }> {
  const { in_channels, sample_size } = config
  const computed = probe.flatMap(({ x, t, class: label }) =>
    tidy(() => {
      const picture = upload(x, [1, in_channels, sample_size, sample_size])
      return [classifier.logits(picture, t), toNCHW(classifier.gradient(picture, t, label))]
    }),
  )
  const computedValues = await readPacked(computed).finally(() => {
    for (const tensor of computed) tensor.dispose()
  })
  const expected = probe.flatMap(({ logits, gradient }) => [logits, gradient])
  const worst = Math.max(...expected.map((values, i) => relativeError(computedValues[i] ?? new Float32Array(), values)))
  return { ok: worst <= tolerance, worst }
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normalArray } from '../../src/diffusion'
import { buildClassifier, checkClassifier, fetchClassifier, memory, readPacked, tidy, toNCHW, upload, type Backend, type BackendName, type Classifier, type ClassifierCheckpoint, type Tensor } from '../../src/network'
import { difference } from './formula'
import { open } from './support'

const SIZE = 28
const pictures = (samples: number) => Float32Array.from({ length: samples }, (_, sample) => sample)
  .reduce<Float32Array>((all, sample) => { all.set(normalArray({ seed: 3, purpose: 'start', step: 0, sample }, SIZE * SIZE), sample * SIZE * SIZE); return all }, new Float32Array(samples * SIZE * SIZE))
const placed = (x: Float32Array) => upload(x, [x.length / SIZE ** 2, 1, SIZE, SIZE])

describe.each(['wasm', 'webgpu'] satisfies BackendName[])('the classifier of noisy digits on %s', (name) => {
  let backend: Backend
  let files: ClassifierCheckpoint
  let classifier: Classifier
  beforeAll(async () => {
    backend = await open(name)
    files = await fetchClassifier('/models/digits-classifier', { cache: false })
    classifier = buildClassifier(files)
  })
  afterAll(() => {
    classifier.dispose()
    backend.dispose()
  })

  /** What is computed, read back; nothing of it stays. */
  const read = async (compute: () => Tensor): Promise<Float32Array> => {
    const tensor = tidy(compute)
    const [values] = await readPacked([tensor])
    tensor.dispose()
    return values ?? new Float32Array()
  }

  test('gives PyTorch’s logits and input gradients to 1e-3, elementwise, and leaves no tensor', async () => {
    const before = memory().tensors
    const { ok, worst } = await checkClassifier(classifier, files)
    expect(worst).toBeLessThanOrEqual(1e-3)
    expect(ok).toBe(true)
    expect(memory().tensors).toBe(before)
  })

  test('is found out where its arithmetic is not PyTorch’s', async () => {
    const off: Classifier = { ...classifier, gradient: (x, t, label) => classifier.gradient(x, t + 2, label) }
    expect((await checkClassifier(off, files)).ok).toBe(false)
  })

  test('its probabilities sum to 1, and its gradient is how their logarithm changes along a direction', async () => {
    const [x, direction, h] = [pictures(1), pictures(2).subarray(SIZE * SIZE), 0.01]
    const at = (by: number) => read(() => classifier.probabilities(placed(x.map((value, i) => value + by * (direction[i] ?? NaN))), 300))
    const [less, more] = [await at(-h), await at(h)]
    expect(less.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4)
    const slope = (Math.log(more[4] ?? NaN) - Math.log(less[4] ?? NaN)) / (2 * h)
    const gradient = await read(() => toNCHW(classifier.gradient(placed(x), 300, 4)))
    const along = gradient.reduce((sum, value, i) => sum + value * (direction[i] ?? NaN), 0)
    expect(Math.abs(along - slope) / Math.abs(slope)).toBeLessThanOrEqual(0.02)
  })

  test('each picture of a batch is judged alone', async () => {
    const both = await read(() => toNCHW(classifier.gradient(placed(pictures(2)), 200, 7)))
    const second = await read(() => toNCHW(classifier.gradient(placed(pictures(2).slice(SIZE * SIZE)), 200, 7)))
    expect(difference(both.slice(SIZE * SIZE), second)).toBeLessThanOrEqual(1e-4)
  })
})

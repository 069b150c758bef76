import { backend as tfBackend, concat, tensor2d, tensor4d } from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CountedWebGPU } from '../../src/network/backends/webgpu-counted'
import { type Backend, memory, readPacked, relativeError, tidy } from '../../src/network'
import { convDispatch } from '../../src/network/kernels/webgpu/conv'
import { createExecutor } from '../../src/network/kernels/webgpu/executor'
import type { ProgramHost } from '../../src/network/kernels/webgpu/host'
import {
  attentionCase,
  attentionCases,
  convolutionCases,
  normalisationCases,
  type ProgramCase,
  resamplingCases,
} from '../network/kernels/program-cases'
import { open } from './open-backend'

/** The back end that is open, as a GPU or as an emulated one has it: their variants differ. */
function hostOf(software: boolean): ProgramHost {
  const host: unknown = tfBackend()
  const opened = host as CountedWebGPU
  return {
    device: opened.device,
    pipelines: opened.pipelines,
    software,
    encode: (record) => {
      opened.encode(record)
    },
    flush: () => {
      opened.flush()
    },
    bufferOf: (tensor) => opened.bufferOf(tensor),
    makeTensorInfo: (shape, dtype) => opened.makeTensorInfo(shape, dtype),
  }
}

/** The largest error of a program's output. */
async function errorOf(
  { program, weights, x, projections, expected }: ProgramCase,
  software: boolean,
): Promise<number> {
  const { height, width, channels } = program.input
  const executor = createExecutor(hostOf(software), program, weights)
  const y = tidy(() =>
    concat(
      [...executor.run(tensor4d(x, [2, height, width, channels]), tensor2d(projections, [2, projections.length / 2]))],
      3,
    ),
  )
  const [values = new Float32Array()] = await readPacked([y])
  y.dispose()
  executor.dispose()
  return relativeError(values, expected)
}

/** No network adds two inputs as they are to a convolution of two normalised ones, and no device promises memory bindings for it. */
function fits({ program: { operations } }: ProgramCase): boolean {
  const context = { weights: new Map(), batch: 2, row: 1, software: true, hasMoments: () => true, headsOf: () => 1 }
  return operations.every((operation) => {
    if (operation.kind !== 'conv') return true
    const { reads, writes } = convDispatch(operation, context)
    return reads.length + writes.length <= 8
  })
}

describe.each([
  ['an emulated GPU', true],
  ['a GPU', false],
])('on WebGPU, by the variants for %s,', (_, software) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open('webgpu')
  })
  afterAll(() => {
    expect(memory().tensors).toBe(0)
    backend.dispose()
  })
  const hold = (cases: fc.Arbitrary<ProgramCase>, numRuns: number) =>
    fc.assert(
      fc.asyncProperty(cases.filter(fits), async (programCase) => {
        expect(await errorOf(programCase, software)).toBeLessThanOrEqual(1e-5)
      }),
      { numRuns },
    )

  test('a convolution of any form, with all that surrounds it, is what its definition says', async () => {
    await hold(convolutionCases, 12)
  })

  test.each(['down', 'fir-down', 'fir-up'] as const)(
    'resampling %s is its blur and its mean or its repeats',
    async (by) => {
      await hold(resamplingCases(by), 3)
    },
  )

  test('a normalisation by itself is what its definition says', async () => {
    await hold(normalisationCases, 5)
  })

  test('attention is softmax(QKᵀ/√d)·V of each head, of many pixels and of many channels', async () => {
    await hold(attentionCases, 5)
    for (const [height, width, size] of [
      [19, 20, 4],
      [3, 4, 70],
    ] as const)
      expect(await errorOf(attentionCase(5, height, width, 1, size), software)).toBeLessThanOrEqual(1e-5)
  })
})

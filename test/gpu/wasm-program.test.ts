import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memory, openForeign, readPacked, tidy, urlSource, type Backend } from '../../src/network'
import { createWasmProgram } from '../../src/network/kernels/wasm/program'
import { fetchProgramModule } from '../../src/network/kernels/wasm/module'
import { executorFactory, type Executor } from '../../src/network/program/executor'
import { lower } from '../../src/network/program/lower'
import type { Program } from '../../src/network/program/operations'
import { relativeError } from '../../src/network/self-test'
import { concat, tensor2d, tensor4d } from '@tensorflow/tfjs-core'
import { open } from './open-backend'

/** Numbers between −1 and 1 that look random. */
const scattered = (length: number) => Float32Array.from({ length }, (_, i) => ((i * 7919 + 13) % 2003) / 1001 - 1)

const sizeOf = ({ height, width, channels }: Program['input']) => height * width * channels

describe('on WebAssembly, with what this browser has of SIMD', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open('wasm')
  })
  afterAll(() => {
    backend.dispose()
  })

  async function executed(executor: Executor, program: Program, batch: number): Promise<Float32Array> {
    const { height, width, channels } = program.input
    const x = scattered(batch * sizeOf(program.input))
    const projections = scattered(batch * program.projections.width)
    const y = tidy(() =>
      concat(
        [
          ...executor.run(
            tensor4d(x, [batch, height, width, channels]),
            tensor2d(projections, [batch, program.projections.width]),
          ),
        ],
        3,
      ),
    )
    const [values] = await readPacked([y])
    y.dispose()
    return values ?? new Float32Array()
  }

  test('an executor obeys tidy, takes one batch after another, and each picture is computed as if alone', async () => {
    const { config, weights } = await openForeign(urlSource('/test/golden/unet/attention'))
    const program = lower(config)
    const executor = executorFactory('wasm')?.(program, weights)
    if (!executor) throw new Error('no executor')
    const two = await executed(executor, program, 2)
    const one = await executed(executor, program, 1)
    const three = await executed(executor, program, 3)
    expect(one).toEqual(two.subarray(0, one.length))
    expect(two).toEqual(three.subarray(0, two.length))
    expect(three.every(Number.isFinite)).toBe(true)
    executor.dispose()
    expect(memory().tensors).toBe(0)
    await expect(executed(executor, program, 1)).rejects.toThrow('disposed')
  })

  test('programs do not disturb each other, and what cannot have its memory leaves them as they were', async () => {
    const fetched = await fetchProgramModule()
    if (!fetched) throw new Error('no SIMD')
    const { module } = fetched
    const { config, weights } = await openForeign(urlSource('/test/golden/unet/middle-without-attention'))
    const program = lower(config)
    const [x, row] = [scattered(sizeOf(program.input)), scattered(program.projections.width)]
    const [first, second] = [new Float32Array(sizeOf(program.output)), new Float32Array(sizeOf(program.output))]
    const running = createWasmProgram(program, weights, module)
    running.run(x, 1, row, first)
    const enormous = lower({ ...config, sample_size: 2 ** 13, sample_width: 2 ** 13 })
    expect(() => createWasmProgram(enormous, weights, module)).toThrow(/bytes of memory/)
    createWasmProgram(program, weights, module).run(
      x.map((value) => -value),
      1,
      row,
      second,
    )
    expect(relativeError(second, first)).toBeGreaterThan(0.01)
    running.run(x, 1, row, second)
    expect(second).toEqual(first)
  })
})

import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { compileProgram } from '../../../setup/program-wasm'
import { openForeign } from '../../../src/network/checkpoint/foreign'
import { filesSource } from '../../../src/network/checkpoint/source'
import { gateAt, leftAt } from '../../../src/network/kernels/wasm/layout'
import type { Pace } from '../../../src/network/kernels/wasm/pace'
import { lengthOf } from '../../../src/network/kernels/wasm/places'
import { createWasmProgram, type StartHelpers } from '../../../src/network/kernels/wasm/program'
import { lower } from '../../../src/network/program/lower'
import { blobs, dropped } from '../checkpoint-files'

const alone = await WebAssembly.compile(readFileSync(await compileProgram('plain')))
const together = await WebAssembly.compile(readFileSync(await compileProgram('plain-threads')))

/** What thread-entry.ts does in a browser, some milliseconds late. */
const helper = `
  const { module, memory, control, thread, late } = require('node:worker_threads').workerData
  setTimeout(() => {
    new WebAssembly.Instance(module, { env: { memory } }).exports.follow(control, thread)
  }, late)`

/** Comes in through the first gate that it finds open, and never leaves. */
const broken = `
  const { memory, control, gateAt } = require('node:worker_threads').workerData
  const words = new Int32Array(memory.buffer, control + gateAt, 1)
  for (let gate = 0; !(gate & 16) || Atomics.compareExchange(words, 0, gate, gate + 1) !== gate; ) gate = Atomics.load(words, 0)`

interface Started {
  readonly words: Int32Array
  readonly control: number
  readonly ended: () => boolean
}

/** Starts so many threads, the n-th of them n·late milliseconds after the program. */
function threads(count: number, code = helper, late = 0): { readonly start: StartHelpers; readonly all: Started[] } {
  const all: Started[] = []
  const start: StartHelpers = (module, memory, control) => {
    let ended = false
    const workers = Array.from({ length: count }, (_, i) => {
      const workerData = { module, memory, control, thread: i + 1, late: i * late, gateAt }
      return new Worker(code, { eval: true, workerData })
    })
    all.push({ words: new Int32Array(memory.buffer, control), control, ended: () => ended })
    return () => {
      ended = true
      for (const worker of workers) void worker.terminate()
    }
  }
  return { start, all }
}

/** Helpers take part in every picture, whether they pay or not. */
const always: Pace = { shared: () => true, took: () => undefined }

const random = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * i + 1))

/** Expects the same bits; an array whose numbers differ is shown. */
function expectSame(y: Float32Array, expected: Float32Array): void {
  const [bits, expectedBits] = [y, expected].map(({ buffer }) => Buffer.from(buffer))
  if (expectedBits?.equals(bits ?? new Uint8Array())) return
  expect(y).toEqual(expected)
  expect(bits).toEqual(expectedBits)
}

/** A network of the golden ones, three pictures for it, and what one thread makes of them. */
async function opened(name: string) {
  const { config, weights } = await openForeign(filesSource(blobs(dropped(name))))
  const program = lower(config)
  const [x, row] = [random(3 * lengthOf(program.input)), random(3 * program.projections.width)]
  const expected = new Float32Array(3 * lengthOf(program.output))
  createWasmProgram(program, weights, alone).run(x, 3, row, expected)
  const create = (start: StartHelpers) => createWasmProgram(program, weights, together, start, always)
  const out = () => new Float32Array(expected.length).fill(NaN)
  return { x, row, expected, create, out }
}

const names = ['attention', 'skip-attention', 'resnet-blocks', 'random-5']

test.each(names)(
  '%s has the same bits by one thread as by two to four, of which some come late',
  { timeout: 60_000 },
  async (name) => {
    const { x, row, expected, create, out } = await opened(name)
    for (const count of [1, 2, 3]) {
      const { start, all } = threads(count, helper, 20)
      const running = create(start)
      let helped = false
      for (let call = 0; call < 60 || (!helped && call < 1000); call++) {
        const y = out()
        running.run(x, 3, row, y)
        expectSame(y, expected)
        helped ||= (all[0]?.words[leftAt / 4] ?? 0) > 0
        if (call % 3 === 0) await setTimeout(1) // helpers fall asleep, and terminated ones end
      }
      expect(helped).toBe(true)
      running.dispose()
      expect(all[0]?.ended()).toBe(true)
    }
  },
)

test(
  'a network that replaces another in the middle has helpers of its own; the other ones end',
  { timeout: 60_000 },
  async () => {
    const networks = await Promise.all(names.map(opened))
    const { start, all } = threads(2)
    for (let round = 0; round < 12; round++) {
      const { x, row, expected, create, out } = networks[round % networks.length] as (typeof networks)[number]
      const running = create(start)
      for (let call = 0; call < 10; call++) {
        const y = out()
        running.run(x, 3, row, y)
        expectSame(y, expected)
        await setTimeout(call)
      }
      running.dispose()
    }
    expect(all.map(({ ended }) => ended())).toEqual(Array.from({ length: 12 }, () => true))
  },
)

test('helpers that never start hold nothing up', async () => {
  const { x, row, expected, create, out } = await opened('attention')
  const running = create(() => () => undefined)
  const y = out()
  running.run(x, 3, row, y)
  expectSame(y, expected)
})

test(
  'a helper that stops in the middle costs some seconds once; then one thread has the same bits',
  { timeout: 60_000 },
  async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { x, row, expected, create, out } = await opened('attention')
    const { start, all } = threads(1, broken)
    const running = create(start)
    for (let call = 0; call < 1000 && warn.mock.calls.length === 0; call++) {
      const y = out()
      running.run(x, 3, row, y)
      expectSame(y, expected)
      await setTimeout(1)
    }
    expect(warn).toHaveBeenCalledOnce()
    expect(all[0]?.ended()).toBe(true)
    const y = out()
    const begin = performance.now()
    running.run(x, 3, row, y)
    expect(performance.now() - begin).toBeLessThan(1000)
    expectSame(y, expected)
    warn.mockRestore()
  },
)

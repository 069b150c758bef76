import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../../src/network/checkpoint/config'
import type { UNetConfig } from '../../../src/network/config/unet-config'
import { shaderOf, type Dispatch } from '../../../src/network/kernels/webgpu/dispatch'
import { dispatchesOf } from '../../../src/network/kernels/webgpu/dispatches'
import { lower } from '../../../src/network/program/lower'

const shelf = readdirSync('public/models').filter((id) => !id.endsWith('classifier'))
const golden = readdirSync('test/golden/unet', { withFileTypes: true }).filter((entry) => entry.isDirectory())

const read = (folder: string): UNetConfig => {
  const file = ['unet/config.json', 'config.json'].find((name) =>
    readdirSync(folder).includes(name.split('/')[0] ?? ''),
  )
  return parseConfig(folder, new Uint8Array(readFileSync(`${folder}/${file}`)))
}
const networks = [
  ...shelf.map((id) => [id, read(`public/models/${id}`)] as const),
  ...golden.map(({ name }) => [name, read(`test/golden/unet/${name}`)] as const),
]

const dispatches = (config: UNetConfig, batch: number, software: boolean): readonly Dispatch[] =>
  dispatchesOf(lower(config), { weights: new Map(), batch, software }).flat()

/** Bytes of a shader's shared memory, by its declarations. */
function sharedBytes(code: string): number {
  const sizes = { f32: 4, vec2f: 8, vec4f: 16 } as const
  return [...code.matchAll(/var<workgroup> \w+: array<(f32|vec2f|vec4f), (\d+)>/g)].reduce(
    (sum, [, element, length]) => sum + sizes[element as keyof typeof sizes] * Number(length),
    0,
  )
}

/** What every WebGPU device has. Source: the specification's table of default limits. */
const limits = { storageBuffers: 8, sharedBytes: 16384, threads: 256, workgroups: 65535, uniformBytes: 65536 }

describe.each([
  ['a GPU, one picture', 1, false],
  ['a GPU, sixteen pictures', 16, false],
  ['an emulated GPU', 1, true],
] as const)('for %s, every dispatch of a network fits any WebGPU device', (_, batch, software) => {
  test.each(networks)('%s', (_name, config) => {
    for (const dispatch of dispatches(config, batch, software)) {
      const code = shaderOf(dispatch)
      const threads = Number(/@workgroup_size\((\d+)\)/.exec(code)?.[1])
      expect(dispatch.reads.length + dispatch.writes.length).toBeLessThanOrEqual(limits.storageBuffers)
      expect(sharedBytes(code)).toBeLessThanOrEqual(limits.sharedBytes)
      expect(threads).toBeLessThanOrEqual(limits.threads)
      for (const count of dispatch.workgroups) expect(count).toBeLessThanOrEqual(limits.workgroups)
    }
  })
})

test.each([
  ['digits', 31],
  ['digits-v', 31],
  ['fashion-v', 31],
  ['emoji', 39],
  ['emoji-v', 39],
])('%s is %i dispatches: each operation is one', (id, count) => {
  expect(dispatches(read(`public/models/${id}`), 1, false)).toHaveLength(count)
})

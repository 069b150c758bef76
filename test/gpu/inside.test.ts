import { add, dispose, keep, reshape, tensor1d } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cosineSchedule, normalArray } from '../../src/diffusion'
import { type InsideRequest, type LookedInside, MOST_INSIDE } from '../../src/engine/protocol/look'
import type { RunSpec } from '../../src/engine/protocol/pictures'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { beginLook, endLook, lookOn } from '../../src/engine/worker/pictures/look'
import {
  type BackendName,
  buildUNet,
  MOST_SIDE,
  memory,
  partsOf,
  readPacked,
  type Tensor4D,
  tidy,
  toNCHW,
  upload,
  watchInside,
} from '../../src/network'
import { activate } from '../../src/network/unet/activation'
import { timeEmbedding } from '../../src/network/unet/time-embedding'
import { withSampler } from '../../src/runs/sampler-settings'
import { defaults } from '../../src/walk/model/settings'
import { specOf } from '../../src/walk/run/spec'
import { difference } from './formula'
import { checkpoint, open } from './open-backend'

const noise = (seed: number, n: number) => normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, n)
const everything: InsideRequest = { of: 'wanted', maps: 'all', firstChannel: 0, channels: 1000, attentions: 'middle' }

describe.each<[network: string, BackendName]>([
  ['tiny', 'wasm'],
  ['tiny-attention', 'wasm'],
  ['tiny', 'webgpu'],
])('inside the network %s on %s', (network, name) => {
  let loaded: Loaded
  let spec: RunSpec
  let xt: Float32Array
  let size: number
  beforeAll(async () => {
    const backend = await open(name)
    const tiny = await checkpoint(`/test/golden/${network}`)
    loaded = { backend, checkpoint: tiny, unet: buildUNet(tiny), schedule: cosineSchedule(1000) }
    const { in_channels, sample_size } = tiny.config
    size = in_channels * sample_size ** 2
    spec = { ...specOf({ ...defaults, ...withSampler('ddim'), steps: 5, guidance: 2, label: 1 }), samples: 2 }
    xt = noise(3, 2 * size)
  })
  afterAll(() => {
    loaded.unet.dispose()
    loaded.backend.dispose()
  })

  async function inside(patch: Partial<InsideRequest> = {}, of = spec): Promise<LookedInside> {
    const look = beginLook(loaded, {
      spec: of,
      at: { index: 2, xt, history: [], nfe: 0 },
      before: [],
      sample: 1,
      inside: { ...everything, ...patch },
    })
    try {
      const step = await lookOn(look, loaded)
      if (!step?.inside) throw new Error('nothing was seen inside')
      return step.inside
    } finally {
      endLook(look)
    }
  }

  /** Of a plain pass over the second picture alone: what each part computes, in the layout of the frames. */
  async function plainPass(label: number): Promise<ReadonlyMap<string, { shape: number[]; values: Float32Array }>> {
    const { in_channels, sample_size } = loaded.unet.config
    const activations: [string, number[], Tensor4D][] = []
    tidy(() => {
      const x = upload(xt.slice(size), [1, in_channels, sample_size, sample_size])
      const timestep = (spec.levels[2]?.t ?? NaN) - 1
      loaded.unet.predict(x, timestep, [label], (part, y: Tensor4D) => {
        activations.push([part, y.shape, keep(part.endsWith('.weights') ? add(y, 0) : toNCHW(add(y, 0)))])
      })
    })
    const values = await readPacked(activations.map(([, , tensor]) => tensor))
    dispose(activations.map(([, , tensor]) => tensor))
    return new Map(activations.map(([part, shape], i) => [part, { shape, values: values[i] ?? new Float32Array() }]))
  }

  test('every part of the plan has maps: its channels as a plain pass computes them, and their ends', async () => {
    const before = memory().tensors
    const { maps, parts, leftOut, of } = await inside()
    expect(memory().tensors).toBe(before)
    expect([leftOut, of]).toEqual([0, 'wanted'])
    expect(maps.map((map) => map.name)).toEqual(parts.map((part) => part.name))
    const plain = await plainPass(1)
    for (const [i, { channels, side, mapSide, values, least, most, name: part }] of maps.entries()) {
      const expected = plain.get(part)
      expect([parts[i]?.channels, parts[i]?.side, mapSide], part).toEqual([channels, side, side])
      expect(expected?.shape).toEqual([1, side, side, channels])
      expect(difference(values, expected?.values), part).toBeLessThanOrEqual(1e-4)
      const channel = (c: number) => values.subarray(c * side * side, (c + 1) * side * side)
      least.forEach((value, c) => {
        expect(value).toBeCloseTo(Math.min(...channel(c)), 5)
      })
      most.forEach((value, c) => {
        expect(value).toBeCloseTo(Math.max(...channel(c)), 5)
      })
    }
  })

  test.runIf(name === 'wasm')('the other answer of guidance shows another inside, that of no class', async () => {
    const { maps, of } = await inside({ of: 'other' })
    expect(of).toBe('other')
    const plain = await plainPass(loaded.checkpoint.card.nullClass)
    for (const { name: part, values } of maps)
      expect(difference(values, plain.get(part)?.values)).toBeLessThanOrEqual(1e-4)
    expect((await inside({ of: 'other' }, { ...spec, changes: [] })).of).toBe('wanted') // where there is no other
  })

  test.runIf(name === 'wasm')('a page of channels is a page of all of them', async () => {
    const all = (await inside()).maps[1]
    const some = (await inside({ maps: [all?.name ?? ''], firstChannel: 3, channels: 2 })).maps
    expect(some).toHaveLength(1)
    expect(some[0]).toMatchObject({ channels: all?.channels, firstChannel: 3 })
    const pixels = (all?.mapSide ?? NaN) ** 2
    expect(some[0]?.values).toEqual(all?.values.slice(3 * pixels, 5 * pixels))
  })

  test('attention is a plain pass’s weights, and of every query pixel they sum to 1', async () => {
    const attentions = partsOf(loaded.unet.config).filter(({ kind }) => kind === 'attention')
    const { attentions: attentionMaps } = await inside({ maps: [], attentions: attentions.map((part) => part.name) })
    expect(attentionMaps.map(({ name: part, heads }) => [part, heads])).toEqual(
      attentions.map((part) => [part.name, part.heads]),
    )
    const plain = await plainPass(1)
    for (const [i, { name: part, shownHeads: shownCount, heads, pixels, weights }] of attentionMaps.entries()) {
      expect([shownCount, pixels]).toEqual([heads, (attentions[i]?.side ?? NaN) ** 2])
      expect(difference(weights, plain.get(`${part}.weights`)?.values)).toBeLessThanOrEqual(1e-4)
      for (let row = 0; row < shownCount * pixels; row++) {
        const sum = weights.subarray(row * pixels, (row + 1) * pixels).reduce((total, weight) => total + weight, 0)
        expect(sum).toBeCloseTo(1, 5)
      }
    }
    const middle = (await inside({ maps: [] })).attentions
    expect(middle.map((of) => of.name)).toEqual(['mid_block.attentions.0'])
  })

  test.runIf(name === 'wasm')(
    'what time and class contribute is the size of W·f(time) + b, and of what the class changes in it',
    async () => {
      const { config, weights } = loaded.checkpoint
      const { contributions } = await inside({ maps: [], attentions: [] })
      const tensor = (of: string) => weights.get(of)?.data ?? new Float32Array()
      const time = timeEmbedding(config, weights)((spec.levels[2]?.t ?? NaN) - 1)
      const row = tensor('class_embedding.weight').subarray(time.length, 2 * time.length) // of class 1; empty where there are none
      const silu = activate.silu
      const size = (values: Float32Array) => Math.hypot(...values) / Math.sqrt(values.length)
      for (const { name: part, time: ofTime, class: ofClass } of contributions) {
        const [W, b] = [tensor(`${part}.time_emb_proj.weight`), tensor(`${part}.time_emb_proj.bias`)]
        const project = (f: (k: number) => number, bias: number) =>
          b.map((value, r) => {
            const products = Array.from(time, (_, k) => (W[r * time.length + k] ?? NaN) * f(k))
            return bias * value + products.reduce((sum, product) => sum + product, 0)
          })
        const alone = (k: number) => silu(time[k] ?? NaN)
        expect(ofTime, part).toBeCloseTo(size(project(alone, 1)), 4)
        expect(ofClass, part).toBeCloseTo(size(project((k) => silu((time[k] ?? NaN) + (row[k] ?? 0)) - alone(k), 0)), 4)
        expect(ofClass > 0).toBe(config.num_class_embeds !== null)
      }
      expect(contributions.length).toBeGreaterThan(5)
    },
  )

  test('what has no room is left out, and counted; large maps are made smaller; heads are averaged before they are left out', async () => {
    const { config } = loaded.unet
    const [conv, attention] = ['conv_in', 'mid_block.attentions.0']
    const side = 2 * MOST_SIDE
    const watched = async (room: number) => {
      const pass = watchInside(config, {
        sample: 0,
        maps: (part) => part === conv,
        firstChannel: 0,
        channels: 3,
        attentions: () => true,
        room,
      })
      tidy(() => {
        pass.watch(`${attention}.weights`, reshape(tensor1d(noise(1, 2 * 9 * 9)), [1, 2, 9, 9]))
        pass.watch(conv, upload(noise(2, 3 * side * side), [1, 3, side, side]))
      })
      const parts = pass.read(await readPacked(pass.tensors()))
      pass.dispose()
      return { ...parts, leftOut: pass.leftOut() }
    }
    const before = memory().tensors
    const all = await watched(1e9)
    expect([all.leftOut, all.maps[0]?.side, all.maps[0]?.mapSide]).toEqual([0, side, MOST_SIDE])
    const x = noise(2, 3 * side * side)
    expect(all.maps[0]?.values[0]).toBeCloseTo(((x[0] ?? 0) + (x[1] ?? 0) + (x[side] ?? 0) + (x[side + 1] ?? 0)) / 4, 5)
    const mean = await watched(100)
    expect([mean.attentions[0]?.shownHeads, mean.attentions[0]?.heads]).toEqual([1, 2])
    expect(mean.attentions[0]?.weights).toHaveLength(81)
    const w = all.attentions[0]?.weights ?? []
    expect(mean.attentions[0]?.weights[5]).toBeCloseTo(((w[5] ?? NaN) + (w[86] ?? NaN)) / 2, 6)
    expect(mean.leftOut).toBe(81 + 3 * MOST_SIDE ** 2)
    const few = await watched(2 * 81 + MOST_SIDE ** 2)
    expect(few.attentions).toEqual(all.attentions)
    expect(few.maps[0]?.values).toEqual(all.maps[0]?.values.slice(0, MOST_SIDE ** 2))
    expect(few.leftOut).toBe(2 * MOST_SIDE ** 2)
    const none = await watched(10)
    expect([none.attentions[0]?.shownHeads, none.maps[0]?.values.length, none.leftOut]).toEqual([
      0,
      0,
      2 * 81 + 3 * MOST_SIDE ** 2,
    ])
    expect(memory().tensors).toBe(before)
    expect(MOST_INSIDE).toBe(64 * 2 ** 20)
  })
})

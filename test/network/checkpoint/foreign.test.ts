import { describe, expect, test } from 'vitest'
import { faultText } from '../../../src/i18n'
import '../../../src/i18n/files' // its faults
import { openForeign } from '../../../src/network/checkpoint/foreign'
import { filesSource } from '../../../src/network/checkpoint/source'
import { CheckpointError, type CheckpointErrorCode } from '../../../src/network/errors'
import { blobs, changed, dropped, errorOf, filesOf, json, read, tiny, watched } from '../support'

const weights = 'diffusion_pytorch_model.safetensors'

const opened = (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) => openForeign(filesSource(blobs(files)))

describe('a folder opens', () => {
  test('a pipeline with our card', async () => {
    const progress: [number, number][] = []
    const source = filesSource(
      blobs(new Map([...filesOf(tiny)].map(([path, bytes]) => [`models/tiny/${path}`, bytes]))),
    )
    const {
      card,
      notes,
      probe,
      scheduler,
      verified,
      weights: tensors,
    } = await openForeign(source, { onProgress: (received, total) => progress.push([received, total]) })
    expect(card).toMatchObject({ id: 'tiny', nullClass: 10, noClass: 10 })
    expect(card.menus).toEqual([{ name: 'class', labels: card.labels }])
    expect({ notes, cases: probe.cases.length, schedule: scheduler.beta_schedule }).toEqual({
      notes: [],
      cases: 1,
      schedule: 'squaredcos_cap_v2',
    })
    expect(tensors.get('conv_in.weight')?.shape).toEqual([8, 1, 3, 3])
    expect(verified).toBe(true)
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1])
  })

  test('a pipeline without one: classes are numbers, and what had to be assumed is said', async () => {
    const files = filesOf(tiny)
    files.delete('card.json')
    files.delete('scheduler/scheduler_config.json')
    const { card, notes, scheduler, verified } = await opened(files)
    expect(card).toMatchObject({
      labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
      noClass: null,
      nullClass: 0,
    })
    expect(scheduler).toMatchObject({ beta_schedule: 'linear', variance_type: 'learned_range' })
    expect(notes).toEqual(['no-scheduler', 'variance-assumed', 'no-card', 'no-probe'])
    expect(verified).toBe(false)
  })

  test("somebody else's card.json is no card of ours", async () => {
    expect((await opened(filesOf(tiny).set('card.json', json({ title: 'mine' })))).notes).toContain('no-card')
  })

  test.each(['plain', 'bf16', 'fp16-variant', 'sharded', 'old-names', 'skip', 'fourier', 'class-identity'])(
    'the network alone: %s',
    async (name) => {
      const { card, weights: tensors } = await opened(dropped(name))
      expect(card).toMatchObject({ id: name, labels: [], menus: [] })
      expect(tensors.size).toBeGreaterThan(50)
    },
  )

  test.each([
    ['fourier', ['log-time']],
    ['plain', []],
    ['learned-times', []],
    ['class-table', []],
    ['class-timestep', ['class-unasked']],
    ['class-identity', ['class-unasked']],
  ])('%s: what this page asks of it otherwise is said', async (name, said) => {
    expect((await opened(dropped(name))).notes).toEqual(['no-scheduler', ...said, 'no-card', 'no-probe'])
  })

  // what `save_pretrained(variant='fp16', max_shard_size=…)` writes, and what it wrote earlier
  test.each(['index.fp16.json', 'fp16.index.json'])(
    'shards of half precision: an index named *.safetensors.%s',
    async (ending) => {
      const files = dropped('sharded')
      const all = `sharded/${weights}.index.json`
      files.set(`sharded/${weights}.${ending}`, files.get(all) as Uint8Array<ArrayBuffer>).delete(all)
      expect((await opened(files)).weights.size).toBeGreaterThan(50)
    },
  )

  test.each([
    ['only unet/', (path: string) => path.replace('plain/', 'unet/')],
    ['files without a folder', (path: string) => path.replace('plain/', '')],
    ['a folder in a folder', (path: string) => `a/b/${path}`],
    ['a pipeline in a folder of that name', (path: string) => path.replace('plain/', 'unet/unet/')],
    ['a pipeline in a folder', (path: string) => path.replace('plain/', 'mine/unet/')],
  ])('%s', async (_, place) => {
    const files = new Map([...dropped('plain')].map(([path, bytes]) => [place(path), bytes]))
    expect((await opened(files)).config.sample_size).toBe(8)
  })
})

describe('a folder around one network is left off', () => {
  const placed = (place: string, more: readonly string[] = []) =>
    new Map([
      ...[...filesOf(tiny)]
        .filter(([path]) => path !== 'card.json')
        .map(([path, bytes]) => [`${place}${path}`, bytes] as const),
      ...more.map((path) => [path, json({})] as const),
    ])

  test.each([
    [
      'a cache of the hub',
      placed('models--owner--digits/snapshots/0a1b2c/', [
        'models--owner--digits/refs/main',
        'models--owner--digits/blobs/00ff',
      ]),
      'digits',
    ],
    [
      'one network among other files',
      placed('mine/digits/', ['mine/notes.json', 'mine/logs/a/b/events.json']),
      'digits',
    ],
    [
      'checkpoints of its training',
      placed('out/', ['out/checkpoint-500/unet/config.json', 'out/checkpoint-500/unet_ema/config.json']),
      'out',
    ],
    ['other parts of a pipeline', placed('p/', ['p/feature_extractor/config.json']), 'p'],
  ])('%s', async (_, files, name) => {
    const { card, scheduler } = await opened(files)
    expect([card.title, scheduler.beta_schedule]).toEqual([name, 'squaredcos_cap_v2'])
  })

  test.each([
    ['of two networks', ['all/a/unet/config.json', 'all/b/config.json'], 'all/a, all/b'],
    [
      'of two snapshots',
      ['m/snapshots/1/unet/config.json', 'm/snapshots/2/unet/config.json'],
      'm/snapshots/1, m/snapshots/2',
    ],
    ['of many', Array.from('abcdefgh', (name) => `all/${name}/config.json`), 'all/a, all/b, all/c, all/d, all/e …'],
  ])('%s, which is meant is asked', (_, paths, found) => {
    const error = errorOf(() => filesSource(new Map(paths.map((path) => [path, new Blob()]))))
    expect(error).toMatchObject({ code: 'many', details: { found } })
  })
})

/** What a folder is refused for, and whether its weights had been asked for by then. */
async function refusal(
  files: ReadonlyMap<string, Blob>,
): Promise<{ error: CheckpointError; askedForWeights: boolean }> {
  const { source, askedForWeights } = watched(files)
  const error: unknown = await openForeign(source).then(
    () => 'accepted',
    (reason: unknown) => reason,
  )
  if (error instanceof CheckpointError) return { error, askedForWeights: askedForWeights() }
  throw error
}

type Change = (files: Map<string, Uint8Array<ArrayBuffer>>) => unknown
const config =
  (fields: Record<string, unknown>): Change =>
  (files) =>
    files.set('plain/config.json', changed(files.get('plain/config.json') as Uint8Array, fields))
const withWeights =
  (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Change =>
  (files) =>
    files.set(`plain/${weights}`, change(files.get(`plain/${weights}`) as Uint8Array<ArrayBuffer>))
const onlyAs =
  (name: string): Change =>
  (files) => {
    files.set(`plain/${name}`, files.get(`plain/${weights}`) as Uint8Array<ArrayBuffer>)
    files.delete(`plain/${weights}`)
  }

/** Each refusal's sentence says which file, and is a sentence. */
function expectSentence({ code, details, message }: CheckpointError): void {
  const sentence = faultText(code, { ...details })
  expect(sentence).toMatch(/^\S.*[.)]$/)
  expect(sentence).not.toMatch(/undefined|null|\[object/)
  expect(sentence).toContain(details.file)
  expect(message).toMatch(/^\S.*; .*\.$/)
}

describe('what cannot be computed or held is named before the weights are asked for', () => {
  test.each<[string, CheckpointErrorCode, Change, string?]>([
    ['another class of network', 'unsupported', config({ _class_name: 'UNet2DConditionModel' }), '_class_name'],
    [
      'a block that is not supported',
      'unsupported',
      config({ down_block_types: ['KDownBlock2D', 'DownBlock2D'] }),
      'down_block_types',
    ],
    [
      'another kind of schedule',
      'unsupported',
      (files) => files.set('plain/scheduler_config.json', json({ _class_name: 'ScoreSdeVeScheduler' })),
      '_class_name',
    ],
    ['a picture that cannot be halved', 'field', config({ sample_size: 9 }), 'sample_size'],
    ['a missing field', 'field', config({ in_channels: undefined }), 'in_channels'],
    ['an extra field', 'unsupported', config({ cross_attention_dim: 768 }), 'cross_attention_dim'],
    [
      'gigabytes of weights',
      'memory',
      config({ block_out_channels: [2048, 2048], layers_per_block: 8, norm_num_groups: 32 }),
      'the network',
    ],
    [
      'gigabytes of attention',
      'memory',
      config({ sample_size: 512, down_block_types: ['AttnDownBlock2D', 'DownBlock2D'] }),
      'the network',
    ],
    [
      'a config that is no JSON',
      'not-json',
      (files) => files.set('plain/config.json', new TextEncoder().encode('{"sample_size": nan}')),
    ],
    ['a config of gigabytes', 'oversized', (files) => files.set('plain/config.json', new Uint8Array(5 << 20))],
    ['no config', 'absent', (files) => files.delete('plain/config.json')],
    [
      'nothing but an archive',
      'zip',
      (files) => {
        files.clear()
        files.set('model.zip', new Uint8Array(10))
      },
    ],
    [
      'a broken card of ours',
      'field',
      (files) => files.set('plain/card.json', changed(read(tiny, 'card.json'), { format: 2 })),
      'format',
    ],
  ])('%s', async (_, code, change, field) => {
    const files = dropped('plain')
    change(files)
    const { error, askedForWeights } = await refusal(blobs(files))
    expect({ code: error.code, field: error.details.field, askedForWeights }).toEqual({
      code,
      field,
      askedForWeights: false,
    })
    expectSentence(error)
  })

  test('a file that is not the one of our card', async () => {
    const files = filesOf(tiny)
    const schedule = 'scheduler/scheduler_config.json'
    const { error, askedForWeights } = await refusal(
      blobs(files.set(schedule, changed(files.get(schedule) as Uint8Array, { beta_end: 0.03 }))),
    )
    expect(error).toMatchObject({ code: 'checksum', details: { file: schedule } })
    expect(askedForWeights).toBe(false)
    expectSentence(error)
  })

  test('a network of latents, which needs a decoder', async () => {
    const files = filesOf(tiny)
      .set('card.json', json({}))
      .set(
        'model_index.json',
        json({ _class_name: 'LDMPipeline', unet: ['diffusers', 'UNet2DModel'], vqvae: ['diffusers', 'VQModel'] }),
      )
    const { error, askedForWeights } = await refusal(blobs(files))
    expect(error).toMatchObject({ code: 'unsupported', details: { file: 'model_index.json', field: 'vqvae' } })
    expect(askedForWeights).toBe(false)
    expectSentence(error)
  })
})

describe('weights that are not what they should be', () => {
  test.each<[string, CheckpointErrorCode, Change]>([
    ['none', 'absent', (files) => files.delete(`plain/${weights}`)],
    ['a pickle only', 'pickle', onlyAs('diffusion_pytorch_model.bin')],
    [
      'a zip archive under the name',
      'zip',
      withWeights((bytes) => Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes.subarray(4)])),
    ],
    [
      'a header that claims 10 GB',
      'header',
      withWeights((bytes) => {
        new DataView(bytes.buffer).setBigUint64(0, 10_000_000_000n, true)
        return bytes
      }),
    ],
    ['a file that ends early', 'truncated', withWeights((bytes) => bytes.slice(0, -1))],
    [
      'a file of more than the network',
      'oversized',
      withWeights((bytes) => {
        const more = new Uint8Array(4 << 20)
        more.set(bytes)
        return more
      }),
    ],
    ['NaN', 'tensor-value', withWeights((bytes) => bytes.fill(0x7e, -2))],
    ['infinity', 'tensor-value', withWeights((bytes) => bytes.fill(0x7c, -1).fill(0, -2, -1))],
    ['another shape', 'tensor-shape', config({ time_embedding_dim: 14 })],
    ['a tensor too few', 'tensor-missing', config({ num_class_embeds: 3 })],
    ['a tensor too many', 'tensor-unexpected', config({ add_attention: false })],
  ])('%s', async (_, code, change) => {
    const files = dropped('plain')
    change(files)
    const { error } = await refusal(blobs(files))
    expect(error.code).toBe(code)
    expectSentence(error)
  })

  const index = `sharded/${weights}.index.json`
  const withMap =
    (change: (map: Record<string, string>) => unknown): Change =>
    (files) => {
      const { weight_map } = JSON.parse(new TextDecoder().decode(files.get(index))) as {
        weight_map: Record<string, string>
      }
      change(weight_map)
      files.set(index, json({ metadata: {}, weight_map }))
    }

  test.each<[string, CheckpointErrorCode, Change]>([
    [
      'a shard that is missing',
      'absent',
      (files) => files.delete([...files.keys()].find((path) => path.includes('-00002-')) ?? ''),
    ],
    ['an index that is a list', 'not-json', (files) => files.set(index, json([]))],
    ['an index without a map', 'field', (files) => files.set(index, json({ weight_map: 7 }))],
    [
      'a shard elsewhere',
      'field',
      withMap((map) => {
        map['conv_in.bias'] = '../secret.safetensors'
      }),
    ],
    [
      'a shard that is no name',
      'field',
      withMap((map) => {
        Object.assign(map, { 'conv_in.bias': 7 })
      }),
    ],
    ['an index with a tensor too few', 'tensor-missing', withMap((map) => delete map['conv_in.bias'])],
    [
      'an index with a tensor too many',
      'tensor-unexpected',
      withMap((map) => {
        map['conv_in.gain'] = 'a.safetensors'
      }),
    ],
    [
      'an index that looks in the wrong shard',
      'tensor-missing',
      withMap((map) => {
        map['conv_in.bias'] = map['conv_out.bias'] ?? ''
      }),
    ],
  ])('%s', async (_, code, change) => {
    const files = dropped('sharded')
    change(files)
    const { error } = await refusal(blobs(files))
    expect(error.code).toBe(code)
    expectSentence(error)
  })
})

describe('dropped files', () => {
  const blob = (size: number, read: () => Promise<ArrayBuffer>) => ({ size, arrayBuffer: read }) as Blob
  const never = () => Promise.reject(new Error('was read'))

  test('a file that is too large is not read', async () => {
    const files = blobs(dropped('plain')).set(`plain/${weights}`, blob(10e9, never))
    expect((await refusal(files)).error.code).toBe('oversized')
  })

  test('a file that went away in the meantime', async () => {
    const files = blobs(dropped('plain')).set(`plain/${weights}`, blob(5, never))
    const { error } = await refusal(files)
    expect(error.code).toBe('unreadable')
    expectSentence(error)
  })

  test('a path out of the folder is just an unknown name', async () => {
    expect(await filesSource(blobs(dropped('plain'))).get('../plain/config.json', { atMost: 1e6 })).toBeUndefined()
  })

  test('aborting is not a fault of the folder', async () => {
    await expect(
      openForeign(filesSource(blobs(dropped('plain'))), { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })
})

import { describe, expect, test } from 'vitest'
import '../../../src/i18n/files' // its faults
import { type CheckpointErrorCode } from '../../../src/network/errors'
import { blobs, changed, dropped, filesOf, json, read, tiny } from '../checkpoint-files'
import { type Change, expectSentence, refusal, weights } from './foreign-folders'

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

describe('what cannot be computed or held is named before the weights are asked for', () => {
  test.each<[string, CheckpointErrorCode, Change, (string | readonly string[])?]>([
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
      ['whole-network'],
    ],
    [
      'gigabytes of attention',
      'memory',
      config({ sample_size: 512, down_block_types: ['AttnDownBlock2D', 'DownBlock2D'] }),
      ['whole-network'],
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

import { describe, expect, test } from 'vitest'
import {
  classifierFiles,
  parseClassifier,
  parseClassifierCard,
  type ClassifierFiles,
} from '../../../src/network/classifier/checkpoint'
import { parseClassifierConfig } from '../../../src/network/classifier/config'
import { changed, codeOf, errorOf, json, read } from '../checkpoint-files'

const folder = new URL('../../../public/models/digits-classifier/', import.meta.url)
const card = read(folder, 'card.json')
const files = Object.fromEntries(
  Object.entries(classifierFiles).map(([name, file]) => [name, read(folder, file)]),
) as ClassifierFiles
const parsed = (patch: Partial<ClassifierFiles> = {}, ofCard = card) =>
  parseClassifier(parseClassifierCard(ofCard), { ...files, ...patch })
const config = (fields: Record<string, unknown>) =>
  parseClassifierConfig('classifier/config.json', changed(files.config, fields))

test('the classifier on the shelf is accepted, and knows the digits', () => {
  const {
    card: { labels },
    betas,
    weights,
    probe,
  } = parsed()
  expect(labels).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(betas).toMatchObject({ num_train_timesteps: 1000, beta_schedule: 'squaredcos_cap_v2' })
  expect(weights.get('head.weight')?.shape).toEqual([10, 64])
  expect(probe).toHaveLength(2)
})

describe('a configuration is refused by the name of its field', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ block_out_channels: [] }, 'block_out_channels'],
    [{ block_out_channels: [16, 32, 1e9] }, 'block_out_channels'],
    [{ block_out_channels: [8, 8, 8, 8, 8] }, 'block_out_channels'],
    [{ sample_size: 1e6 }, 'sample_size'],
    [{ sample_size: 30 }, 'sample_size'],
    [{ in_channels: 0 }, 'in_channels'],
    [{ layers_per_block: 99 }, 'layers_per_block'],
    [{ norm_num_groups: 5 }, 'norm_num_groups'],
    [{ norm_eps: 'small' }, 'norm_eps'],
    [{ num_classes: 1 }, 'num_classes'],
    [{ resnet_time_scale_shift: 'default' }, 'resnet_time_scale_shift'],
    [{ flip_sin_to_cos: 1 }, 'flip_sin_to_cos'],
  ])('%j', (fields, field) => {
    const error = errorOf(() => config(fields))
    expect(error.code).toBe('field')
    expect(error.details.field).toBe(field)
  })

  test('another class of network is not taken for it', () => {
    expect(codeOf(() => config({ _class_name: 'UNet2DModel' }))).toBe('unsupported')
  })
})

describe('files are refused', () => {
  test('that are no JSON, or of another network', () => {
    expect(codeOf(() => parsed({ config: new TextEncoder().encode('<html>') }))).toBe('not-json')
    expect(codeOf(() => parsed({ config: changed(files.config, { block_out_channels: [16, 32, 40] }) }))).toBe(
      'tensor-shape',
    )
    expect(codeOf(() => parsed({ config: changed(files.config, { layers_per_block: 2 }) }))).toBe('tensor-missing')
    expect(codeOf(() => parsed({ weights: files.weights.subarray(0, 1000) }))).toBe('truncated')
  })

  test('whose stored outputs are not as many as the configuration implies, or not finite', () => {
    const cases = (patch: Record<string, unknown>) =>
      json({
        cases: [
          { t: 1, class: 0, x: Array(784).fill(0), output: Array(10).fill(0), gradient: Array(784).fill(0), ...patch },
        ],
      })
    expect(parsed({ probe: cases({}) }).probe).toHaveLength(1)
    for (const [field, value] of [
      ['x', [1]],
      ['output', Array(9).fill(0)],
      ['gradient', Array(784).fill('0')],
      ['class', 10],
      ['t', -1],
    ] as const) {
      expect(errorOf(() => parsed({ probe: cases({ [field]: value }) })).details.field).toBe(`cases[0].${field}`)
    }
    expect(codeOf(() => parsed({ probe: json({ cases: [] }) }))).toBe('field')
  })

  test('whose card lists no such files, or other classes', () => {
    expect(errorOf(() => parseClassifierCard(changed(card, { files: {} }))).details.expected).toBe(
      'classifier/config.json',
    )
    expect(codeOf(() => parseClassifierCard(changed(card, { format: 2 })))).toBe('field')
    expect(errorOf(() => parsed({}, changed(card, { labels: ['0', '1'] }))).details.field).toBe('labels')
  })
})

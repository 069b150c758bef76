import { readdirSync, readFileSync, statSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fetchPictures } from '../../../src/walk/model/pictures'
import { text } from '../../../src/i18n'
import { labelsOf, networkTitle, pictureTitle } from '../../../src/walk/model/class-words'
import { classCount } from '../../../src/walk/model/classes'
import { FIRST, modelOf, NAMED, SHELF } from '../../../src/walk/model/models'
import { defaults, GALLERY, withModel } from '../../../src/walk/model/settings'

const folder = (path: string) => new URL(`../../../public/${path}`, import.meta.url)
const json = (path: string) => JSON.parse(readFileSync(folder(path), 'utf8')) as Record<string, unknown>

describe.each(NAMED)('$id', ({ id, channels, size, schedule, menus, samples, classifier, prediction, learned }) => {
  test('is the network in its folder: its pictures, its schedule, what it can be asked', () => {
    const config = json(`models/${id}/unet/config.json`)
    expect([config['in_channels'], config['sample_size']]).toEqual([channels, size])
    expect(json(`models/${id}/scheduler/scheduler_config.json`)).toMatchObject({
      beta_schedule: { cosine: 'squaredcos_cap_v2', linear: 'linear' }[schedule.id as 'cosine' | 'linear'],
      num_train_timesteps: schedule.T,
      prediction_type: prediction,
      variance_type: learned ? 'learned_range' : 'fixed_small',
    })
    const card = json(`models/${id}/card.json`)
    expect(card).toMatchObject({ id, nullClass: classCount(menus) })
    expect(networkTitle(id, { title: '' })).toBe(card['title'])
    const words = menus.map((menu) => [menu.name, labelsOf(menu)] as const)
    if (words.length === 1) expect(card['labels']).toEqual(words[0]?.[1])
    else expect(card['menus']).toEqual(Object.fromEntries(words))
  })

  test.runIf(classifier)('has a classifier of the same pictures and classes', () => {
    expect(json(`models/${classifier}/classifier/config.json`)).toMatchObject({
      in_channels: channels,
      sample_size: size,
    })
    expect(json(`models/${classifier}/card.json`)).toMatchObject({
      labels: menus[0]?.labels,
      title: text.networks[classifier ?? ''],
    })
    expect(menus).toHaveLength(1)
  })

  test('has starter pictures, each with a name', () => {
    expect(statSync(folder(`samples/${samples}.bin`)).size).toBe(GALLERY * channels * size ** 2)
    const { labels } = json(`samples/${samples}.json`) as { labels: number[] }
    expect(labels).toHaveLength(GALLERY)
    for (const label of labels) expect(pictureTitle(menus, label)).not.toBe('')
  })
})

test.each([
  ['linear', 'digits', 0],
  ['linear-v', 'digits-v', 0.15],
])('%s was trained as %s was, and about as long, on another schedule', (twin, first, apart) => {
  const [digits, linear] = [first, twin].map(
    (id) => json(`models/${id}/card.json`) as { recipe: Record<string, unknown>; training: { steps: number } },
  )
  const { beta_schedule, ...recipe } = linear?.recipe ?? {}
  const { beta_schedule: other, ...same } = digits?.recipe ?? {}
  expect([beta_schedule, other]).toEqual(['linear', 'squaredcos_cap_v2'])
  expect(recipe).toMatchObject(Object.fromEntries(Object.entries(same).filter(([key]) => key !== 'labels'))) // where older cards have them
  expect(Math.abs((linear?.training.steps ?? NaN) / (digits?.training.steps ?? NaN) - 1)).toBeLessThanOrEqual(apart)
})

interface Judged {
  readonly sampler: string
  readonly steps: number
  readonly samples: number
  readonly accuracy: number
  readonly frechet: number
  readonly guidance?: number
}
const qualityOf = (id: string) =>
  (json(`models/${id}/card.json`) as { quality: { runs: Judged[]; atPureNoise: { rms: number; worstClass: number } } })
    .quality

test('the network that the page opens with says the mean digit at pure noise', () => {
  const { rms, worstClass } = qualityOf(FIRST.id).atPureNoise
  expect(rms).toBeLessThan(0.1)
  expect(worstClass).toBeLessThan(0.1)
})

test('and more steps do not make its digits worse: 50 of DDIM against 10, of 10,000 samples each', () => {
  const [few, many] = [10, 50].map((steps) =>
    qualityOf(FIRST.id).runs.find(
      (run) => run.sampler === 'ddim' && run.steps === steps && run.samples === 10_000 && run.guidance === undefined,
    ),
  )
  if (!few || !many) throw new Error('the card has not both runs')
  const spread = Math.sqrt([few, many].reduce((sum, { accuracy }) => sum + (accuracy * (1 - accuracy)) / 10_000, 0))
  expect(many.accuracy).toBeGreaterThan(few.accuracy - 1.96 * spread)
  expect(many.frechet).toBeLessThan(few.frechet)
})

const bytesOf = (ids: readonly string[]) =>
  ids
    .flatMap((id) =>
      readdirSync(folder(`models/${id}`), { recursive: true, encoding: 'utf8' })
        .filter((path) => !path.endsWith('.png'))
        .map((path) => statSync(folder(`models/${id}/${path}`))),
    )
    .filter((file) => file.isFile())
    .reduce((sum, { size }) => sum + size, 0)

test('together the networks of the shelf have at most 25 MB, pictures of their samples aside', () => {
  const bytes = bytesOf([...SHELF.map(({ id }) => id), ...new Set(SHELF.flatMap(({ classifier }) => classifier ?? []))])
  expect(bytes).toBeGreaterThan(1e7)
  expect(bytes).toBeLessThanOrEqual(25e6)
})

describe('pictures of ours', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })
  const answered = (bytes: number) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(Uint8Array.from({ length: bytes }, (_, i) => i))))
  }

  test('are bytes, plane by plane, that no canvas has had its hands on', async () => {
    answered(24)
    const pictures = await fetchPictures('x', { channels: 3, size: 2 }, 2)
    expect(pictures.map((each) => [...each])).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23],
    ])
  })

  test('are refused where the file is of another length', async () => {
    answered(23)
    await expect(fetchPictures('x', { channels: 3, size: 2 }, 2)).rejects.toThrow('23 bytes, expected 2 pictures of 12')
  })
})

test('an unknown name stands for the first of the shelf', () => {
  expect(modelOf({ model: 'nothing' })).toBe(SHELF[0])
})

test('the labels of a visitor’s own network are its own, whatever its menus are called', () => {
  expect(labelsOf({ name: 'group', labels: ['one', 'two'] })).toEqual(['one', 'two'])
  expect(networkTitle('own', { title: 'Mine' })).toBe('Mine')
})

test('going to a network that can be asked the same keeps what was asked, and how strongly', () => {
  expect(withModel({ ...defaults, label: 7, guidance: 2 }, { model: 'linear-v' })).toEqual({
    model: 'linear-v',
    own: null,
  })
})

test('a network of other words begins with its own question and guidance', () => {
  expect(withModel({ ...defaults, label: 7, negative: 2 }, { model: 'emoji' })).toMatchObject({
    model: 'emoji',
    label: 86,
    guidance: 3,
    negative: null,
  })
  expect(withModel({ ...defaults, model: 'emoji', label: 86, guidance: 3 }, { model: 'digits' })).toMatchObject({
    label: 3,
    guidance: 1,
  })
})

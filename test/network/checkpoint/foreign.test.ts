import { describe, expect, test } from 'vitest'
import '../../../src/i18n/files' // its faults
import { openForeign } from '../../../src/network/checkpoint/foreign'
import { filesSource } from '../../../src/network/checkpoint/source'
import { blobs, dropped, errorOf, filesOf, json, tiny } from '../checkpoint-files'
import { expectSentence, refusal, weights } from './foreign-folders'

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
  ])('%s: what this page asks of it otherwise is said', async (name, notes) => {
    expect((await opened(dropped(name))).notes).toEqual(['no-scheduler', ...notes, 'no-card', 'no-probe'])
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
  ])('%s, which is meant is asked', (_, paths, folders) => {
    const error = errorOf(() => filesSource(new Map(paths.map((path) => [path, new Blob()]))))
    expect(error).toMatchObject({ code: 'many', details: { found: folders } })
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

import { describe, expect, test } from 'vitest'
import { begin } from '../../../src/walk/run/begin'
import { modelOf } from '../../../src/walk/model/models'
import { chosenFiles, droppedFiles } from '../../../src/walk/shelf/open-network'
import { sortFiles } from '../../../src/walk/shelf/sort-files'
import { fitted } from '../../../src/walk/model/pictures'
import { patchSettings, watchedRun } from '../../../src/walk/run/player'
import { defaults, type Settings, withModel } from '../../../src/walk/model/settings'
import { seek } from '../../../src/runs/playback'
import { walkWith } from '../fake-engine'

const betas = Float64Array.from({ length: 1000 }, (_, i) => 1e-4 + (i / 999) * 0.0199)
const network = {
  channels: 3,
  size: 8,
  betas,
  menus: [{ name: 'class', labels: ['0', '1'] }],
  hasNullClass: false,
  prediction: 'v_prediction' as const,
  takesPlainInputs: true,
  variance: 'beta' as const,
  clip: 'off' as const,
  clipLimits: { range: 3, quantile: 0.99, most: 2 },
  notes: ['no-card'] as const,
}
const digits = {
  channels: 1,
  size: 28,
  betas,
  menus: [],
  hasNullClass: true,
  prediction: 'epsilon' as const,
  takesPlainInputs: true,
  variance: 'learned' as const,
  clip: 'on' as const,
  clipLimits: { range: 1, quantile: 0.995, most: Infinity },
  notes: [],
}
const ready = (info: typeof network | typeof digits) => ({
  backend: 'wasm' as const,
  device: 'CPU',
  software: false,
  kernels: 'own' as const,
  refused: [],
  card: { id: 'x', title: 'Mine' },
  network: info,
  parameters: 1,
  selfTestError: 0,
  selfTestMs: 0,
  loadMs: 0,
})

const opening = {
  status: 'opening' as const,
  source: { kind: 'folder' as const, url: 'https://host/a/' },
  before: undefined,
}

describe('a network of one’s own', () => {
  test('becomes the walk’s: its shape, its schedule, its classes; and what it has not is left', () => {
    const { player, hears, state } = walkWith(
      { direction: 'reverse', steps: 4, sampler: 'ddpm', label: 7, negative: 2 },
      { ready: false },
    )
    player.network = opening
    hears.ready(ready(network))
    expect(state().settings).toMatchObject({
      model: 'own-1',
      label: 0,
      negative: null,
      variance: 'beta',
      clip: 'off',
      frame: 0,
    })
    expect(state().engine.status).toBe('ready')
    expect(state().notices).toMatchObject([{ kind: 'own', title: 'Mine', notes: ['no-card'] }])
    expect(watchedRun(player).shape).toEqual({ channels: 3, size: 8 })
    expect(watchedRun(player).frames[0]?.xt).toHaveLength(3 * 64)
    expect(modelOf(state().settings).clipLimits).toEqual(network.clipLimits)
    expect(modelOf(state().settings).schedule.beta[1000]).toBeCloseTo(0.02, 12)
  })

  test('steps with the variance of its scheduler, whichever the one before had', () => {
    for (const variance of ['beta', 'beta-tilde', 'learned'] as const) {
      const { player, hears, state } = walkWith(
        { direction: 'reverse', steps: 4, sampler: 'ddpm', variance: 'analytic' },
        { ready: false },
      )
      player.network = opening
      hears.ready({ ...ready(network), network: { ...network, variance } })
      expect(state().settings.variance).toBe(variance)
      expect(modelOf(state().settings).learned).toBe(variance === 'learned')
    }
  })

  test('another one of the same name begins its own walk', () => {
    const { player, hears, opened, answer } = walkWith({ direction: 'reverse', steps: 4 }, { ready: false })
    player.network = opening
    hears.ready(ready(digits))
    seek(player, 1)
    answer()
    player.network = opening
    hears.ready(ready(network))
    expect(watchedRun(player).frames).toHaveLength(1)
    expect(watchedRun(player).shape.channels).toBe(3)
    expect(opened).toHaveLength(1)
  })

  test('that cannot be opened leaves the one before, and says why', () => {
    const { player, hears, reload, state } = walkWith({ direction: 'reverse', steps: 4 })
    player.network = opening
    hears.failed({ code: 'own-steps', details: { found: 4000 } }, false)
    expect(reload).toHaveBeenCalledOnce()
    expect(state().settings.model).toBe(defaults.model)
    expect(state().notices).toMatchObject([{ kind: 'fault', fault: { code: 'own-steps' } }])
  })

  test("whose pictures' size nothing says, asks for it, with what is proposed, and is opened with the answer", () => {
    const { player, hears, state } = walkWith({ direction: 'reverse', steps: 4 })
    const source = { kind: 'folder' as const, url: 'https://host/a/' }
    player.network = { status: 'opening', source, before: undefined }
    hears.failed({ code: 'size', details: { file: 'unet/config.json', expected: 28 } }, false)
    expect(state().notices).toMatchObject([{ kind: 'size', source, proposed: 28 }])
  })

  test('stays the one that is gone back to, when another cannot be opened', () => {
    const { player, hears, state } = walkWith({ direction: 'reverse', steps: 4 }, { ready: false })
    player.network = opening
    hears.ready(ready(network))
    player.network = { ...opening, before: 'own-1' }
    hears.failed({ code: 'own-steps', details: { found: 4000 } }, false)
    expect(state().settings.model).toBe('own-1')
    expect(state().ownNetworks.map(({ ownNetwork, source }) => [ownNetwork.id, source])).toEqual([
      ['own-1', opening.source],
    ])
  })

  test('is open beside others: each comes back with what it is asked for, and its frames', () => {
    const { player, hears, answer, state } = walkWith({ direction: 'reverse', steps: 4 }, { ready: false })
    player.network = opening
    hears.ready(ready(digits))
    seek(player, 1)
    answer()
    const run = watchedRun(player)
    const first = state().settings
    player.network = { ...opening, before: 'own-1' }
    hears.ready(ready(network))
    expect(state().ownNetworks.map(({ ownNetwork }) => ownNetwork.id)).toEqual(['own-1', 'own-2'])
    expect(modelOf(state().settings).channels).toBe(3)
    patchSettings(player, withModel(state().settings, { model: 'own-1', own: first.own }))
    expect(modelOf(state().settings).channels).toBe(1)
    expect(watchedRun(player).frames).toBe(run.frames)
  })

  test('is left for one of the shelf with what that can be asked', () => {
    const ownNetwork = { id: 'own-1', title: 'Mine', info: network }
    const settings: Settings = {
      ...defaults,
      model: ownNetwork.id,
      own: ownNetwork,
      label: 1,
      clip: 'off',
      variance: 'beta',
    }
    expect(withModel(settings, { model: 'digits' })).toMatchObject({
      model: 'digits',
      own: null,
      label: defaults.label,
      negative: null,
      clip: defaults.clip,
      variance: defaults.variance,
    })
    const { player } = walkWith({})
    patchSettings(player, withModel(settings, { model: 'digits' }))
    begin(player)
    expect(watchedRun(player).shape).toEqual({ channels: 1, size: 28 })
  })
})

test('a folder is a network, unless nothing but pictures is in it', async () => {
  const file = (name: string, start: string) =>
    [name, new File([Uint8Array.from(start, (each) => each.charCodeAt(0))], name)] as const
  const png = '\x89PNG\r\n\x1a\n'
  const kinds = async (...files: readonly (readonly [string, File])[]) => (await sortFiles(files)).kind
  expect(await kinds(file('m/unet/config.json', '{"a": 1}'), file('m/sample.png', png))).toBe('network')
  expect(await kinds(file('m/readme.md', 'words'), file('m/sample.png', png))).toBe('network')
  expect(await kinds(file('scans/1', png), file('scans/2', png))).toBe('picture')
  expect(await kinds(file('notes', 'words'), file('scan', png))).toBe('picture')
  expect(await kinds(file('notes', 'words'))).toBe('elsewhere')
})

test('chosen files are known by their path in the folder', () => {
  const file = (name: string, path: string) => ({ name, webkitRelativePath: path }) as File
  expect(chosenFiles([file('config.json', 'm/unet/config.json'), file('x.json', '')]).map(([path]) => path)).toEqual([
    'm/unet/config.json',
    'x.json',
  ])
})

describe('what is dropped', () => {
  const file = (path: string): FileSystemFileEntry =>
    ({
      isFile: true,
      isDirectory: false,
      name: path.split('/').at(-1),
      fullPath: path,
      file: (give: (file: File) => void) => {
        give({ name: path.split('/').at(-1), webkitRelativePath: '' } as File)
      },
    }) as unknown as FileSystemFileEntry
  /** As browsers do it: at most a hundred entries a call, then none. */
  const folder = (path: string, children: readonly FileSystemEntry[]): FileSystemDirectoryEntry =>
    ({
      isFile: false,
      isDirectory: true,
      name: path.split('/').at(-1),
      fullPath: path,
      createReader: () => {
        let at = 0
        return {
          readEntries: (give: (some: readonly FileSystemEntry[]) => void) => {
            give(children.slice(at, (at += 100)))
          },
        }
      },
    }) as unknown as FileSystemDirectoryEntry
  const drop = (entries: readonly (FileSystemEntry | null)[], files: readonly string[] = []) =>
    droppedFiles({
      items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
      files: files.map((name) => ({ name, webkitRelativePath: '' })),
    } as unknown as DataTransfer)

  test('is found in all its folders, by its path in them', async () => {
    const foundFiles = await drop([
      folder('/mine', [
        file('/mine/model_index.json'),
        folder('/mine/unet', [
          file('/mine/unet/config.json'),
          folder('/mine/unet/deep', [file('/mine/unet/deep/notes.txt')]),
        ]),
        folder('/mine/empty', []),
      ]),
      file('/card.json'),
    ])
    expect(foundFiles.map(([path]) => path)).toEqual([
      'mine/model_index.json',
      'mine/unet/config.json',
      'mine/unet/deep/notes.txt',
      'card.json',
    ])
    expect(foundFiles[1]?.[1]).toMatchObject({ name: 'config.json' })
  })

  test('is read in parts, as browsers give it, and no further than a checkpoint is long', async () => {
    const many = (count: number) =>
      folder(
        '/m',
        Array.from({ length: count }, (_, i) => file(`/m/${i}.json`)),
      )
    expect(await drop([many(250)])).toHaveLength(250)
    expect((await drop([many(50_000)])).length).toBeLessThanOrEqual(2200)
  })

  test('is taken as plain files where a browser knows no entries', async () => {
    expect((await drop([null], ['config.json', 'model.safetensors'])).map(([path]) => path)).toEqual([
      'config.json',
      'model.safetensors',
    ])
  })

  test('is taken as the plain file where the entry beside it cannot be opened', async () => {
    const broken = Object.assign(file('/x.png'), {
      file: (_: unknown, fail: (why: Error) => void) => {
        fail(new Error('no entry'))
      },
    })
    expect((await drop([broken], ['x.png'])).map(([path]) => path)).toEqual(['x.png'])
  })

  test('that cannot be read is an error, and no half of a folder', async () => {
    const broken = Object.assign(file('/m/x.json'), {
      file: (_: unknown, fail: (why: Error) => void) => {
        fail(new Error('gone'))
      },
    })
    await expect(drop([folder('/m', [broken])])).rejects.toThrow('gone')
  })
})

test('starter pictures are fitted to its shape: enlarged, left out, grey in three colours', () => {
  const grey = Uint8Array.of(1, 2, 3, 4)
  expect([...fitted(grey, { channels: 1, size: 2 }, { channels: 1, size: 4 })]).toEqual([
    1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4,
  ])
  expect([...fitted(grey, { channels: 1, size: 2 }, { channels: 3, size: 1 })]).toEqual([4, 4, 4])
  expect(fitted(grey, { channels: 1, size: 2 }, { channels: 1, size: 2 })).toBe(grey)
})

import { describe, expect, test } from 'vitest'
import '../../../src/walk/model/make-schedules'
import type { NetworkInfo } from '../../../src/engine/protocol/pictures'
import { ownId } from '../../../src/walk/model/models'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { lanesWithoutProgram, raceProgram } from '../../../src/walk/python/python-race'
import { baseOf } from '../../../src/walk/race/lanes'
import { PRESETS, startOf } from '../../../src/walk/race/presets'
import { withSampler } from '../../../src/runs/sampler-settings'

const base = baseOf({ ...defaults, steps: 4, seed: 77 })

const lanesOf = (patches: readonly Partial<Settings>[]) =>
  patches.map((patch, i) => ({ settings: { ...base, ...patch }, title: `lane of ${i + 1}` }))

const program = (...patches: readonly Partial<Settings>[]) =>
  raceProgram({ lanes: lanesOf(patches), url: (model) => `https://host/models/${model}/`, link: 'https://host/#race' })

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0

describe('the program of a race', () => {
  const ddim: Partial<Settings> = {}
  const ddpm: Partial<Settings> = { ...withSampler('ddpm'), variance: 'beta', steps: 2 }
  const heun: Partial<Settings> = { ...withSampler('heun'), process: 'edm', grid: 'karras' }

  test('walks each lane over its own levels from the same seed, and saves its last frame', () => {
    const text = program(ddim, ddpm, heun)
    expect(text.match(/SEED, SHAPE = .*/g)).toEqual(Array(3).fill('SEED, SHAPE = 77, (1, 1, 28, 28)'))
    expect(text).toContain('TIMES = 1000, [1000, 750, 500, 250, 0]')
    expect(text).toContain('TIMES = 1000, [1000, 500, 0]')
    expect(text.match(/^ {4}\(\[/gm)).toHaveLength(4) // Heun's steps
    expect(text.match(/^x = .* \* normal\(0, 0\)/gm)).toHaveLength(3)
    expect(text.match(/np\.save\("[^"]+"/g)).toEqual([1, 2, 3].map((lane) => `np.save("lane-${lane}.npy"`))
    expect(text).not.toMatch(/undefined|NaN|null|\$\{/)
  })

  test('says of each lane what it is, in the page’s order', () => {
    const text = program(ddim, ddpm)
    expect(text.match(/^# Lane .*/gm)).toEqual(['# Lane 1: lane of 1', '# Lane 2: lane of 2'])
    expect(text).toMatch(/^# A race on https:\/\/host\/#race: /)
  })

  test('opens a network once for lanes in a row, and defines the noise once for pictures of one size', () => {
    const text = program({ model: 'digits-v' }, { model: 'digits-v', steps: 2 }, { model: 'digits' })
    expect(count(text, /from_pretrained/g)).toBe(2)
    expect(count(text, /^def normal/gm)).toBe(1)
    expect(count(text, /^import torch$/gm)).toBe(1)
    expect(text.indexOf('models/digits/unet')).toBeGreaterThan(text.indexOf('# Lane 3'))
  })

  test('draws noise of another size for a network of other pictures', () => {
    const info: NetworkInfo = {
      channels: 3,
      size: 8,
      betas: new Float64Array(1000).fill(0.01),
      menus: [],
      hasNullClass: true,
      prediction: 'v_prediction',
      takesPlainInputs: true,
      variance: 'beta',
      clip: 'off',
      clipLimits: { range: 1, quantile: 0.995, most: Infinity },
      notes: [],
    }
    const ownNetwork = { id: ownId(1), title: 'Mine', info }
    const text = program(ddim, { model: ownNetwork.id, own: ownNetwork, label: null, schedule: 'own' })
    expect(text).toContain('SEED, SHAPE = 77, (1, 3, 8, 8)')
    expect(text).toContain('np.arange(-(-784 // 4))')
    expect(text).toContain('np.arange(-(-192 // 4))')
    expect(text).toContain('folder = Path("unet")')
  })

  test('keeps a title that has line breaks in its comment', () => {
    const lanes = [{ settings: base, title: 'mine\nimport os\r\u2028' }]
    const text = raceProgram({ lanes, url: () => '', link: '' })
    expect(text).toContain('\n# Lane 1: mine import os \n')
  })
})

describe('a lane that no program can express', () => {
  const led: Partial<Settings> = { guide: 'classifier', guidance: 2 }

  test('is left out, and the program says where and why; the others keep their places', () => {
    const lanes = lanesOf([{}, led, { steps: 2 }])
    expect(lanesWithoutProgram(lanes)).toEqual([{ place: 2, title: 'lane of 2', reason: 'classifier' }])
    const text = program({}, led, { steps: 2 })
    expect(text).toContain('# Lane 2: lane of 2. It is left out: the page has no program for its classifier.')
    expect(text.match(/np\.save\("[^"]+"/g)).toEqual(['np.save("lane-1.npy"', 'np.save("lane-3.npy"'])
    expect(count(text, /from_pretrained/g)).toBe(1)
  })

  test('may be the first: the next one opens what it needs', () => {
    const text = program(led, {})
    expect(text.indexOf('from_pretrained')).toBeGreaterThan(text.indexOf('# Lane 2'))
    expect(text.indexOf('def normal')).toBeGreaterThan(text.indexOf('# Lane 2'))
  })

  test('leaves no program if all lanes are such', () => {
    expect(() => program(led, withSampler('rk45'))).toThrow('no lane has one')
  })
})

test.each(PRESETS)('of the races of the buttons, all lanes but a classifier’s have a program: %s', (preset) => {
  const lanes = startOf(preset, base).lanes.map((settings) => ({ settings, title: '' }))
  const places = lanes.flatMap(({ settings }, i) => (settings.guide === 'classifier' ? [i + 1] : []))
  const lacking = lanesWithoutProgram(lanes).filter(({ reason }) => reason === 'classifier')
  expect(lacking.map(({ place }) => place)).toEqual(places)
  expect(raceProgram({ lanes, url: () => '', link: '' })).not.toMatch(/undefined|NaN|\$\{/)
})

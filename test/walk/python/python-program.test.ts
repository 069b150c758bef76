import { describe, expect, test } from 'vitest'
import { settingsText } from '../../../src/i18n/settings'
import { pathOf } from '../../../src/walk/model/path'
import '../../../src/walk/model/make-schedules'
import { ownId } from '../../../src/walk/model/models'
import type { NetworkInfo } from '../../../src/engine/protocol/pictures'
import { noProgram, pythonProgram } from '../../../src/walk/python/python-program'
import { SAMPLERS, withSampler } from '../../../src/runs/sampler-settings'
import { choiceOf, defaults, type Settings } from '../../../src/walk/model/settings'

// That the programs make the page's frames is seen by running them: `npm run check-python`.
const program = (patch: Partial<Settings>, frame = 2) => {
  const settings = { ...defaults, steps: 4, ...patch }
  return pythonProgram({
    settings,
    path: pathOf(settings),
    frame,
    picture: 'QUJD',
    url: () => 'https://host/models/digits/',
    link: 'https://host/#x',
  })
}

/** The choice of a network that the visitor opened. */
const opened = (info: NetworkInfo) => ({ model: ownId(1), own: { id: ownId(1), title: 'Mine', info } })

test('it visits the levels of the run up to the frame', () => {
  expect(program({})).toContain('TIMES = 1000, [1000, 750, 500]')
})

test('it holds what decides the run, and nothing that is undefined', () => {
  const all = [
    program({}),
    program({ sampler: 'ddpm' }),
    program({ guidance: 3, negative: 2 }),
    program({ from: 400 }),
    program({ clip: 'off' }),
  ]
  for (const each of all) expect(each).not.toMatch(/undefined|NaN|null|\$\{/)
  expect(program({ seed: 77, samples: 9 })).toContain('SEED, SHAPE = 77, (9, 1, 28, 28)')
  expect(program({ guidance: 3, negative: 2, label: 5 })).toContain('away, out = ask(x, t, 2), ask(x, t, 5)')
  expect(program({ guidance: 0, label: 5 })).toContain('out = ask(x, t, 10)\n')
  expect(program({ from: 400 })).toContain('urlsafe_b64decode("QUJD===")')
})

test('the steps of a paper read x₀ of what the network predicts: v, or ε', () => {
  expect(program({ model: 'digits-v' })).toContain('x0 = a**0.5 * x - (1 - a) ** 0.5 * out')
  expect(program({ model: 'digits' })).toContain('x0 = (x - (1 - a) ** 0.5 * eps) / a**0.5')
})

describe('every step that is a sum has a program', () => {
  test.each([...SAMPLERS.filter((sampler) => sampler !== 'rk45')])(
    '%s, with the coefficients of its own code',
    (sampler) => {
      const patch = { ...withSampler(sampler), variance: 'beta' as const, seed: 9 }
      expect(noProgram({ ...defaults, ...patch })).toBeUndefined()
      const text = program(patch)
      expect(text).not.toMatch(/undefined|NaN|null|Infinity|\$\{/)
      if (text.includes('STEPS')) expect(text.match(/^ {4}\(\[/gm)).toHaveLength(2) // a line a step
    },
  )

  test('on any process it is asked at equal log-SNR, of the state rescaled', () => {
    const text = program({ ...withSampler('euler'), process: 've' })
    const [, t = '', c = '', a = '', s = '', alpha = '', sigma = ''] =
      /^ {4}\(\[\(([^,]+), ([^,]+), ([^,]+), ([^,]+), ([^,]+), ([^,]+), /m.exec(text) ?? []
    expect(Number(s) / Number(a)).toBeCloseTo(Number(sigma) / Number(alpha), 6)
    expect(Number(c) * Number(alpha)).toBeCloseTo(Number(a), 9)
    expect(Number(t)).toBeGreaterThan(0)
  })

  test('under another schedule too, whose numbers it has, and DDIM on the network’s own is as in its paper', () => {
    expect(program({ schedule: 'own' })).not.toContain('STEPS')
    expect(program({ schedule: 'cosine' })).not.toContain('STEPS') // which is the network’s own
    const settings: Settings = { ...defaults, steps: 4, schedule: 'scaled-linear' }
    const text = program(settings)
    const [first] = pathOf(settings).levels
    const [, t = '', c = '', a = '', s = '', alpha = '', sigma = ''] =
      /^ {4}\(\[\(([^,]+), ([^,]+), ([^,]+), ([^,]+), ([^,]+), ([^,]+), /m.exec(text) ?? []
    expect(Number(alpha)).toBeCloseTo(first?.signal ?? NaN, 9)
    expect(Number(sigma)).toBeCloseTo(first?.noise ?? NaN, 9)
    expect(Number(s) / Number(a)).toBeCloseTo(Number(sigma) / Number(alpha), 6)
    expect(Number(c)).toBeCloseTo(1, 9)
    expect(Number(t)).toBeLessThan(999) // the cosine has that log-SNR before its end
  })

  test('guidance within limits, thresholding and grids between the steps are written out', () => {
    expect(program({ guidance: 2, guideMin: 1, guideMax: 5 })).toContain(
      'if 1 <= (sigma / alpha if alpha else np.inf) <= 5:',
    )
    expect(program({ guidance: 2, rescaleX0: 0.5 })).toContain('x0 = 0.5 * x0 * std[0] / std[1] + (1 - 0.5) * x0')
    expect(program({ guidance: 2, rescaleOutput: 0.5 })).toContain(
      'out = 0.5 * out * std[0] / std[1] + (1 - 0.5) * out  # Lin et al. 2024',
    )
    expect(program({ clip: 'dynamic' })).toContain('.quantile(0.995, dim=1).clamp(1, None)')
    expect(program({ grid: 'karras' })).toContain('STEPS')
    expect(program({ guidance: 0, negative: 2, grid: 'karras' })).toContain('x0 = guess(ask(2))')
  })

  test('a network of one’s own is taken from its folder, with what it predicts', () => {
    const info = {
      channels: 3,
      size: 8,
      betas: new Float64Array(1000).fill(0.01),
      menus: [],
      hasNullClass: true,
      prediction: 'v_prediction',
      takesPlainInputs: true,
      variance: 'beta-tilde',
      clip: 'on',
      clipLimits: { range: 2, quantile: 0.995, most: Infinity },
      notes: [],
    } as const
    const text = program({ ...opened(info), label: null })
    expect(text).toContain('folder = Path("unet")')
    expect(text).not.toContain('urlretrieve')
    expect(text).toContain('return a * c * x - s * out')
    expect(text).toContain('x0.clamp(-2, 2)')
    expect(text).toContain('t = max(t, 1) if unet.config.time_embedding_type == "fourier" else t')
    expect(program({ grid: 'karras' })).not.toContain('fourier')
  })
})

describe('a network that diffusers is not asked as it is asked here has none', () => {
  const info = {
    channels: 3,
    size: 8,
    betas: new Float64Array(1000).fill(0.01),
    menus: [],
    hasNullClass: true,
    prediction: 'epsilon',
    takesPlainInputs: true,
    variance: 'beta',
    clip: 'off',
    clipLimits: { range: 1, quantile: 0.995, most: Infinity },
    notes: [],
  } as const
  const zeroSnr = Float64Array.from({ length: 1000 }, (_, i) => (i === 999 ? 1 : 0.01))
  const makeOwnSettings = (info: NetworkInfo): Settings => ({ ...defaults, ...opened(info), label: null })

  test('where times or classes are no plain numbers', () => {
    expect(noProgram(makeOwnSettings(info))).toBeUndefined()
    expect(noProgram(makeOwnSettings({ ...info, takesPlainInputs: false }))).toBe('network')
    expect(settingsText.python.lacking.network).not.toBe('')
    expect(noProgram(defaults)).toBeUndefined()
  })

  test('where it predicts ε and its schedule ends in no signal at all; x̂₀ and v have one there', () => {
    expect(noProgram(makeOwnSettings({ ...info, betas: zeroSnr }))).toBe('network')
    for (const prediction of ['sample', 'v_prediction'] as const) {
      expect(noProgram(makeOwnSettings({ ...info, betas: zeroSnr, prediction }))).toBeUndefined()
    }
  })
})

describe('what it cannot do yet is named', () => {
  test.each<[Partial<Settings>, keyof typeof settingsText.python.lacking]>([
    [{ sampler: 'rk45' }, 'sampler'],
    [{ sampler: 'ddpm', variance: 'analytic' }, 'variance'],
    [{ sampler: 'ddpm', variance: 'learned', process: 've' }, 'variance'],
    [{ guide: 'classifier' }, 'classifier'],
    [{ from: 'inverted' }, 'start'],
  ])('%j', (patch, why) => {
    expect(noProgram({ ...defaults, ...patch })).toBe(why)
    expect(settingsText.python.lacking[why]).not.toBe('')
    expect(() => program(patch)).toThrow()
  })
})

describe('the program of a branch', () => {
  const past = [{ chosen: choiceOf({ ...defaults, steps: 4, seed: 7, sampler: 'ddpm' }), until: 2 }]

  test('walks its past with the settings of that, and goes on with its own', () => {
    const text = program({ steps: 4, seed: 8, past }, 4)
    expect(text.indexOf('SEED, SHAPE = 7,')).toBeLessThan(text.indexOf('TIMES = 1000, [1000, 750, 500]'))
    expect(text.indexOf('SEED, SHAPE = 8,')).toBeLessThan(text.indexOf('TIMES = 1000, [500, 250, 0]'))
    expect(text).toContain('enumerate(zip(TIMES, TIMES[1:]), 2)')
    expect(text.match(/from_pretrained/g)).toHaveLength(1)
    expect(text.match(/np\.save/g)).toHaveLength(1)
  })

  test('opens another network where the branch has one, and ends in the past where the frame is there', () => {
    expect(program({ steps: 4, model: 'growing', past }, 3).match(/from_pretrained/g)).toHaveLength(2)
    expect(program({ steps: 4, seed: 8, past }, 2)).not.toContain('SEED, SHAPE = 8')
  })

  test('is refused where its past cannot be expressed', () => {
    const guided = [{ chosen: { ...choiceOf(defaults), guide: 'classifier' as const }, until: 2 }]
    expect(noProgram({ ...defaults, past: guided })).toBe('classifier')
  })
})

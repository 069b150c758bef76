import { describe, expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { pathOf } from '../../src/walk/path'
import { noProgram, pythonProgram } from '../../src/walk/python-program'
import { SAMPLERS, withSampler } from '../../src/rooms/sampler-settings'
import { defaults, type Settings } from '../../src/walk/settings'

// That the programs make the page's frames is seen by running them: `npm run check-python`.
const program = (patch: Partial<Settings>, frame = 2) => {
  const settings = { ...defaults, steps: 4, ...patch }
  return pythonProgram({ settings, path: pathOf(settings), frame, picture: 'QUJD', url: 'https://host/models/digits/', link: 'https://host/#x' })
}

test('it visits the levels of the run up to the frame', () => {
  expect(program({})).toContain('TIMES = 1000, [1000, 750, 500]')
})

test('it holds what decides the run, and nothing that is undefined', () => {
  const all = [program({}), program({ sampler: 'ddpm' }), program({ guidance: 3, negative: 2 }), program({ from: 400 }), program({ clip: 'off' })]
  for (const each of all) expect(each).not.toMatch(/undefined|NaN|null|\$\{/)
  expect(program({ seed: 77, samples: 9 })).toContain('SEED, SHAPE = 77, (9, 1, 28, 28)')
  expect(program({ guidance: 3, negative: 2, label: 5 })).toContain('away, out = ask(x, t, 2), ask(x, t, 5)')
  expect(program({ guidance: 0, label: 5 })).toContain('out = ask(x, t, 10)\n')
  expect(program({ from: 400 })).toContain('urlsafe_b64decode("QUJD===")')
})

describe('what it cannot do yet is named', () => {
  test('of every sampler but DDIM and DDPM', () => {
    for (const sampler of SAMPLERS) expect(noProgram({ ...defaults, ...withSampler(sampler) }) === undefined).toBe(sampler === 'ddim' || sampler === 'ddpm')
  })

  test.each<[Partial<Settings>, keyof typeof text.python.lacking]>([
    [{ sampler: 'ddpm', variance: 'analytic' }, 'sampler'],
    [{ process: 've' }, 'process'],
    [{ grid: 'karras' }, 'grid'],
    [{ clip: 'dynamic' }, 'clip'],
    [{ guide: 'classifier' }, 'classifier'],
    [{ guidance: 2, rescale: 0.5 }, 'guidance'],
    [{ guidance: 2, guideMax: 5 }, 'guidance'],
    [{ from: 'inverted' }, 'start'],
  ])('%j', (patch, why) => {
    expect(noProgram({ ...defaults, ...patch })).toBe(why)
    expect(text.python.lacking[why]).not.toBe('')
    expect(() => program(patch)).toThrow()
  })
})

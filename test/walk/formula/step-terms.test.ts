import { describe, expect, test } from 'vitest'
import { pathOf } from '../../../src/walk/model/path'
import { SAMPLERS, withSampler } from '../../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { stepTerms } from '../../../src/walk/formula/step-terms'

const terms = (patch: Partial<Settings>, frame: number) => {
  const settings = { ...defaults, steps: 5, ...patch }
  return stepTerms({ settings, levels: pathOf(settings).levels }, frame)
}
const parts = (...of: Parameters<typeof terms>) => terms(...of).map(({ part, index }) => `${part} ${index}`)

describe('the equation on the page', () => {
  test.each(SAMPLERS.filter((sampler) => sampler !== 'rk45'))(
    '%s spells out each step with finite numbers',
    (sampler) => {
      for (const frame of [1, 2, 3, 4, 5]) {
        expect(terms(withSampler(sampler), frame).length).toBeGreaterThan(0)
        for (const { coefficient } of terms(withSampler(sampler), frame))
          expect(Number.isFinite(coefficient)).toBe(true)
      }
    },
  )

  test('the adaptive sampler’s step is no one sum', () => {
    expect(terms(withSampler('rk45'), 2)).toEqual([])
  })

  test('a multistep sampler looks back as far as it has come', () => {
    const lms = { ...withSampler('lms'), order: 3 }
    expect(parts(lms, 1)).toEqual(['x0Hat 0', 'epsHat 0'])
    expect(parts(lms, 2)).toContain('epsHat -1')
    expect(parts(lms, 3).at(-1)).toBe('epsHat -2')
  })

  test('but not beyond the turn of an inverted walk', () => {
    const inverted = { ...withSampler('dpm-solver++'), from: 'inverted', grid: 'trailing' } as const
    expect(parts(inverted, 6)).not.toContain('x0Hat -1')
    expect(parts(inverted, 8)).toContain('x0Hat -1')
  })

  test('there is none before the start and beyond the end', () => {
    expect(terms({}, 0)).toEqual([])
    expect(terms({}, 6)).toEqual([])
  })
})

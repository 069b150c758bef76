import { expect, test } from 'vitest'
import { pathOf } from '../../../src/walk/model/path'
import { frameTolerance } from '../../../src/walk/python/python-error'
import { withSampler } from '../../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../../src/walk/model/settings'

// That two machines' frames do not differ by more is seen by `npm run check-python`.
const tolerance = (patch: Partial<Settings>) => {
  const settings = { ...defaults, ...patch }
  const path = pathOf(settings)
  return frameTolerance({ settings, path, frame: path.levels.length - 1, picture: '', url: () => '', link: '' })
}

test('a network that predicts v multiplies no rounding, on any number of steps', () => {
  for (const steps of [1, 7, 50]) expect(tolerance({ steps })).toBeLessThan(1e-4)
})

test('one that predicts ε multiplies it by σ/α at pure noise, the more the further its first step goes', () => {
  const [few, many] = [7, 50].map((steps) => tolerance({ model: 'digits', steps, eta: 0.7 }))
  expect(few).toBeGreaterThan(1.3e-3) // seen between two processors
  expect(many).toBeGreaterThan(1.4e-4)
  expect(few).toBeGreaterThan(many ?? Infinity)
  expect(few).toBeLessThan(0.05)
})

test('so it does where a multistep sampler carries the first guess along, and not where the run begins below pure noise', () => {
  const unipc = { ...withSampler('unipc'), grid: 'trailing' as const, model: 'digits', steps: 8 }
  expect(tolerance(unipc)).toBeGreaterThan(1e-3)
  expect(tolerance({ ...unipc, skip: 1 })).toBeLessThan(3e-4)
  expect(tolerance({ model: 'digits', from: 500 })).toBeLessThan(1e-4)
})

test('guidance multiplies it by what it multiplies answers', () => {
  expect(tolerance({ guidance: 3 }) / tolerance({})).toBeCloseTo(5, 6)
})

import { describe, expect, it } from 'vitest'
import { cosineSchedule, normalArray } from '../../../src/diffusion'
import { compare } from '../../../src/walk/differ/compare'
import { diagnose } from '../../../src/walk/differ/diagnose'
import { toHalf } from '../../../src/walk/differ/half'
import { pageRun, type Plan, studentRun, type Walk } from './programs'

const bar = (t: number) => cosineSchedule().alphaBar[t] ?? NaN
const same = (a: number) => a
const times = [900, 750, 600, 450, 300, 150, 50, 0]
const ddimWalk: Walk = { family: 'ddim', seed: 1, times, clip: true }
const noisyDdim: Walk = { family: 'ddim', seed: 2, times, clip: false, eta: 0.5 }
const ddpmWalk: Walk = { family: 'ddpm', seed: 3, times, clip: true }
const betaWalk: Walk = { family: 'ddpm', seed: 4, times, clip: false, variance: 'beta' }
const neighbours: Walk = { family: 'ddpm', seed: 5, times: [500, 499, 498, 497, 0], clip: false }

/** A comparison with what the student wrote, as a file of it would give it. */
function compared(walk: Walk, plan: Plan) {
  const run = pageRun(walk)
  const rows = studentRun(walk, plan).map((xt, i) => ({ t: walk.times[i] ?? NaN, xt }))
  const student = { name: 'xt', rows, samples: 1, reading: 't', turned: false, half: false } as const
  return { run, ...compare(student, run, () => 2e-4) }
}

function causeOf(walk: Walk, plan: Plan) {
  const { run, pairs, verdict } = compared(walk, plan)
  if (verdict.kind !== 'step') throw new Error(verdict.kind)
  const [step, pair, before] = [run.steps[verdict.frame - 1], pairs[verdict.frame], pairs[verdict.frame - 1]]
  if (!step || !pair || !before) throw new Error('no such step')
  return { frame: verdict.frame, ...diagnose(step, pair.student, before.rms) }
}

describe('A program that is right', () => {
  it.each([ddimWalk, noisyDdim, ddpmWalk, betaWalk, neighbours])(
    'agrees with every frame: $family, seed $seed',
    (walk) => {
      const { pairs, verdict } = compared(walk, {})
      expect(verdict).toEqual({ kind: 'same' })
      expect(pairs).toHaveLength(walk.times.length)
      expect(Math.max(...pairs.map(({ rms }) => rms))).toBeLessThan(2e-5)
    },
  )
})

describe('A mistake in a program is named at its first step', () => {
  it.each<[string, Walk, Plan]>([
    ['time-early', ddimWalk, { bar: (t) => bar(Math.max(0, t - 1)) }],
    ['time-late', noisyDdim, { bar: (t) => bar(t + 1) }],
    ['root-estimate', ddpmWalk, { root: same }],
    ['root-x0', ddimWalk, { rootX0: same }],
    ['root-x0', ddpmWalk, { rootX0: same }],
    ['root-eps', ddimWalk, { rootEps: same }],
    ['variance-as-deviation', ddpmWalk, { deviation: same }],
    ['variance-as-deviation', noisyDdim, { deviation: same }],
    ['no-noise', betaWalk, { variance: () => 0 }],
    ['sign', ddimWalk, { sign: -1 }],
    ['sign', betaWalk, { sign: -1 }],
    ['not-clipped', ddpmWalk, { clip: false }],
    ['clipped', betaWalk, { clip: true }],
    ['eps-not-derived', ddimWalk, { derive: false }],
    ['beta', ddpmWalk, { variance: (beta, tilde, isLast) => (isLast ? tilde : beta) }],
    ['beta-tilde', betaWalk, { variance: (_, tilde) => tilde }],
    ['eta-one', ddimWalk, { variance: (_, tilde) => tilde }],
    ['eta-zero', noisyDdim, { variance: () => 0 }],
    ['alpha-for-alpha-bar', ddimWalk, { bar: (t) => (t === 0 ? 1 : bar(t) / bar(t - 1)) }],
    ['own-noise', ddpmWalk, { noise: (step) => normalArray({ seed: 99, purpose: 'step', step, sample: 0 }, 144) }],
  ])('%s (%#)', (cause, walk, plan) => {
    const diagnosis = causeOf(walk, plan)
    const expected = cause === 'no-noise' || cause === 'eta-zero' ? ['no-noise', 'eta-zero'] : [cause]
    expect(expected).toContain(diagnosis.certain?.cause)
  })

  it('noise that is added at the end too, there alone', () => {
    const diagnosis = causeOf(ddpmWalk, { variance: (beta, tilde, isLast) => (isLast ? beta : tilde) })
    expect(diagnosis).toMatchObject({ frame: 7, certain: { cause: 'noise-at-end' } })
  })

  it('noise of its own that is added at the end too', () => {
    const diagnosis = causeOf(ddpmWalk, {
      variance: (beta, tilde, isLast) => (isLast ? beta : tilde),
      noise: (step) => normalArray({ seed: step === 6 ? 99 : ddpmWalk.seed, purpose: 'step', step, sample: 0 }, 144),
    })
    expect(diagnosis).toMatchObject({ frame: 7, certain: { cause: 'noise-added' } })
  })

  it('float16, from its numbers', () => {
    expect(compared(ddimWalk, { store: toHalf }).verdict).toMatchObject({ kind: 'half' })
  })

  it('the factor of the fresh noise, of any sampler: without a formula of it, by the coefficients alone', () => {
    const { run, pairs } = compared(betaWalk, { variance: () => 0 })
    const [step, pair] = [run.steps[0], pairs[1]]
    if (!step || !pair) throw new Error('no such step')
    expect(diagnose({ ...step, facts: undefined }, pair.student, 0).certain?.cause).toBe('no-noise')
    const squared = compared(betaWalk, { deviation: same }).pairs[1]?.student ?? new Float32Array()
    expect(diagnose({ ...step, facts: undefined }, squared, 0).certain?.cause).toBe('variance-as-deviation')
  })

  it('whatever is none of them is not named, but its coefficients are', () => {
    const diagnosis = causeOf(ddimWalk, { rootX0: (b) => 0.9 * Math.sqrt(b) })
    expect(diagnosis.certain).toBeUndefined()
    const term = diagnosis.fit.find(({ part }) => part === 'x0Hat')
    expect((term?.student ?? NaN) / (term?.coefficient ?? NaN)).toBeCloseTo(0.9, 4)
    expect(diagnosis.fitRest).toBeLessThan(1e-5)
  })
})

describe('Numbers are told to be float16', () => {
  it('by rounding as IEEE 754 says', () => {
    expect([1, 1 / 3, -2.7182, 1e-7, 65519, 0].map(toHalf)).toEqual([
      1, 0.333251953125, -2.71875, 1.1920928955078125e-7, 65504, 0,
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { cosineSchedule, level, linearSchedule } from '../../../src/diffusion'
import { exampleOf } from '../../../src/walk/ask/answers'
import { boundsOf, importanceOf, priorOf } from '../../../src/walk/bound/summary'
import { drawnState, strataOf, type Subject, termRow, type TermRow } from '../../../src/walk/bound/terms'
import golden from '../../golden/bound.json'

const schedules = { linear: linearSchedule(), cosine: cosineSchedule() }

interface Row {
  schedule: keyof typeof schedules
  prediction: 'epsilon' | 'v_prediction'
  t: number
  x0: number[]
  eps: number[]
  output: number[]
  v: number[]
  bits: Record<'beta' | 'beta-tilde' | 'learned', number>
}

const subjectOf = (schedule: Subject['model']['schedule'], patch: Partial<Subject> = {}): Subject => ({
  model: { schedule, prediction: 'v_prediction', learned: true },
  x0: new Float32Array(4).fill(-1),
  label: null,
  seed: 0,
  ...patch,
})

describe(`the terms of an answer are those of numpy ${golden.note.versions.numpy} on the same t and noise`, () => {
  test.each(golden.terms as Row[])(
    '$schedule, $prediction, t = $t',
    ({ schedule, prediction, t, x0, eps, output, v, bits }) => {
      const of = (values: number[]) => Float32Array.from(values)
      const model = { schedule: schedules[schedule], prediction, learned: true }
      const example = exampleOf({ x0: of(x0), eps: of(eps), at: level(model.schedule, t), label: null })
      const row = termRow({ model, x0: of(x0), label: null, seed: 0 }, example, { output: of(output), variance: of(v) })
      for (const name of ['beta', 'beta-tilde', 'learned'] as const)
        expect(Math.abs((row[name] ?? NaN) / bits[name] - 1), name).toBeLessThan(1e-4) // the page keeps xₜ in float32, and x₀ − x̂₀ is small beside it
    },
  )
})

describe('what is asked about', () => {
  const subject = subjectOf(schedules.cosine)

  test('is the same picture, t and noise again for the same number, wherever measuring begins', () => {
    expect(drawnState(subject, 17)).toEqual(drawnState(subject, 17))
    expect(drawnState(subject, 17).eps).not.toEqual(drawnState(subject, 18).eps)
    expect(drawnState({ ...subject, seed: 1 }, 17).eps).not.toEqual(drawnState(subject, 17).eps)
  })

  test('goes through the strata in turn', () => {
    const strata = strataOf(schedules.cosine)
    for (let n = 0; n < 3 * strata.length; n++) {
      const { t } = drawnState(subject, n).at
      const { first, last } = strata[n % strata.length] ?? { first: NaN, last: NaN }
      expect(t).toBeGreaterThanOrEqual(first)
      expect(t).toBeLessThanOrEqual(last)
    }
  })

  test('has a stratum for each t where a schedule has only few', () => {
    expect(strataOf(cosineSchedule(5))).toHaveLength(5)
  })
})

describe('the bound that is put together of terms', () => {
  const subject = subjectOf(cosineSchedule(3))
  const row = (t: number, beta: number): TermRow => ({ t, beta, 'beta-tilde': 2 * beta, learned: beta / 2 })

  test('is L_0, the steps and L_T, by each variance of the same rows', () => {
    const bounds = boundsOf(subject, [row(1, 3), row(2, 2), row(3, 1), row(1, 5), row(2, 2), row(3, 1)])
    const prior = priorOf(subject)
    expect(bounds.map(({ variance }) => variance)).toEqual(['beta', 'beta-tilde', 'learned'])
    const [beta, tilde, learned] = bounds
    expect(beta).toMatchObject({ decoder: { value: 4, error: 1 }, steps: { value: 3, error: 0 }, prior })
    expect(beta?.total).toEqual({ value: 7 + prior, error: 1 })
    expect(tilde?.total.value).toBe(14 + prior)
    expect(learned?.total.value).toBe(3.5 + prior)
    expect(importanceOf(bounds)?.variance).toBe('learned')
  })

  test('is not told before every t was looked at, and has no learned row where nothing was learned', () => {
    const plain = subjectOf(cosineSchedule(3), { model: { ...subject.model, learned: false } })
    const bounds = boundsOf(plain, [row(1, 3), row(2, 2)])
    expect(bounds.map(({ variance }) => variance)).toEqual(['beta', 'beta-tilde'])
    expect(bounds[0]?.decoder.value).toBe(3)
    expect(bounds[0]?.total.value).toBeNaN()
    expect(importanceOf(bounds)).toBeUndefined()
  })
})

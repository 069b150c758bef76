import { describe, expect, test } from 'vitest'
import { wordsOf } from '../../src/lessons/course/chapter'
import { COURSE } from '../../src/lessons/course/course'
import { isRight, temptationOf, usualInstead } from '../../src/lessons/question/judge'
import type { CurveQuestion, MomentQuestion, NumberQuestion } from '../../src/lessons/question/question'

const measure = () => Promise.reject(new Error('It is not measured here.'))
const number = (tolerance: Partial<NumberQuestion>): NumberQuestion => ({
  kind: 'number',
  min: 0,
  max: 100,
  step: 1,
  measure,
  ...tolerance,
})
const moment: MomentQuestion = { kind: 'moment', within: 50, measure }
const curve: CurveQuestion = { kind: 'curve', points: 3, x: [0, 1], y: [0, 1], within: 0.1, measure }

describe('a guess is right', () => {
  test.each([
    [number({ within: 2 }), 10, 12, true],
    [number({ within: 2 }), 10, 12.5, false],
    [number({ share: 0.2 }), 10, 12, true],
    [number({ share: 0.1, within: 3 }), 10, 12.9, true], // whichever allows more
    [number({ share: 0.1 }), 0, 0.01, false], // a share of next to nothing allows next to nothing
    [moment, 450, 500, true],
    [moment, 449, 500, false],
    [curve, [0, 0.5, 1], [0.1, 0.5, 1], true],
    [curve, [0, 0, 0], [0.1, 0.5, 1], false],
  ])('within what its question allows: %#', (question, guess, truth, right) => {
    expect(isRight(question, guess, truth)).toBe(right)
  })
})

test('a wrong number or moment is tempting as too low or too high, a choice by its own name, a sketch as any', () => {
  expect(temptationOf(moment, 400, 500)).toBe('low')
  expect(temptationOf(number({}), 60, 50)).toBe('high')
  expect(temptationOf({ kind: 'choice', options: ['a', 'b'], usual: 'a', measure }, 'b', 'a')).toBe('b')
  expect(temptationOf(curve, [0, 0, 0], [1, 1, 1])).toBe('any')
})

test('the usual option is named where another was measured, and of choices alone', () => {
  const choice = { kind: 'choice', options: ['a', 'b'], usual: 'a', measure } as const
  expect(usualInstead(choice, 'b')).toBe('a')
  expect(usualInstead(choice, 'a')).toBeUndefined()
  expect(usualInstead(moment, 400)).toBeUndefined()
})

test('what a choice usually comes to is one of its options, and each option has words', async () => {
  for (const { id, load } of COURSE) {
    const { steps } = await load()
    for (const { question, id: step } of steps) {
      if (question?.kind !== 'choice') continue
      const { options } = wordsOf(id).steps[step]?.question ?? {}
      expect(question.options, `${id}.${step}`).toContain(question.usual)
      expect(Object.keys(options ?? {}).toSorted(), `${id}.${step}`).toEqual([...question.options].toSorted())
    }
  }
})

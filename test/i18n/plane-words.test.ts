import { describe, expect, test } from 'vitest'
import type { PlaneFaultCode } from '../../src/engine/worker/plane/fault'
import type { LearnFaultCode } from '../../src/engine/worker/plane/learning/fault'
import { faultText, text } from '../../src/i18n'
import { planeText } from '../../src/i18n/plane'
import { problem, type ProblemCode } from '../../src/plane/data/problem'

// Records over the unions: a code that is added there and not here does not compile.
const problems: Record<ProblemCode, true> = {
  nothing: true,
  long: true,
  json: true,
  entry: true,
  columns: true,
  'not-number': true,
  'too-large': true,
  classes: true,
  'not-class': true,
  header: true,
  'array-type': true,
  'array-shape': true,
  kind: true,
  reader: true,
  'no-ink': true,
  private: true,
  unreadable: true,
}
const engine: Record<PlaneFaultCode, true> = {
  'plane-no-points': true,
  'plane-many-points': true,
  'plane-labels': true,
  'plane-coordinates': true,
  'plane-no-class': true,
  'plane-particles': true,
  'plane-level': true,
  'plane-levels': true,
  'plane-no-noise': true,
  'plane-no-network': true,
  'plane-no-student': true,
  'plane-student-end': true,
  'plane-student-guided': true,
  'plane-diverged': true,
  'plane-closed': true,
  'plane-lost': true,
  'plane-stopped': true,
  'no-backend': true,
  'engine-unreachable': true,
}
const learner: Record<LearnFaultCode, true> = {
  'learn-none': true,
  'learn-no-points': true,
  'learn-diverged': true,
  'learn-student-diverged': true,
  'learn-reflow-early': true,
  'learn-student-early': true,
  'learn-reflow-astray': true,
  'learn-lost': true,
  'learn-stopped': true,
}

const details = {
  at: 3,
  width: 4,
  found: 'x',
  first: 'a',
  second: 'b',
  megabytes: 20,
  most: 10,
  message: 'm',
  points: 2,
  labels: 1,
  label: 1,
  signal: '2',
  noise: '1',
}
const wholeSentence = /^\S.*[.)?]$/

describe('what is wrong with points is said, each in its own words:', () => {
  const sentenceOf = (code: string) =>
    planeText.planeData.problems[code]?.(problem(code as ProblemCode, details).details)
  test.each(Object.keys(problems))('%s', (code) => {
    expect(sentenceOf(code)).toMatch(wholeSentence)
    expect(sentenceOf(code)).not.toMatch(/undefined|null|NaN|\[object/)
    expect(Object.keys(problems).filter((other) => sentenceOf(other) === sentenceOf(code))).toEqual([code])
  })
})

describe('so is what the engine cannot answer:', () => {
  test.each(Object.keys(engine))('%s', (code) => {
    expect(faultText(code, details)).not.toBe(text.unknownFault(code))
    expect(faultText(code, details)).toMatch(wholeSentence)
    expect(faultText(code, details)).not.toMatch(/undefined|null|NaN|\[object/)
    expect(Object.keys(engine).filter((other) => faultText(other, details) === faultText(code, details))).toEqual([
      code,
    ])
  })
})

describe('and why nothing is learned:', () => {
  const sentenceOf = (code: string) => planeText.planeLearning.faults[code]?.(details)
  test.each(Object.keys(learner))('%s', (code) => {
    expect(sentenceOf(code)).toMatch(wholeSentence)
    expect(sentenceOf(code)).not.toMatch(/undefined|null|NaN|\[object/)
    expect(Object.keys(learner).filter((other) => sentenceOf(other) === sentenceOf(code))).toEqual([code])
  })
})

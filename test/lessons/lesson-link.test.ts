import { expect, test } from 'vitest'
import { lessonIn, lessonText, setsRoom } from '../../src/lessons/course/lesson-link'

test.each([
  ['#lesson=noise', 0],
  ['#lesson=noise.3', 2],
  ['#lesson=noise.', 0], // a sentence ended behind it
  ['#t=300&lesson=noise.2&lang=en', 1],
  ['#lesson=noise.0', 0],
  ['#lesson=noise.999', 998], // only the lesson knows where it ends
])('%s leads to a step of the lesson', (link, step) => {
  expect(lessonIn(link)).toMatchObject({ kind: 'step', place: { id: 'noise' }, step })
})

test.each(['nothing', 'constructor', '__proto__', 'noise3', '<b', ''])(
  'the lesson “%s” is told not to be there',
  (name) => {
    expect(lessonIn(`#lesson=${name}`)).toEqual({ kind: 'unknown', name })
  },
)

test('a link without a lesson names none', () => {
  expect(lessonIn('#t=300')).toBeUndefined()
})

test('a lesson’s link that also sets a room shows that state in the place of the step’s own', () => {
  expect(setsRoom('#lesson=noise&present=on&lang=en')).toBe(false)
  expect(setsRoom('#lesson=noise&t=3')).toBe(true)
})

test('what is written is read again', () => {
  for (const step of [0, 1, 5]) expect(lessonIn(`#lesson=${lessonText('noise', step)}`)).toMatchObject({ step })
})

import { describe, expect, test } from 'vitest'
import { classTitle, pictureTitle } from '../../../src/walk/model/class-words'
import { choicesOf, classCount, classOf } from '../../../src/walk/model/classes'

const digit = [{ name: 'digit', labels: ['0', '1', '2'] }]
const emoji = [
  { name: 'group', labels: ['cats', 'hearts'] },
  { name: 'style', labels: ['Noto', 'Twemoji'] },
]

test('with one menu a class is its label, and any is null', () => {
  expect([0, 2, null].map((choice) => classOf(digit, [choice]))).toEqual([0, 2, null])
  expect([0, 2, null].map((label) => choicesOf(digit, label))).toEqual([[0], [2], [null]])
  expect(classCount(digit)).toBe(3)
  expect([classTitle(digit, 2), pictureTitle(digit, 2), classTitle(digit, null)]).toEqual([
    'Digit 2',
    'A handwritten 2',
    'any',
  ])
})

describe('with two menus', () => {
  test('every pair of choices is a class of its own, there and back; all of any is the last, and null', () => {
    const choices = [0, 1, null].flatMap((a) => [0, 1, null].map((b) => [a, b]))
    const classes = choices.map((each) => classOf(emoji, each))
    expect(classes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, null])
    expect(classes.map((label) => choicesOf(emoji, label))).toEqual(choices)
    expect(classCount(emoji)).toBe(8)
  })

  test('a class is named by what is asked for', () => {
    expect([0, 2, 7, null].map((label) => classTitle(emoji, label))).toEqual(['cats, Noto', 'cats', 'Twemoji', 'any'])
  })
})

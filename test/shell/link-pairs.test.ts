import { describe, expect, test } from 'vitest'
import { readLink as readPlaneLink, writeLink as writePlaneLink } from '../../src/plane/link'
import { defaults as planeDefaults } from '../../src/plane/settings'
import { cutText } from '../../src/plane/data'
import { roomOf } from '../../src/shell/rooms'
import { readLink } from '../../src/walk/run/link'

const link = 'go=reverse&process=vp&steps=20'
const expected = readLink(`#${link}`)

describe('a link that a program has broken is the link that it was', () => {
  test.each<readonly [string, string]>([
    ['HTML’s &amp;', '#go=reverse&amp;process=vp&amp;steps=20'],
    ['… twice', '#go=reverse&amp;amp;process=vp&amp;amp;steps=20'],
    ['… by number', '#go=reverse&#38;process=vp&#x26;steps=20'],
    ['encoded as a whole', `#${encodeURIComponent(link)}`],
    ['… twice', `#${encodeURIComponent(encodeURIComponent(link))}`],
    ['… with its #', `#${encodeURIComponent(`#${link}`)}`],
    ['encoded separators', '#go=reverse%26process=vp%26steps=20'],
    ['one encoded separator', '#go=reverse&process=vp%26steps=20'],
    ['encoded signs of equality', '#go%3Dreverse&process%3Dvp&steps%3D20'],
    ['both in part', '#go=reverse%26process%3Dvp%26steps%3D20'],
    ['encoded &amp;', '#go=reverse%26amp%3Bprocess=vp%26amp%3Bsteps=20'],
    ['mail’s quoted =', '#go=3Dreverse&process=3Dvp&steps=3D20'],
    ['a question mark', `#?${link}`],
    ['two #', `##${link}`],
    ['a doubled &', `#${link.replaceAll('&', '&&')}&`],
    ...[
      '.',
      ',',
      ';',
      ':',
      ')',
      ').',
      '."',
      '>',
      '%3E',
      '%22',
      '%E2%80%9D',
      '%C2%BB',
      '…',
      '!',
      '?',
      '’',
      '%E2%80%8B',
    ].map((sign) => [`“${sign}” at its end`, `#${link}${sign}`] as const),
  ])('%s', (_, broken) => {
    expect(readLink(broken)).toEqual(expected)
  })

  test('and leads to its room', () => {
    for (const broken of [
      '#room=plane&amp;data=rings',
      '#room%3Dplane%26data%3Drings',
      '#room=plane%26data=rings',
      '#room=plane.',
      '#data=rings&amp;room=plane',
    ])
      expect(roomOf(broken), broken).toBe('plane')
    for (const other of ['', '#go=reverse', '#room=walk', '#room=planet', '#data=room=plane'])
      expect(roomOf(other), other).toBe('walk')
    expect(readPlaneLink('#room=plane%26data=rings').settings.points).toEqual({ kind: 'distribution', id: 'rings' })
  })

  test('a plus is a plus', () => {
    expect(readLink('#sampler=dpm-solver++')).toEqual(readLink('#sampler=dpm-solver%2B%2B'))
    expect(readLink('#sampler=dpm-solver++').settings.sampler).toBe('dpm-solver++')
  })
})

test('of what a link does not name it is not told that it asks for it', () => {
  expect(expected.notes).toEqual([])
  expect(readLink('#process=edm').notes).toEqual([])
  expect(readPlaneLink('#room=plane&process=flow&beside=on&beside-process=edm').notes).toEqual([])
})

describe('a word of the plane', () => {
  const there = (text: string) => {
    const planeLink = writePlaneLink({ ...planeDefaults, points: { kind: 'text', text } })
    return readPlaneLink(planeLink)
  }
  test.each([
    `${'a'.repeat(39)}🎈`,
    `${'a'.repeat(38)}👩‍👩‍👧‍👦`,
    'é'.normalize('NFD').repeat(40),
    '👩‍👩‍👧‍👦'.repeat(36),
    'Hi.',
    'Hi!',
    '(a)',
    '“b”',
    'a&amp;b',
    'x=1&t=3',
    '50 %',
    'c+d',
    '#',
  ])('“%s” travels whole', (text) => {
    expect(there(text)).toEqual({ settings: { ...planeDefaults, points: { kind: 'text', text } }, notes: [] })
  })

  test('is cut between characters, and a broken one does not break the link', () => {
    expect(cutText(`${'a'.repeat(39)}🎈🎈`)).toBe(`${'a'.repeat(39)}🎈`)
    expect(there('a\uD83C').settings.points).toEqual({ kind: 'text', text: 'a\uFFFD' })
    expect(there(`a${'\u0301'.repeat(3000)}b`).notes).toHaveLength(1) // one character without an end is none
  })
})

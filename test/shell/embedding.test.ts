import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import '../property-seed'
import { MOST_LINK, sentLink, wantedLink } from '../../src/shell/embedding'
import { defaults as planeDefaults } from '../../src/plane/settings'
import { writeLink as writePlane } from '../../src/plane/link'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { readLink, writeLink } from '../../src/walk/run/link'

describe('a message that asks for a state', () => {
  test('is a link under its name and number, and nothing else', () => {
    expect(wantedLink({ noisewalk: 1, show: '#go=reverse&digit=4' })).toBe('#go=reverse&digit=4')
    expect(wantedLink({ noisewalk: 1, show: '#' })).toBe('#')
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', '{"noisewalk":1,"show":"#t=1"}'],
    ['an array', [1, '#t=1']],
    ['ten thousand links', Array.from({ length: 10_000 }, () => ({ noisewalk: 1, show: '#t=1' }))],
    ['ten thousand names', Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i]))],
    ['another number', { noisewalk: 2, show: '#t=1' }],
    ['a number in letters', { noisewalk: '1', show: '#t=1' }],
    ['no number', { show: '#t=1' }],
    ['no link', { noisewalk: 1 }],
    ['a link in a list', { noisewalk: 1, show: ['#t=1'] }],
    ['a link with methods', { noisewalk: 1, show: { startsWith: true, length: 3 } }],
    ['an address', { noisewalk: 1, show: 'https://example.org/#t=1' }],
    ['a script', { noisewalk: 1, show: 'javascript:alert(1)' }],
    ['one name too many', { noisewalk: 1, show: '#t=1', settings: {} }],
    ['a polluting name', JSON.parse('{"noisewalk":1,"show":"#t=1","__proto__":{"polluted":1}}')],
    ['inherited names', Object.create({ noisewalk: 1, show: '#t=1' })],
    ['too long a link', { noisewalk: 1, show: `#${'t'.repeat(MOST_LINK)}` }],
  ])('is not %s', (_, message) => {
    expect(wantedLink(message)).toBeUndefined()
    expect({}).not.toHaveProperty('polluted')
  })

  test('is none of a hostile page’s other values', () => {
    const hostile = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
      fc.record({ noisewalk: fc.anything(), show: fc.anything(), __proto__: fc.anything() }, { requiredKeys: [] }),
    )
    fc.assert(
      fc.property(hostile, (message) => {
        const link = wantedLink(message)
        if (link !== undefined) {
          expect(message).toStrictEqual({ noisewalk: 1, show: link })
          expect(link.startsWith('#')).toBe(true)
        }
      }),
    )
  })

  test('sets what a link can set, whatever its link says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const show = wantedLink({ noisewalk: 1, show: `#${text}` })
        expect(Object.keys(readLink(show ?? '').settings)).toEqual(Object.keys(readLink('').settings))
      }),
    )
  })
})

describe('what another page is told', () => {
  test('is the link to what is shown', () => {
    expect(sentLink('#go=reverse&digit=4&frame=12')).toBe('#go=reverse&digit=4&frame=12')
    expect(sentLink('')).toBe('#')
  })

  test('is not what the visitor drew, typed or opened', () => {
    const drawnSettings: Settings = { ...defaults, picture: { kind: 'own', pixels: 'A'.repeat(1046) }, t: 300 }
    expect(writeLink(drawnSettings)).toContain('own.')
    expect(sentLink(writeLink(drawnSettings))).toMatch(/^#(?!.*picture).*t=300/)
    expect(sentLink('#branches=branch.0~name.Ada~picture.own.AAAA~steps.9~branch.1~label.2&t=3')).toBe(
      '#branches=branch.0~steps.9~branch.1~label.2&t=3',
    )
    const plane = (points: typeof planeDefaults.points) => sentLink(writePlane({ ...planeDefaults, points, t: 300 }))
    expect(plane({ kind: 'text', text: 'Ada.' })).toBe('#room=plane&t=300')
    expect(plane({ kind: 'own', packed: 'abc' })).toBe('#room=plane&t=300')
    expect(plane({ kind: 'distribution', id: 'rings' })).toBe('#room=plane&data=rings&t=300')
  })
})

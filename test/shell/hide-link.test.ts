import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import '../property-seed'
import { HIDEABLE } from '../../src/shell/hideable'
import { LEFT_OUT_OF_FRAMES, readHide, writeHide } from '../../src/shell/hide-link'
import { allPairs } from '../../src/shell/link-pairs'
import { pagePair, withPagePairs } from '../../src/shell/page-pairs'
import { frameOf } from '../../src/shell/share-link'
import { readLink as readPlane } from '../../src/plane/link'
import { readLink } from '../../src/walk/run/link'

const parts = HIDEABLE.filter((part) => part !== 'stage')

describe('what a link hides', () => {
  test('comes back from any set of parts, through the address', () => {
    fc.assert(
      fc.property(fc.subarray(parts, { minLength: 1 }), (hiddenParts) => {
        const link = withPagePairs('#t=250', { hide: writeHide(hiddenParts) })
        expect(readHide(pagePair(link, 'hide') ?? '')).toEqual({ parts: hiddenParts, unknown: [], hidesPicture: false })
      }),
    )
    expect(writeHide([])).toBeUndefined()
    expect(withPagePairs('#t=250', { hide: writeHide([]) })).toBe('#t=250')
  })

  test.each([
    'panel.foot',
    'foot.panel.',
    '3Dpanel.foot',
    'Panel.FOOT',
    'panel,foot',
    'panel+foot',
    'panel;%20foot',
    'panel.foot.panel',
    '..panel..foot..',
  ])('is read from %s', (text) => {
    expect(readHide(pagePair(`#hide=${text}`, 'hide') ?? '').parts).toEqual(['panel', 'foot'])
  })

  test('is what the page has; the rest is named, cut and counted', () => {
    expect(readHide('panel.constructor.__proto__.ceiling')).toEqual({
      parts: ['panel'],
      unknown: ['constructor', '__proto__', 'ceiling'],
      hidesPicture: false,
    })
    const { unknown } = readHide(Array.from({ length: 10_000 }, (_, i) => `part${i}`).join('.'))
    expect(unknown).toHaveLength(8)
    const [long = ''] = readHide('x'.repeat(500)).unknown
    expect(long.length).toBeLessThan(30)
  })

  test('is never the picture', () => {
    expect(readHide(HIDEABLE.join('.'))).toEqual({ parts, unknown: [], hidesPicture: true })
    expect(LEFT_OUT_OF_FRAMES).not.toContain('stage')
  })

  test('is read from any text without a failure', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        const { parts: read, unknown } = readHide(text)
        expect(new Set(read).size).toBe(read.length)
        expect(unknown.length).toBeLessThanOrEqual(8)
      }),
    )
  })

  test('sets nothing in a room', () => {
    expect(readLink('#hide=panel.foot&embed=on')).toEqual(readLink(''))
    expect(readPlane('#room=plane&hide=panel&embed=on').notes).toEqual([])
    expect(readPlane('#room=plane&hide=0.25').settings.dropClass).toBe(0.25) // an older link of the plane
  })
})

test('the element for another page holds the link as it is', () => {
  const link = "https://example.org/?a=1&b=2#t=250&hide=panel.foot&name=%22'<"
  const html = frameOf(link, 'A "title"')
  const [, src = ''] = /^<iframe src="([^"]*)"/.exec(html) ?? []
  expect(src.replaceAll('&lt;', '<').replaceAll('&amp;', '&')).toBe(link)
  expect(allPairs('#hide=panel.foot')).toEqual([['hide', 'panel.foot']])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outOfFrame } from '../../src/plane/data/frame'
import { MOST_POINTS, readPoints, type ReadPoints } from '../../src/plane/data/read-points'

function read(text: string): ReadPoints {
  const result = readPoints(text)
  if ('code' in result) throw new Error(`${result.code} ${JSON.stringify(result.details)}`)
  return result
}
const problemOf = (text: string) => {
  const result = readPoints(text)
  return 'code' in result ? [result.code, result.details.at] : undefined
}
/** As they were written. */
const original = ({ points, frame }: ReadPoints) => [...outOfFrame(points.xy, frame)]
const closeTo = (values: readonly number[], expected: readonly number[], tolerance = 1e-5) => {
  expect(values).toHaveLength(expected.length)
  const size = Math.max(...expected.map(Math.abs), 1e-300)
  expect(
    values.every((value, i) => Math.abs(value - (expected[i] ?? NaN)) / size < tolerance),
    `${values.join(' ')} against ${expected.join(' ')}`,
  ).toBe(true)
}

describe('the same three points, written in many ways', () => {
  const points = [0.5, 1.25, -2, 3, 1e-1, -4]
  test.each([
    ['commas', '0.5,1.25\n-2,3\n1e-1,-4'],
    ['commas and blanks', '0.5, 1.25\n  -2 , 3  \n1e-1, -4\n\n'],
    ['a comma at the end of each line', '0.5,1.25,\n-2,3,\n1e-1,-4,'],
    ['semicolons', '0.5;1.25\n-2;3\n1e-1;-4'],
    ['tabs, as a spreadsheet copies', '0.5\t1.25\r\n-2\t3\r\n1e-1\t-4\r\n'],
    ['blanks, as numpy.savetxt', '5.0e-01 1.25e+00\n-2.0e+00 3.0e+00\n1.0e-01 -4.0e+00\n'],
    ['decimal commas and semicolons', '0,5;1,25\n-2;3\n1e-1;-4'],
    ['decimal commas and tabs', '0,5\t1,25\n-2\t3\n0,1\t-4'],
    ['decimal commas and blanks', '0,5 1,25\n-2,0 3,0\n0,1 -4,0'],
    ['a header', 'x,y\n0.5,1.25\n-2,3\n1e-1,-4'],
    ['a header in another order', 'y,x\n1.25,0.5\n3,-2\n-4,0.1'],
    ['pandas, with its index', ',x,y,label\n0,0.5,1.25,0\n1,-2,3,1\n2,0.1,-4,0'],
    ['a header without names of ours', '"length (cm)","width (cm)"\n0.5,1.25\n-2,3\n1e-1,-4'],
    ['comments and a byte order mark', '\uFEFF# t = 500\n0.5,1.25\n# more\n-2,3\n1e-1,-4'],
    ['JSON pairs', '[[0.5, 1.25], [-2, 3], [0.1, -4]]'],
    ['JSON objects', '[{"x":0.5,"y":1.25},{"x":-2,"y":3},{"y":-4,"x":0.1}]'],
    ['JSON points', '{"points": [[0.5, 1.25], [-2, 3], [0.1, -4]]}'],
    ['Python tuples', '[(0.5, 1.25), (-2, 3), (.1, -4)]'],
    ['numpy’s print', '[[ 0.5   1.25]\n [-2.    3.  ]\n [ 0.1  -4.  ]]'],
    ['a true minus sign', '0.5,1.25\n−2,3\n0.1,−4'],
    ['an old Macintosh', '0.5,1.25\r-2,3\r0.1,-4'],
  ])('%s', (_, text) => {
    closeTo(original(read(text)), points)
  })
})

describe('classes', () => {
  const labels = (text: string) => [...read(text).points.labels]
  test('0 and 1 are themselves, whichever comes first', () => {
    expect(labels('1,2,1\n3,4,0\n5,6,1.0')).toEqual([1, 0, 1])
  })
  test('other numbers go by size', () => {
    expect(labels('1,2,1\n3,4,-1')).toEqual([1, 0])
  })
  test('words go by first come', () => {
    expect(labels('x,y,class\n1,2,sun\n3,4,moon\n5,6,sun')).toEqual([0, 1, 0])
  })
  test('words may be quoted, with the separator within', () => {
    expect(labels('1,2,"a,b"\n3,4,"c"')).toEqual([0, 1])
  })
  test('one class alone is that class', () => {
    expect(labels('1,2,1\n3,4,1')).toEqual([1, 1])
    expect(labels('1,2,moon\n3,4,moon')).toEqual([0, 0])
    expect(labels('1,2\n3,4,1')).toEqual([0, 1])
  })
  test('a third one is told, and where', () => {
    expect(problemOf('1,2,a\n3,4,b\n5,6,c')).toEqual(['classes', 3])
  })
})

describe('what cannot be read is told, with its line', () => {
  test.each([
    ['nothing', '', ['nothing', undefined]],
    ['blanks', ' \n\t\n', ['nothing', undefined]],
    ['a header alone', 'x,y', ['nothing', undefined]],
    ['a sentence', 'Once upon a time there was a point.', ['nothing', undefined]],
    ['NaN', '1,2\n3,NaN\n5,6', ['not-number', 2]],
    ['NaN in the first line', 'nan,nan\n3,4', ['not-number', 1]],
    ['infinity', '1,2\n3,4\ninf,6', ['not-number', 3]],
    ['a number beyond all numbers', '1,2\n1e400,4', ['too-large', 2]],
    ['text', '1,2\n3,four', ['not-number', 2]],
    ['an empty cell', '1,2\n,4', ['not-number', 2]],
    ['one column', '1\n2\n3', ['columns', 1]],
    ['four columns without names', '1,2,3,4\n5,6,7,8', ['columns', 1]],
    ['a line that ends early', '1,2\n3\n4,5', ['columns', 2]],
    ['broken JSON', '[{"x": 1, "y"', ['json', undefined]],
    ['JSON without points', '{"x": 1}', ['entry', 1]],
    ['a list of numbers', '[1, 2, 3]', ['entry', 1]],
    ['a missing coordinate', '[{"x":1,"y":2},{"x":1}]', ['not-number', 2]],
    ['NaN of numpy', '[[1. 2.]\n [nan 4.]]', ['not-number', 2]],
    ['a name that is every object’s', '[{"__proto__":1,"constructor":2}]', ['not-number', 1]],
  ])('%s', (_, text, expected) => {
    expect(problemOf(text)).toEqual(expected)
  })

  test('what is told of a stranger’s text is short', () => {
    const result = readPoints(`1,2\n3,${'z'.repeat(1e5)}`)
    expect(JSON.stringify(result).length).toBeLessThan(200)
  })
})

describe('in the view', () => {
  test('points have mean 0 and unit deviation, whatever they were', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
          { minLength: 1, maxLength: 50 },
        ),
        (pairs) => {
          const result = read(pairs.map(([x, y]) => `${x};${y}`).join('\n'))
          const { xy } = result.points
          expect(xy.every((value) => Math.abs(value) <= 2.501)).toBe(true)
          closeTo(original(result), pairs.flat(), 1e-5)
          for (const axis of [0, 1]) {
            const mean = xy.reduce((sum, value, i) => (i % 2 === axis ? sum + value : sum), 0) / pairs.length
            expect(Math.abs(mean)).toBeLessThan(1e-4)
          }
        },
      ),
      { numRuns: 200 },
    )
  }, 60_000)

  test('one point stands in the middle', () => {
    expect([...read('7,-3').points.xy]).toEqual([0, 0])
  })
  test('coinciding points are counted, and stand in the middle', () => {
    const result = read('0.1,0.3\n'.repeat(7))
    expect(result.distinct).toBe(1)
    closeTo(
      [...result.points.xy].map((value) => value + 1),
      Array<number>(14).fill(1),
    )
  })
  test('an outlier does not leave the view', () => {
    const result = read(`${'0,0\n1,1\n'.repeat(500)}1e9,1e9`)
    expect(result.points.xy.every((value) => Math.abs(value) <= 2.501)).toBe(true)
  })
  test('time stamps keep their width', () => {
    const result = read('1700000000.0,1\n1700000000.5,2\n1700000001.0,3')
    expect(result.distinct).toBe(3)
    expect(result.frame.scale).not.toBe(1)
  })
})

test('100,000 points are thinned by a choice that is the same each time', () => {
  const text = Array.from({ length: 100_000 }, (_, i) => `${i},${i % 7},${i % 2}`).join('\n')
  const result = read(text)
  expect([result.read, result.points.labels.length, result.points.xy.length]).toEqual([
    100_000,
    MOST_POINTS,
    2 * MOST_POINTS,
  ])
  expect(read(text).points).toEqual(result.points)
  const chosenRows = original(result)
    .filter((_, i) => i % 2 === 0)
    .map(Math.round)
  expect(new Set(chosenRows).size).toBe(MOST_POINTS)
  // each tenth of the file is a tenth of the choice: 1,000 ± 30, the standard deviation of a draw without replacement
  for (let tenth = 0; tenth < 10; tenth++) {
    expect(Math.abs(chosenRows.filter((i) => Math.floor(i / 10_000) === tenth).length - 1000)).toBeLessThan(150)
  }
}, 60_000)

test('whatever is pasted is points or a problem, never an exception nor a number that is none', () => {
  const pieces = fc.constantFrom(
    '1',
    '-2.5',
    '1e9',
    '1e999',
    'NaN',
    'x',
    'y',
    'label',
    ',',
    ';',
    '\t',
    ' ',
    '\n',
    '\r',
    '"',
    '[',
    ']',
    '{',
    '}',
    ':',
    '#',
    '−',
    '(',
    ')',
    '.',
    '∞',
    '\0',
    '𝕩',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
        fc.string({ maxLength: 80, unit: 'binary' }),
      ),
      (text) => {
        const result = readPoints(text)
        if ('code' in result) return
        expect(result.points.labels.length).toBeGreaterThan(0)
        expect(result.points.xy.every(Number.isFinite)).toBe(true)
        expect(result.points.xy.length).toBe(2 * result.points.labels.length)
      },
    ),
    { numRuns: 800 },
  )
}, 60_000)

test.each([
  ['digits', '1'.repeat(1e6)],
  ['separators', ','.repeat(1e6)],
  ['brackets', '['.repeat(1e5)],
  ['quotes', '"'.repeat(1e5)],
  ['signs', `${'1e'.repeat(1e5)},1`],
])('a million %s is a problem and not a hang', (_, text) => {
  expect(readPoints(text)).toHaveProperty('code')
})

test('a mark that was taken for the decimal one sets thousands apart if somebody says so', () => {
  const of = (text: string) => readPoints(text, 0, ['decimal'])
  expect(of('1,234\t567\n12,345\t890\n')).toMatchObject({ original: Float64Array.of(1234, 567, 12345, 890), left: [] })
  expect(of('1.234;567\n12.345;890\n')).toMatchObject({ original: Float64Array.of(1234, 567, 12345, 890), left: [] })
  expect(of('1.5;2\n3;4\n')).toMatchObject({ original: Float64Array.of(1.5, 2, 3, 4) })
})

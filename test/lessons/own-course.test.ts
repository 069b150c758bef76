import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { openCourseFile } from '../../src/lessons/builder/course-file'
import { courseIn, coursePair, courseText } from '../../src/lessons/course/course-link'
import { courseJson, LIMITS, NoCourse, type OwnCourse, readCourse } from '../../src/lessons/course/own-course'
import { lecture, lectureMinutes } from '../../src/lessons/course/lecture'
import { seed } from '../property-seed'

const course: OwnCourse = {
  title: 'Ein Kurs über Rauschen – 噪声',
  entries: [
    { kind: 'lesson', id: 'noise', title: '' },
    { kind: 'state', title: 'Look here', text: 'First.\nThen.', link: '#go=reverse&steps=10' },
    { kind: 'lesson', id: 'noise', title: 'Once more' },
  ],
}
const asFile = (text: string) => ({ size: text.length, text: () => Promise.resolve(text) })

test('a link carries a course, and the entry at which it opens', () => {
  expect(courseIn(`#course=${courseText(course)}`)).toEqual({ course, notes: [], at: undefined })
  expect(courseIn(`#t=3&course=${coursePair(course, 1)}&lang=en`)?.at).toBe(1)
  expect(courseIn('#t=3')).toBeUndefined()
})

test.each(['', 'x', '!!!', 'eyJhIjoxfQ', '%00', courseText(course).slice(0, 40)])(
  'a damaged course “%s” in a link is told to be none',
  (text) => {
    expect(() => courseIn(`#course=${text}`)).toThrow(NoCourse)
  },
)

test('the lecture that the page brings is one link, from DDPM by DDIM and the SDE to guidance, in about 45 minutes', () => {
  const link = `#course=${courseText(lecture())}`
  expect(link.length).toBeLessThan(500)
  expect(courseIn(link)?.course).toEqual(lecture())
  expect(lecture().entries.map((entry) => entry.kind === 'lesson' && entry.id)).toEqual([
    'back',
    'eta',
    'sde',
    'guidance',
  ])
  expect(lectureMinutes()).toBeGreaterThanOrEqual(40)
  expect(lectureMinutes()).toBeLessThanOrEqual(50)
})

test('a file carries a course', async () => {
  const opened = await openCourseFile(asFile(JSON.stringify(courseJson(course))))
  expect(opened).toEqual({ status: 'read', course, notes: [] })
})

describe('a course of somebody else’s', () => {
  const entry = { lesson: 'noise' }
  test('with ten thousand entries is cut, and that is told', () => {
    const { course: read, notes } = readCourse({
      noisewalk: 'course',
      entries: Array.from({ length: 10_000 }, () => entry),
    })
    expect(read.entries).toHaveLength(LIMITS.entries)
    expect(notes).toEqual([{ kind: 'many', entries: 10_000, usedCount: LIMITS.entries }])
  })

  test('with hostile titles has plain and short ones', () => {
    const title = `<img src=x onerror=alert(1)>\u202Etxt.exe\u0000\u200B${'a'.repeat(5000)}`
    const { course: read, notes } = readCourse({ noisewalk: 'course', title, entries: [{ ...entry, title }] })
    for (const text of [read.title, read.entries[0]?.title ?? '']) {
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(Array.from(text).length).toBeLessThanOrEqual(LIMITS.title)
    }
    expect(notes).toEqual([{ kind: 'shortened' }])
  })

  test('with lessons that are not there, links to other pages and other things leaves these out', () => {
    const strange = [
      { lesson: 'constructor' },
      { lesson: '__proto__' },
      { link: 'https://example.org' },
      { link: 'javascript:alert(1)' },
      { link: `#${'x'.repeat(LIMITS.link)}` },
      null,
      7,
      [],
      {},
    ]
    const { course: read, notes } = readCourse({ noisewalk: 'course', entries: [...strange, entry] })
    expect(read.entries).toEqual([{ kind: 'lesson', id: 'noise', title: '' }])
    expect(notes).toEqual([{ kind: 'skipped', entries: strange.length }])
  })

  test('that is another file is refused', async () => {
    expect(await openCourseFile(asFile('{"a":'))).toEqual({ status: 'refused', why: 'file' })
    expect(await openCourseFile(asFile('[]'))).toEqual({ status: 'refused', why: 'file' })
    expect(await openCourseFile({ size: 2e6, text: () => Promise.resolve('') })).toEqual({
      status: 'refused',
      why: 'large',
    })
  })

  test('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const file = { noisewalk: 'course', entries: [value], title: value }
        expect(readCourse(file).course.entries.length).toBeLessThanOrEqual(1)
      }),
      { seed, numRuns: 200 },
    )
  })
})

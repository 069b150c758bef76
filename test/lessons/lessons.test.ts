import { describe, expect, test } from 'vitest'
import { lessonsText } from '../../src/i18n/lessons'
import type { LessonWords } from '../../src/i18n/en/lessons/form'
import { COURSE } from '../../src/lessons/course/course'
import { LESSONS } from '../../src/lessons/lesson'
import { readLink as readPlane } from '../../src/plane/link'
import { roomOf } from '../../src/shell/rooms'
import { partsFor } from '../../src/walk/link-parts'
import { readLink as readWalk } from '../../src/walk/run/link'

const words: Readonly<Record<string, LessonWords>> = lessonsText.lessons

test('the lessons stand in the order of the course, each once', () => {
  const ids = COURSE.map(({ id }) => id)
  expect(ids).toEqual(LESSONS.filter((id) => ids.includes(id)))
  expect(Object.keys(words).toSorted()).toEqual(ids.toSorted())
})

describe.each(COURSE.map((place) => [place.id, place] as const))('the lesson %s', (id, place) => {
  test('has 4 to 7 steps, two questions or more, minutes, sources, and words for each step', async () => {
    const { steps, sources } = await place.load()
    expect(steps.length).toBeGreaterThanOrEqual(4)
    expect(steps.length).toBeLessThanOrEqual(7)
    expect(steps.filter(({ question }) => question).length).toBeGreaterThanOrEqual(2)
    expect(place.minutes).toBeGreaterThanOrEqual(8)
    expect(place.minutes).toBeLessThanOrEqual(15)
    expect(sources.length).toBeGreaterThan(0)
    for (const { href } of sources) expect(href).toMatch(/^https:\/\//)
    expect(steps.map((step) => step.id)).toEqual(Object.keys(words[id]?.steps ?? {}))
  })

  test('each preset is read without a note', async () => {
    const { steps } = await place.load()
    for (const { preset } of steps) {
      await partsFor(preset)
      const { notes } = roomOf(preset) === 'plane' ? readPlane(preset) : readWalk(preset)
      expect(notes, preset).toEqual([])
    }
  })

  test('each question has words: what it asks, its options, and why wrong answers are tempting', async () => {
    const { steps } = await place.load()
    for (const { id: step, question } of steps) {
      const questionWords = words[id]?.steps[step]?.question
      expect(questionWords !== undefined, step).toBe(question !== undefined)
      if (!question || !questionWords) continue
      expect(words[id]?.steps[step]?.reveal, step).toBeTypeOf('function')
      expect(Object.keys(questionWords.tempting).length, step).toBeGreaterThan(0)
      if (question.kind === 'choice') expect(Object.keys(questionWords.options ?? {})).toEqual([...question.options])
      if (question.kind === 'curve') expect(questionWords.axes, step).toBeDefined()
      if (question.kind === 'number') expect(question.within ?? question.share, step).toBeGreaterThan(0)
    }
  })
})

import type { Page } from 'playwright'
import { expect } from 'vitest'
import { COURSE } from '../../../src/lessons/course/course'
import type { LessonId, Step } from '../../../src/lessons/lesson'
import type { Guess, Question } from '../../../src/lessons/question/question'

/** What a question's answer was, as the page measured it. */
export interface Taken {
  readonly truth: Guess
  readonly figures: Readonly<Record<string, number>>
}

const card = (page: Page, id: LessonId, step: string) => page.locator(`[data-lesson="${id}"][data-step="${step}"]`)

/** Presses Tab until the focus is on an element of the question. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((target) => document.activeElement?.matches(target) ?? false, selector)) return
  }
  throw new Error(`Tab does not lead to ${selector}.`)
}

/** Answers a question by keys alone; which answer does not matter. */
async function guess(page: Page, { kind }: Question): Promise<void> {
  if (kind === 'picture') await page.locator('[data-lesson] fieldset canvas').first().waitFor()
  await tabTo(page, kind === 'curve' ? '[data-lesson] [role="slider"]' : '[data-lesson] [role="group"] input')
  if (kind === 'number') {
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
  } else if (kind === 'moment') await page.keyboard.press('ArrowRight')
  else if (kind === 'curve') await page.keyboard.press('ArrowUp')
  else await page.keyboard.press('Space')
  await tabTo(page, '[data-lesson] [role="group"] button:not([disabled])')
  await page.keyboard.press('Enter')
}

async function answered(page: Page, question: Question): Promise<Taken> {
  await guess(page, question)
  const verdict = page.locator('[data-lesson] [data-truth]')
  const fault = page.locator('[data-lesson] [role="alert"]')
  await verdict.or(fault).first().waitFor({ timeout: 60_000 })
  if (await fault.isVisible()) throw new Error(`Nothing was measured: ${await fault.innerText()}`)
  const read = async (name: string) => JSON.parse((await verdict.getAttribute(name)) ?? 'null') as unknown
  return { truth: (await read('data-truth')) as Guess, figures: (await read('data-figures')) as Taken['figures'] }
}

/**
 * Takes a lesson from its first step to its end by keys alone. The page has opened its link ("#lesson=noise").
 * @returns by step the answer that the page has measured
 */
export async function takeLesson(page: Page, id: LessonId): Promise<Readonly<Record<string, Taken>>> {
  const place = COURSE.find((each) => each.id === id)
  if (!place) throw new Error(`There is no lesson ${id}.`)
  const { steps } = await place.load()
  const answers: Record<string, Taken> = {}
  const through = async (step: Step) => {
    await card(page, id, step.id).waitFor()
    if (step.question) {
      const answer = await answered(page, step.question)
      if (step.question.kind === 'choice') expect(answer.truth, `${id}.${step.id}`).toBe(step.question.usual)
      answers[step.id] = answer
    }
    await page.keyboard.press('PageDown')
  }
  for (const step of steps) await through(step)
  await card(page, id, 'end').waitFor()
  expect(Object.keys(answers).length).toBeGreaterThanOrEqual(2)
  return answers
}

/** The answer of a step. */
export const answerOf = (answers: Readonly<Record<string, Taken>>, step: string): Taken => {
  const answer = answers[step]
  if (!answer) throw new Error(`The step ${step} has no answer.`)
  return answer
}

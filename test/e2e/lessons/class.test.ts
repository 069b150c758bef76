import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { lessonsText } from '../../../src/i18n/lessons'
import { courseText } from '../../../src/lessons/course/course-link'
import { linkSays } from '../walk'
import { browsing } from '../visit'

const visit = browsing()
const { own: ownCourse, presenter, faults, card } = lessonsText
const step = (page: Page, id: string, name: string) => page.locator(`[data-lesson="${id}"][data-step="${name}"]`)

test('a link to a lesson that is not there opens the list and says so; a step beyond the end is the end', async () => {
  const page = await visit({ hash: '#lesson=nothing' })
  await page.getByRole('dialog').getByText(faults.unknown('nothing')).waitFor()
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    location.hash = '#lesson=noise.77'
  })
  await step(page, 'noise', 'end').getByText(faults.beyond('What noise does', 5)).waitFor()
})

test('wandering off is allowed: one press leads back to the step, another to the page as it was before', async () => {
  const page = await visit({ hash: '#t=123' })
  await page.keyboard.press('c')
  await page
    .getByRole('dialog')
    .locator('[data-lesson="noise"]')
    .getByRole('button', { name: lessonsText.begin })
    .click()
  await step(page, 'noise', 'look').waitFor()
  await page.keyboard.press('.')
  await step(page, 'noise', 'mix').waitFor()
  await linkSays(page, 't=300')
  await page.keyboard.press('ArrowRight')
  await linkSays(page, 't=320')
  await page.getByRole('button', { name: card.setUp }).click()
  await linkSays(page, 't=300')
  await page.getByRole('button', { name: card.leave }).click()
  expect(await linkSays(page, 't=123')).not.toContain('lesson')
  await page.evaluate(() => {
    location.hash = '#lesson=noise'
  })
  await step(page, 'noise', 'look').waitFor()
  await page.evaluate(() => {
    location.hash = '#t=777' // a link to something else ends the lesson
  })
  await step(page, 'noise', 'look').waitFor({ state: 'detached' })
  expect(await linkSays(page, 't=777')).not.toContain('lesson')
})

test('a course is one link: its entries come one after the other, and a damaged one is told', async () => {
  const course = courseText({
    title: '<b>Monday</b>',
    entries: [
      { kind: 'state', title: 'Look here', text: 'The half.', link: '#t=500' },
      { kind: 'lesson', id: 'noise', title: '' },
    ],
  })
  const page = await visit({ hash: `#course=${course}.1` })
  const first = step(page, 'own', 'state')
  await first.getByText('The half.').waitFor()
  await linkSays(page, 't=500')
  await page.keyboard.press('PageDown')
  await page.getByRole('button', { name: card.nextLesson('What noise does') }).click()
  await step(page, 'noise', 'look').waitFor()
  await page.keyboard.press('c')
  await page.getByRole('heading', { name: ownCourse.following('<b>Monday</b>') }).waitFor() // as words, not as an element
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    location.hash = '#course=abc'
  })
  await page.getByText(ownCourse.faults.link).waitFor()
})

test('a lesson is presented by keys, the window of notes is in step, and each survives the other', async () => {
  const page = await visit({ hash: '#lesson=noise&present=on' })
  await step(page, 'noise', 'look').waitFor()
  const [notes] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: presenter.notes }).click(),
  ])
  await notes.getByText(presenter.window.step('What noise does', 1, 5)).waitFor()
  await notes.keyboard.press('PageDown')
  await step(page, 'noise', 'mix').waitFor()
  await page.keyboard.press('b')
  await page.getByRole('alert').getByText(presenter.blackNow).waitFor()
  await page.keyboard.press('PageDown') // brings the page back, and no more
  await page.getByRole('alert').getByText(presenter.blackNow).waitFor({ state: 'detached' })
  await page.keyboard.press('PageDown')
  await notes.getByText(presenter.window.step('What noise does', 3, 5)).waitFor()
  await page.keyboard.press('Escape')
  await notes.getByText(presenter.window.closed).waitFor()
  await notes.close()
  await page.keyboard.press('PageDown')
  await step(page, 'noise', 'average').waitFor()
})

test('where the browser stores nothing, lessons are taken all the same, and the list says that it forgets', async () => {
  const page = await visit({
    hash: '#lesson=noise.5',
    prepare: (context) =>
      context.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError')
        }
      }),
  })
  await step(page, 'noise', 'left').waitFor()
  await page.keyboard.press('PageDown')
  await page.getByRole('heading', { name: card.end }).waitFor()
  await page.keyboard.press('c')
  await page.getByRole('dialog').getByText(lessonsText.notKept).waitFor()
  await page.getByRole('dialog').getByText(lessonsText.done).first().waitFor()
})

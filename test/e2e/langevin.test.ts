import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { browsing } from './visit'
import { timeline } from './walk'

const visit = browsing()
const says = (page: Page, frame: number) =>
  expect
    .poll(() => timeline(page).getAttribute('aria-valuetext'), { timeout: 60_000 })
    .toBe(text.timeline.frameValue(frame, 4, frame === 4 ? 0 : 700))

test('a walk that stays at one level is dragged through its frames, and the line says that it counts them', async () => {
  const page = await visit({ backend: 'wasm', hash: '#go=reverse&sampler=langevin&stay=700&steps=4&frame=4' })
  await says(page, 4)
  await timeline(page).getByText(text.timeline.stays(700)).waitFor()
  const box = await timeline(page).boundingBox()
  if (!box) throw new Error('the timeline is not in sight')
  const [x, y] = [(place: number) => box.x + place * box.width, box.y + box.height / 2]
  await page.mouse.move(x(0.01), y)
  await page.mouse.down()
  await page.mouse.move(x(0.5), y)
  await says(page, 2)
  await page.mouse.move(x(0.99), y)
  await says(page, 0)
  await page.mouse.up()
})

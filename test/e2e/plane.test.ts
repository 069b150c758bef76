import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { laterText } from '../../src/i18n/later'
import { settingsText } from '../../src/i18n/settings'
import { planeText } from '../../src/i18n/plane'
import { atFrame, layer, opening, awaitTimeline, awaitIdle, stage } from './plane'
import { awaitPaints } from './engine-log'
import { browsing } from './visit'
import { button, chooseFrom, awaitGallery, linkSays, menu, notices, timeline } from './walk'

const visit = browsing()
const { transport, rooms } = text

const open = opening(visit)
const particles = (page: Page): Promise<string> => layer(page, 'particles')

test('a link to the plane opens it, and fetches no checkpoint; an experiment sets everything up, and can be undone', async () => {
  const page = await open('&data=rings&t=300')
  await awaitIdle(page)
  await awaitTimeline(page, text.timeline.value(300, 1000))
  expect(await page.getByRole('link', { name: rooms.titles.plane }).getAttribute('aria-current')).toBe('page')
  expect(page.workers()).toHaveLength(1) // the plane's own: the network's has not been started
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect(fetched.filter((url) => /models|samples|recordings/.test(url))).toEqual([])

  await page.getByRole('radio', { name: planeText.panel.tabs.experiments }).check({ force: true })
  const { list, undo } = planeText.planeData.experiments
  await page.getByRole('button', { name: list['map']?.title ?? '' }).click()
  await linkSays(page, 'beside=on')
  await stage(page, 1).waitFor()
  await page.getByRole('button', { name: undo, exact: true }).click()
  await stage(page, 1).waitFor({ state: 'detached' })
  await linkSays(page, 'data=rings')
})

test('dragged to noise, play walks the particles back to data', async () => {
  const page = await open('&steps=5&particles=60')
  await awaitIdle(page)
  const data = await particles(page)
  await timeline(page).focus()
  await page.keyboard.press('End')
  await awaitTimeline(page, text.timeline.value(1000, 1000))
  const noise = await particles(page)
  expect(noise).not.toBe(data)
  await button(page, transport.play).click()
  await atFrame(page, 5, 5)
  await button(page, transport.play).waitFor()
  await page.getByText(planeText.status.nfe([5])).waitFor()
  expect(await particles(page)).not.toBe(noise)
})

test('a link made here opens the same particles elsewhere', async () => {
  const here = await open('&go=reverse&steps=4&particles=50&seed=3')
  await awaitIdle(here)
  await chooseFrom(here, settingsText.samplers.name, settingsText.samplers.titles.heun)
  await button(here, transport.toData).click()
  await atFrame(here, 4, 4)
  const link = await linkSays(here, 'frame=4')
  for (const part of ['room=plane', 'sampler=heun', 'process=edm', 'grid=karras', 'seed=3', 'particles=50'])
    expect(link).toContain(part)

  const elsewhere = await open(link.replace('#room=plane', ''))
  await awaitIdle(elsewhere)
  await atFrame(elsewhere, 4, 4)
  expect(await menu(elsewhere, settingsText.samplers.name).innerText()).toBe(settingsText.samplers.titles.heun)
  expect(await linkSays(elsewhere, 'frame=4')).toBe(link)
  await expect.poll(() => particles(elsewhere)).toBe(await particles(here))
})

test('an absurd link is mended, and the page says so', async () => {
  const page = await open('&steps=99999&data=own.AAAA&__proto__=1&grid=uniform')
  for (const sentence of [
    text.notice.clamped('steps', '99999', '500'),
    text.notice.ignored('data', 'own.AAAA'),
    text.notice.unknown('__proto__'),
    text.notice.clamped('grid', 'uniform', 'trailing'),
  ])
    await notices(page).getByText(sentence).waitFor()
})

test('going to the other room and back finds both as they were left', async () => {
  const page = await open('&go=reverse&steps=4&particles=40')
  await awaitIdle(page)
  await button(page, transport.toData).click()
  await atFrame(page, 4, 4)
  const left = await linkSays(page, 'frame=4')
  await page.keyboard.press('p')
  await awaitGallery(page)
  expect(await page.evaluate(() => location.hash)).toBe('')
  await page.keyboard.press('ArrowRight')
  const walk = await linkSays(page, 't=')
  await page.getByRole('link', { name: rooms.titles.plane }).click()
  await atFrame(page, 4, 4) // recorded: nothing is computed again
  expect(await page.evaluate(() => location.hash)).toBe(left)
  await page.keyboard.press('p')
  await awaitGallery(page)
  expect(await page.evaluate(() => location.hash)).toBe(walk)
  await page.evaluate(() => {
    location.hash = '#room=plane&t=120'
  })
  await awaitTimeline(page, text.timeline.value(120, 1000))
})

test('the whole room by keys', async () => {
  const page = await open('&steps=12&particles=30')
  await awaitIdle(page)
  await page.keyboard.press('d')
  await atFrame(page, 0, 12)
  await page.keyboard.press('ArrowLeft')
  await atFrame(page, 1, 12)
  await page.keyboard.press('Shift+ArrowLeft')
  await atFrame(page, 11, 12)
  await page.keyboard.press('ArrowRight')
  await atFrame(page, 10, 12)
  await page.keyboard.press('Home')
  await atFrame(page, 12, 12)
  await page.keyboard.press('r')
  await atFrame(page, 0, 12)
  await page.keyboard.press('1')
  await linkSays(page, 'class=1')
  await page.keyboard.press('x')
  await page.keyboard.press('b')
  await linkSays(page, 'beside=on')
  await stage(page, 1).waitFor()
  await page.keyboard.press(' ')
  await awaitTimeline(page, /^frame ([3-9]|1\d) of 12, /)
  await page.keyboard.press(' ')
  await button(page, transport.play).waitFor()
  await page.keyboard.press('b')
  await stage(page, 1).waitFor({ state: 'detached' })
  await page.keyboard.press('a')
  await linkSays(page, 'arrows=score')
  await page.keyboard.press('v')
  await linkSays(page, 'map=class')
  await page.keyboard.press('n')
  await linkSays(page, 'seed=2')
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: laterText.keys.title })
  for (const [, does] of planeText.keys) await dialog.getByText(does, { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

/** Windows that are touched, and windows with a mouse. */
const windows = [
  {
    how: 'touched',
    hasTouch: true,
    sizes: [
      [360, 740],
      [768, 1024],
    ],
  },
  {
    how: 'with a mouse',
    hasTouch: false,
    sizes: [
      [1280, 800],
      [1920, 1080],
    ],
  },
] as const

test.each(windows)(
  '$how, nothing hangs over the edge, and what fits is in sight, in a small window and a large one',
  async ({ hasTouch, sizes }) => {
    const [[firstWidth, firstHeight]] = sizes
    const page = await open('&go=reverse&steps=3&particles=30', {
      context: { viewport: { width: firstWidth, height: firstHeight }, hasTouch },
    })
    await awaitIdle(page)
    for (const runs of [1, 2]) {
      if (runs === 2) {
        await page.evaluate(() => {
          location.hash += '&beside=on'
        })
        await stage(page, 1).waitFor()
      }
      for (const [width, height] of sizes) {
        const where = `${runs} at ${width} × ${height}`
        await page.setViewportSize({ width, height })
        await awaitPaints(page, 3)
        const over = await page.evaluate(() =>
          [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`),
        )
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(scrollWidth, `${where}: ${over.join(', ')}`).toBeLessThanOrEqual(width)
        for (const part of [stage(page), timeline(page), button(page, transport.play)]) {
          const box = await part.boundingBox()
          expect(box?.width, where).toBeGreaterThan(0)
          if (width > 700)
            expect(
              (box?.y ?? Infinity) + (box?.height ?? 0),
              `${where}: in sight without scrolling`,
            ).toBeLessThanOrEqual(height)
        }
      }
    }
  },
)

test('a file of points that is dropped anywhere is taken, and pasted points whatever tab is open, and what became of them is said; words in a field are the field’s', async () => {
  const page = await open('')
  await awaitIdle(page)
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x,y\n0,1\n1,0\n2,2\n5,5\n'], 'four.csv', { type: 'text/csv' }))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  await page.getByText(planeText.planeData.taken.points(4)).waitFor()
  const link = await linkSays(page, 'data=own.')
  const samples = await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '0,1\n1,0\n')
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.querySelector('input[type=text]')?.dispatchEvent(event)
    return event.defaultPrevented
  })
  expect(samples).toBe(false)
  expect(await linkSays(page, 'data=own.')).toBe(link)

  await page.getByRole('radio', { name: planeText.panel.tabs.learning }).check({ force: true })
  const paste = (words: string) =>
    page.evaluate((pastedText) => {
      const data = new DataTransfer()
      data.setData('text/plain', pastedText)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, words)
  await paste('x,y\n0,1\n1,0\n2,2\n')
  await page.getByText(planeText.planeData.taken.points(3)).waitFor()
  await linkSays(page, 'data=own.')
  await paste('nothing, that is a point')
  await page.getByText(planeText.planeData.taken.points(3)).waitFor({ state: 'detached' })
  expect(await linkSays(page, 'data=own.')).toContain('data=own.') // and those that were there stay
})

test('a network learns, answers, and draws', async () => {
  const page = await open('&steps=4&particles=50&width=16&depth=1&batch=64')
  await awaitIdle(page)
  await page.getByRole('radio', { name: planeText.panel.tabs.learning }).check({ force: true })
  await page.getByRole('button', { name: new RegExp(`^${planeText.planeLearning.go}`) }).click()
  await page
    .getByText(/^[1-9]\d+ steps/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: new RegExp(`^${planeText.planeLearning.pause}`) }).click()
  await page.getByRole('button', { name: planeText.planeLearning.show }).click()
  await linkSays(page, 'by=network')
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: text.direction.reverse }).check({ force: true })
  await button(page, transport.toData).click()
  await atFrame(page, 4, 4)
})

import { expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { browsing } from './visit'
import { atFrame, button, galleryShown, picture, ready, timeline } from './walk'

const visit = browsing()

const sizes = [[360, 740], [768, 1024], [1280, 800], [1920, 1080]] as const

test.each(sizes)('at %i × %i nothing hangs over the edge, and what fits is in sight', async (width, height) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await visit({ backend: 'wasm', context: { viewport: { width, height }, colorScheme, hasTouch: width < 800 } })
    await galleryShown(page)
    await ready(page)
    for (const walk of ['forward', 'reverse'] as const) {
      if (walk === 'reverse') {
        await page.keyboard.press('d')
        await atFrame(page, 0)
        await button(page, text.transport.stepData).click()
        await atFrame(page, 1)
      }
      const over = await page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`))
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${walk} ${colorScheme}: ${over.join(', ')}`).toBeLessThanOrEqual(width)
      for (const part of [picture(page), timeline(page), button(page, text.transport.play)]) {
        const box = await part.boundingBox()
        expect(box?.width).toBeGreaterThan(0)
        if (width > 700) expect((box?.y ?? Infinity) + (box?.height ?? 0), `${walk}: in sight without scrolling`).toBeLessThanOrEqual(height)
      }
    }
    await page.context().close()
  }
})

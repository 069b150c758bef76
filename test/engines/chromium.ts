import { chromium } from 'playwright'
import { chromiumFlags } from '../chromium'
import { type Driver, VIEW } from './driver'

/** Chromium, as all other tests have it. */
export async function openChromium(path: string | undefined): Promise<Driver> {
  const browser = await chromium.launch({ args: chromiumFlags, ...(path && { executablePath: path }) })
  const page = await browser.newPage({ viewport: VIEW })
  return {
    open: async (url) => {
      await page.goto('about:blank')
      await page.goto(url)
    },
    value: (expression) => page.evaluate(expression),
    press: (key) => page.keyboard.press(key),
    drag: async (from, to) => {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 6 })
      await page.mouse.up()
    },
    end: () => browser.close(),
  }
}

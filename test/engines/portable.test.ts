import { afterAll, beforeAll, expect, test } from 'vitest'
import { portablePage } from '../e2e/portable'
import type { Driver } from './driver'
import { openFirefox } from './firefox'
import { endOfWalk, followToPlane } from './main-job'

const { FIREFOX_PATH } = process.env
let driver: Driver
beforeAll(async () => {
  if (FIREFOX_PATH) driver = await openFirefox(FIREFOX_PATH)
}, 120_000)
afterAll(async () => {
  if (FIREFOX_PATH) await driver.end()
})

test.skipIf(!FIREFOX_PATH)(
  'the portable page, opened from its file in Firefox, walks back and lets the plane’s particles walk',
  async () => {
    const pixels = await endOfWalk(driver, portablePage, 4)
    expect(new Set(pixels).size).toBeGreaterThan(10)
    await followToPlane(driver, 4)
  },
)

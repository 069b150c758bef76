import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openChromium } from './chromium'
import { faultText } from '../../src/i18n'
import '../../src/i18n/files' // its faults
import type { Driver } from './driver'
import { openFirefox } from './firefox'
import { dropDigit, miss, openLink, openWalk, scrub, walkBack, walkPlane } from './main-job'
import { openWebKit } from './webkit'

const { CHROME_PATH, FIREFOX_PATH, WEBKIT_DRIVER_PATH } = process.env

/** What an engine computes, held against Chromium's. */
function expectClose(values: readonly number[], chromium: readonly number[], within = 1e-4): void {
  expect(values.length).toBe(chromium.length)
  expect(Math.max(...values.map((value, i) => Math.abs(value - (chromium[i] ?? NaN))))).toBeLessThanOrEqual(within)
}

/** The main job in Chromium: what the others are held against. */
async function inChromium(site: string) {
  const driver = await openChromium(CHROME_PATH)
  try {
    return {
      walk: await walkBack(driver, site),
      link: await openLink(driver, site),
      plane: await walkPlane(driver, site),
    }
  } finally {
    await driver.end()
  }
}

let chromium: Awaited<ReturnType<typeof inChromium>>
beforeAll(async () => {
  chromium = await inChromium(inject('site'))
}, 120_000)

test('Chromium’s frames are walks from noise to something', () => {
  const [first, , last] = chromium.walk.frames
  expect(first).not.toEqual(last)
  for (const frame of [...chromium.walk.frames, chromium.link]) expect(frame).toHaveLength(28 * 28)
  expect(chromium.plane).toHaveLength(2 * 100)
})

const others = [
  ['Firefox', FIREFOX_PATH, openFirefox],
  ['WebKit', WEBKIT_DRIVER_PATH, openWebKit],
] as const

describe.each(others)('%s', (_, path, open) => {
  const site = inject('site')
  let driver: Driver
  beforeAll(async () => {
    if (path) driver = await open(path)
  })
  afterAll(async () => {
    if (path) await driver.end()
  })

  test.skipIf(!path)(
    'loads, walks into noise where the playhead is dragged, and takes a picture that is dropped',
    async () => {
      await openWalk(driver, site)
      const { before, after, t } = await scrub(driver)
      expect(Math.abs(t - 600)).toBeLessThanOrEqual(2)
      expect(new Set(before).size).toBeGreaterThan(10)
      expect(new Set(after).size).toBeGreaterThan(100)
      expect(after).not.toEqual(before)
      expect(await dropDigit(driver)).toContain('picture=own.')
    },
  )

  test.skipIf(!path)('walks back to the end, frame by frame as Chromium does', async () => {
    const { frames, pixels } = await walkBack(driver, site)
    frames.forEach((frame, i) => {
      expectClose(frame, chromium.walk.frames[i] ?? [])
    })
    expectClose(pixels, chromium.walk.pixels, 1) // of 256 grey levels
  })

  test.skipIf(!path)('opens a link at its frame, which is Chromium’s', async () => {
    expectClose(await openLink(driver, site), chromium.link)
  })

  test.skipIf(!path)(
    'asks again, by one press, for parts of the page and of its worker that did not arrive',
    async () => {
      await miss(driver, site, 'walk')
      await miss(driver, site, 'worker')
    },
  )

  test.skipIf(!path)('walks the plane’s particles to where Chromium’s end', async () => {
    expectClose(await walkPlane(driver, site), chromium.plane)
  })
})

test.skipIf(!FIREFOX_PATH)(
  'Firefox that guards against being recognised: the page says why a dropped picture is not opened',
  async () => {
    const driver = await openFirefox(FIREFOX_PATH ?? '', { 'privacy.resistFingerprinting': true })
    try {
      await openWalk(driver, inject('site'))
      expect(await dropDigit(driver)).toContain(faultText('picture-private', { name: 'one.svg' }))
    } finally {
      await driver.end()
    }
  },
)

import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { text } from '../../src/i18n'
import { planeText } from '../../src/i18n/plane'
import type { Visit } from './visit'
import { timeline } from './walk'

// What a visitor does and sees in the plane.

export const stage = (page: Page, slot = 0): Locator =>
  page.getByRole('group', { name: planeText.planeStage.stage(slot) })

/** Waits until the timeline's text is this. */
export const awaitTimeline = (page: Page, words: string | RegExp): Promise<void> =>
  expect.poll(() => timeline(page).getAttribute('aria-valuetext'), { timeout: 60_000 }).toMatch(words)

export const atFrame = (page: Page, frame: number, of: number): Promise<void> =>
  awaitTimeline(page, new RegExp(`^frame ${frame} of ${of}, `))

/** Opens the plane on WASM, by a link that ends like this. */
export const opening =
  (visit: (visit: Visit) => Promise<Page>) =>
  async (hash: string, options: Visit = {}): Promise<Page> => {
    const page = await visit({ backend: 'wasm', ...options, hash: `#room=plane${hash}` })
    await stage(page).waitFor()
    return page
  }

/** Waits until nothing computes any more. */
export const awaitIdle = (page: Page): Promise<void> =>
  page.getByText(text.status.running('WebAssembly', ''), { exact: false }).waitFor()

/** The layers of the stage, back to front. */
export const LAYERS = { field: 0, points: 1, trails: 2, particles: 3, overlay: 4 } as const

/** The pixels of a layer, as text to compare. */
export const layer = (page: Page, which: keyof typeof LAYERS, slot = 0): Promise<string> =>
  stage(page, slot)
    .locator('canvas')
    .nth(LAYERS[which])
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())

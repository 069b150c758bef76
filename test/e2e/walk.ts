import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import { text } from '../../src/i18n'

// What a visitor does and sees in the picture room.

/** The beginning of every label of the large picture. */
const pictureLabel = text.stage.picture('')

export const picture = (page: Page): Locator => page.locator(`[aria-label^="${pictureLabel}"]`)
export const timeline = (page: Page): Locator => page.getByRole('slider', { name: text.timeline.name })
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
export const status = (page: Page): Locator => page.locator('[data-part="status"]')
export const notices = (page: Page): Locator => page.locator('[role="status"]').first()

/** Chooses one of the options of a named choice. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('radiogroup', { name }).getByText(option, { exact: true }).first().click() // the first, because the explanation may contain the same text
}

/** The button that opens a named menu; its text is the chosen option. */
export const menu = (page: Page, name: string): Locator =>
  page.locator('button[aria-haspopup="listbox"]').and(page.getByRole('button', { name: new RegExp(`(^| )${name}$`) }))

/** Chooses an option from a named menu. */
export async function chooseFrom(page: Page, name: string, option: string): Promise<void> {
  await menu(page, name).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
}

/** Opens a named disclosure. */
export const disclose = (page: Page, name: string): Promise<void> =>
  page.locator('summary').filter({ hasText: name }).click()

/** The grey levels of a canvas, as text: "width: levels". */
export const pixels = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element
    const data = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    return `${width}: ${Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]).join(' ')}`
  })

export const picturePixels = (page: Page): Promise<string> => pixels(picture(page))

/** How many different grey levels a picture has; 1 if it is blank. @param picture as `pixels` gives it */
export const levels = (picture: string): number => new Set(picture.split(' ').slice(1)).size

/** Waits until a frame of the reverse walk is shown, by its caption. */
export async function atFrame(page: Page, frame: number): Promise<void> {
  await page.locator(`[aria-label^="${pictureLabel}frame ${frame} of "]`).waitFor()
}

/** Waits until a playing walk has reached a frame. */
export async function pastFrame(page: Page, frame: number): Promise<void> {
  await page.waitForFunction(
    ([label, least]) => {
      const [, shownFrame] =
        /frame (\d+) of/.exec(document.querySelector(`[aria-label^="${label}"]`)?.getAttribute('aria-label') ?? '') ??
        []
      return Number(shownFrame ?? -1) >= least
    },
    [pictureLabel, frame] as const,
  )
}

/** Waits until the forward walk shows this t. */
export async function atT(page: Page, t: number): Promise<void> {
  await page.locator(`[aria-label="${text.stage.picture(text.stage.forwardCaption(t, 1000))}"]`).waitFor()
}

/** Waits until the network is ready. @returns the line that says what runs it */
export async function awaitNetwork(page: Page): Promise<string> {
  const line = status(page).locator('li').first()
  await line.waitFor()
  return line.innerText()
}

/** One of the starter pictures. */
export const starterPicture = (page: Page): Locator =>
  page.getByRole('radio', { name: text.menus.digit.picture('9') }).first()

/** Waits for the starter pictures. */
export const awaitGallery = (page: Page): Promise<void> => starterPicture(page).waitFor({ state: 'attached' })

/** Drags the playhead by mouse from one t to another, in a few moves. */
export async function drag(page: Page, from: number, to: number): Promise<void> {
  const box = await timeline(page).boundingBox()
  if (!box) throw new Error('the timeline is not on the page')
  const x = (t: number) => box.x + (t / 1000) * (box.width - 1)
  const y = box.y + box.height / 2
  await page.mouse.move(x(from), y)
  await page.mouse.down()
  await page.mouse.move(x(to), y, { steps: 6 })
  await page.mouse.up()
  const reached = Math.max(0, Math.min(1000, to))
  await expect
    .poll(async () => Math.abs(Number(await timeline(page).getAttribute('aria-valuenow')) - reached))
    .toBeLessThanOrEqual(2)
}

/** Waits until the address bar contains this. @returns the link */
export async function linkSays(page: Page, part: string): Promise<string> {
  await page.waitForFunction((wantedPart) => location.hash.includes(wantedPart), part)
  return page.evaluate(() => location.hash)
}

/** Follows a link in the open page, as if somebody pasted it into the address bar. */
export async function follow(page: Page, hash: string): Promise<void> {
  await page.evaluate(async (link) => {
    if (new URL(link, location.href).hash === location.hash) return
    const arrival = new Promise((resolve) => {
      window.addEventListener('hashchange', resolve, { once: true })
    })
    location.hash = link
    await arrival
    await new Promise(requestAnimationFrame)
  }, hash)
}

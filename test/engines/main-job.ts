import { faultText, text } from '../../src/i18n'
import '../../src/i18n/files' // its faults
import { settingsText } from '../../src/i18n/settings'
import { type Driver, until } from './driver'
import type { Breakable } from './serve'

/** What a visitor comes for, in the visitor's words: expressions are of what is on the page. */

const TIMELINE = `document.querySelector('[role="slider"][aria-label="${text.timeline.name}"]')`
const PICTURE = `document.querySelector('[aria-label^="${text.stage.picture('')}"]')`

/** Waits until an expression is a text with this part. */
const says = (driver: Driver, expression: string, part: string): Promise<string> =>
  until(`“${part}”`, async () => {
    const content = (await driver.value(`${expression} ?? ''`)) as string
    return content.includes(part) ? content : undefined
  })

/** Waits until the room says what it computes on. */
const ready = (driver: Driver) => says(driver, 'document.body.textContent', text.status.running('WebAssembly', ''))
const atFrame = (driver: Driver, frame: number, of: number) =>
  says(driver, `${TIMELINE}?.getAttribute('aria-valuetext')`, `frame ${frame} of ${of},`)
const values = (driver: Driver, frame: number) => driver.value(`window.posted[${frame}]`) as Promise<number[]>
const pixels = (driver: Driver) =>
  driver.value(
    `[...${PICTURE}.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 0)`,
  ) as Promise<number[]>

/** Opens the walk and waits for the network. */
export async function openWalk(driver: Driver, site: string): Promise<void> {
  await driver.open(`${site}?backend=wasm`)
  await ready(driver)
}

/** Drags the playhead of the open walk into noise. @returns grey levels before and after, and where it stands */
export async function scrub(driver: Driver) {
  const before = await pixels(driver)
  const box = (await driver.value(`${TIMELINE}.getBoundingClientRect().toJSON()`)) as DOMRect
  const at = (t: number) => ({ x: box.x + (t / 1000) * (box.width - 1), y: box.y + box.height / 2 })
  await driver.drag(at(0), at(600))
  const t = Number(await driver.value(`${TIMELINE}.getAttribute('aria-valuenow')`))
  return { before, after: await pixels(driver), t }
}

/** Walks from noise to data by a key. @returns xₜ of frames on the way, and how many grey levels are seen at its end */
export async function walkBack(driver: Driver, site: string) {
  await driver.open(`${site}?backend=wasm#go=reverse&seed=7&digit=3`)
  await ready(driver)
  await driver.press('Home')
  await atFrame(driver, 50, 50)
  const frames = await Promise.all([1, 25, 50].map((frame) => values(driver, frame)))
  return { frames, pixels: await pixels(driver) }
}

/** Opens a link to a frame in the middle of a walk. @returns its xₜ */
export async function openLink(driver: Driver, site: string): Promise<number[]> {
  await driver.open(`${site}?backend=wasm#go=reverse&seed=9&digit=5&sampler=dpm-solver%2B%2B&steps=10&frame=6`)
  await atFrame(driver, 6, 10)
  return values(driver, 6)
}

/** Opens the walk while some of its files do not arrive; the page says so, and one press brings them. */
export async function miss(driver: Driver, site: string, files: Breakable): Promise<void> {
  const sentence = files === 'walk' ? text.part.missing : faultText('worker-unreachable', {})
  const all = 'document.body.textContent'
  await fetch(`${site}break?${files}`)
  await driver.open(`${site}?backend=wasm`)
  await says(driver, all, sentence)
  await fetch(`${site}mend`)
  await driver.value(`document.querySelector('[role="alert"] button').click()`)
  await says(driver, all, settingsText.takeAway.open)
  await ready(driver)
  await until('nothing is missing', async () => {
    const content = (await driver.value(all)) as string
    return content.includes(sentence) ? undefined : content
  })
}

/** Drops a picture of a 1 on the open walk. @returns what comes of it: the link that carries it, or all that the page says */
export async function dropDigit(driver: Driver): Promise<string> {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><path d="M10 2h4v20h-4z"/></svg>'
  await driver.value(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([${JSON.stringify(picture)}], 'one.svg', { type: 'image/svg+xml' }))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })()`)
  return until('a picture, or why there is none', async () => {
    const [hash, words] = (await driver.value('[location.hash, document.body.textContent]')) as [string, string]
    if (hash.includes('picture=own.')) return hash
    return words.includes('one.svg') ? words : undefined
  })
}

/** Lets the plane's particles walk to the data by a key. @returns where they end, [particles·2] */
export async function walkPlane(driver: Driver, site: string): Promise<number[]> {
  await driver.open(`${site}?backend=wasm#room=plane&go=reverse&seed=3&particles=100&steps=20`)
  await ready(driver)
  await driver.press('Home')
  await atFrame(driver, 20, 20)
  return values(driver, 20)
}

/** Walks back in a few steps. @returns the picture's grey levels at its end */
export async function endOfWalk(driver: Driver, site: string, steps: number): Promise<number[]> {
  await driver.open(`${site}?backend=wasm#go=reverse&seed=7&digit=3&steps=${steps}`)
  await ready(driver)
  await driver.press('Home')
  await atFrame(driver, steps, steps)
  return pixels(driver)
}

/** Follows a link from the open page to the plane, and lets its particles walk to the data in a few steps. */
export async function followToPlane(driver: Driver, steps: number): Promise<void> {
  await driver.value(`location.hash = '#room=plane&go=reverse&seed=3&particles=100&steps=${steps}'`)
  await says(driver, 'location.hash', 'room=plane')
  await ready(driver)
  await driver.press('Home')
  await atFrame(driver, steps, steps)
}

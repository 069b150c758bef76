import fc from 'fast-check'
import type { Page } from 'playwright'
import { files, fragments, type StoredFile, texts } from './inputs'
import { findTarget, give, write } from './in-page'

/** A place to click: `aim`, a share of the way through everything clickable; or `at`, in CSS pixels, once it has been found. */
interface Aimed {
  readonly aim: number
  readonly at?: readonly [x: number, y: number]
  readonly what?: string
}

/** Something that a visitor does, as plain data. Shares of the window are in [0, 1]. */
export type Action =
  | {
      readonly kind: 'click'
      readonly on: Aimed
      readonly button: 'left' | 'right'
      readonly times: 1 | 2
      readonly file: number
    }
  | { readonly kind: 'poke'; readonly x: number; readonly y: number }
  | { readonly kind: 'drag'; readonly on: Aimed; readonly x: number; readonly y: number }
  | { readonly kind: 'wheel'; readonly x: number; readonly y: number; readonly by: number }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'write'; readonly on: Aimed; readonly text: number; readonly then: string }
  | { readonly kind: 'paste'; readonly text: number | null; readonly file: number | null }
  | { readonly kind: 'drop'; readonly files: readonly number[] }
  | { readonly kind: 'hash'; readonly fragment: number }
  | { readonly kind: 'resize'; readonly width: number; readonly height: number }
  | {
      readonly kind: 'system'
      readonly colorScheme: 'light' | 'dark'
      readonly reducedMotion: 'reduce' | 'no-preference'
      readonly forcedColors: 'active' | 'none'
    }
  | { readonly kind: 'history'; readonly by: 'back' | 'forward' }

const sizes = [
  [320, 568],
  [390, 844],
  [640, 480],
  [768, 1024],
  [844, 390],
  [1024, 700],
  [1280, 800],
  [1920, 1080],
] as const
const keys = [
  ' ',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Shift+ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Enter',
  'Escape',
  'Escape',
  'Tab',
  'Tab',
  'Shift+Tab',
  'Delete',
  'Backspace',
  'Control+z',
  'Control+Shift+z',
  'Control+a',
  ...Array.from('dnrstlpmgbciwxyz?0123456789+-'),
]

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const index = (list: readonly unknown[]) => fc.nat(list.length - 1)
const aimed = share.map((aim): Aimed => ({ aim }))
const kind = <Kind extends Action['kind']>(
  name: Kind,
  fields: {
    [Key in Exclude<keyof Extract<Action, { kind: Kind }>, 'kind'>]: fc.Arbitrary<Extract<Action, { kind: Kind }>[Key]>
  },
) => fc.record({ kind: fc.constant(name), ...fields }) as unknown as fc.Arbitrary<Action>

/** Any action; common ones are more likely. */
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 32,
    arbitrary: kind('click', {
      on: aimed,
      button: fc.constantFrom('left', 'left', 'left', 'left', 'right'),
      times: fc.constantFrom(1, 1, 1, 2),
      file: index(files),
    }),
  },
  { weight: 14, arbitrary: kind('key', { key: fc.constantFrom(...keys) }) },
  {
    weight: 14,
    arbitrary: kind('write', { on: aimed, text: index(texts), then: fc.constantFrom('Enter', 'Tab', '') }),
  },
  { weight: 10, arbitrary: kind('drag', { on: aimed, x: share, y: share }) },
  { weight: 6, arbitrary: kind('poke', { x: share, y: share }) },
  { weight: 2, arbitrary: kind('wheel', { x: share, y: share, by: fc.integer({ min: -900, max: 900 }) }) },
  { weight: 5, arbitrary: kind('paste', { text: fc.option(index(texts)), file: fc.option(index(files)) }) },
  { weight: 5, arbitrary: kind('drop', { files: fc.array(index(files), { minLength: 1, maxLength: 3 }) }) },
  { weight: 4, arbitrary: kind('hash', { fragment: index(fragments) }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...sizes).map(([width, height]): Action => ({ kind: 'resize', width, height })),
  },
  {
    weight: 2,
    arbitrary: kind('system', {
      colorScheme: fc.constantFrom('light', 'dark'),
      reducedMotion: fc.constantFrom('reduce', 'no-preference'),
      forcedColors: fc.constantFrom('none', 'none', 'active'),
    }),
  },
  { weight: 3, arbitrary: kind('history', { by: fc.constantFrom('back', 'forward') }) },
)

/** So many random actions, always the same for a seed. */
export const actionsOf = (seed: number, count: number): readonly Action[] =>
  fc.sample(anyAction, { seed, numRuns: count })

/** Finds the place of an action, unless it was found before; undefined if there is nothing of the kind. */
async function aimAt(page: Page, on: Aimed, fields: boolean): Promise<Required<Aimed> | undefined> {
  if (on.at) return { what: '', ...on, at: on.at }
  const target = await page.evaluate(findTarget, [on.aim, fields] as const)
  return target && { ...on, ...target }
}

const stored = (which: number): StoredFile => files[which] ?? { name: 'nothing', bytes: [] }
/** As JSON, because halves of characters would not survive the way to the browser otherwise. */
const encodeText = (which: number): string => JSON.stringify(texts[which] ?? '')

type Performer<Kind extends Action['kind']> = (
  page: Page,
  action: Extract<Action, { kind: Kind }>,
) => Promise<Action | undefined>

/** Performs each kind of action. Returns the action with the places that were found, so that it can be repeated exactly. */
const performers: { readonly [Kind in Action['kind']]: Performer<Kind> } = {
  async click(page, action) {
    const on = await aimAt(page, action.on, false)
    if (!on) return undefined
    const choose = (chooser: {
      setFiles: (file: { name: string; mimeType: string; buffer: Buffer }) => Promise<void>
    }) => {
      const { name, bytes } = stored(action.file)
      void chooser.setFiles({ name, mimeType: '', buffer: Buffer.from(bytes) }).catch(() => undefined) // the page may have closed it
    }
    page.once('filechooser', choose)
    await page.mouse.click(...on.at, { button: action.button, clickCount: action.times })
    page.off('filechooser', choose)
    return { ...action, on }
  },
  async poke(page, { x, y, kind: is }) {
    const { width, height } = page.viewportSize() ?? { width: 1, height: 1 }
    await page.mouse.click(x * width, y * height)
    return { kind: is, x, y }
  },
  async drag(page, action) {
    const on = await aimAt(page, action.on, false)
    if (!on) return undefined
    const { width, height } = page.viewportSize() ?? { width: 1, height: 1 }
    await page.mouse.move(...on.at)
    await page.mouse.down()
    await page.mouse.move(action.x * width, action.y * height, { steps: 5 })
    await page.mouse.up()
    return { ...action, on }
  },
  async wheel(page, action) {
    const { width, height } = page.viewportSize() ?? { width: 1, height: 1 }
    await page.mouse.move(action.x * width, action.y * height)
    await page.mouse.wheel(0, action.by)
    return action
  },
  async key(page, action) {
    await page.keyboard.press(action.key)
    return action
  },
  async write(page, action) {
    const on = await aimAt(page, action.on, true)
    if (!on) return undefined
    await page.mouse.click(...on.at)
    await page.evaluate(write, encodeText(action.text))
    if (action.then) await page.keyboard.press(action.then)
    return { ...action, on }
  },
  async paste(page, action) {
    await page.evaluate(give, [
      'paste',
      action.text === null ? '""' : encodeText(action.text),
      action.file === null ? [] : [stored(action.file)],
    ] as const)
    return action
  },
  async drop(page, action) {
    await page.evaluate(give, ['drop', '""', action.files.map(stored)] as const)
    return action
  },
  async hash(page, action) {
    await page.evaluate((fragment) => {
      location.hash = fragment
    }, fragments[action.fragment] ?? '')
    return action
  },
  async resize(page, action) {
    await page.setViewportSize({ width: action.width, height: action.height })
    return action
  },
  async system(page, action) {
    await page.emulateMedia({
      colorScheme: action.colorScheme,
      reducedMotion: action.reducedMotion,
      forcedColors: action.forcedColors,
    })
    return action
  },
  async history(page, action) {
    const way = { waitUntil: 'commit', timeout: 5000 } as const
    await (action.by === 'back' ? page.goBack(way) : page.goForward(way)).catch(() => null)
    if (page.url().startsWith('about:')) await page.goForward() // the page was left, so this returns to it
    await page.getByRole('main').waitFor()
    return action
  },
}

/** Performs an action. @returns the action with the places that were found; undefined if it was impossible */
export const perform = (page: Page, action: Action): Promise<Action | undefined> =>
  (performers[action.kind] as Performer<Action['kind']>)(page, action)

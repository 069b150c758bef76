import { GRIDS, type NumberName, parameterRanges, PROCESSES, SAMPLERS, VARIANCES } from '../rooms/sampler-settings'
import { CLIPS, defaults, GALLERY, GUIDANCE, MAX_SEED, SAMPLE_COUNTS, type Settings, SIGMA_MOST, SPEEDS } from './settings'
import { T } from '../rooms/timeline'
import { possible } from './advice'
import { classCount } from './classes'
import { modelOf, OWN, SHELF, valuesOf } from './models'

/** What a link said that could not be taken as it stood. */
export type LinkNote =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'clamped'; readonly name: string; readonly found: string; readonly used: string }
  | { readonly kind: 'ignored'; readonly name: string; readonly found: string }
  | { readonly kind: 'own' }

type Read<Value> = { readonly value: Value; readonly exact: boolean } | undefined

interface Field<Key extends keyof Settings> {
  /** Its name in the link. */
  readonly name: string
  readonly key: Key
  readonly read: (text: string) => Read<Settings[Key]>
  readonly write: (value: Settings[Key]) => string
}

const number = (text: string, low: number, high: number, whole: boolean): Read<number> => {
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return undefined
  const found = Number(text)
  const value = Math.min(high, Math.max(low, whole ? Math.round(found) : found))
  return { value, exact: value === found }
}
const oneOf = <Value extends string | number>(values: readonly Value[]) => (text: string): Read<Value> => {
  const value = values.find((candidate) => String(candidate) === text)
  return value === undefined ? undefined : { value, exact: true }
}
const range = (low: number, high: number, whole = true) => (text: string) => number(text, low, high, whole)

/** Base64 of the largest picture. */
const MOST_TEXT = Math.ceil((Math.max(...SHELF.map(valuesOf)) * 4) / 3)

const readPicture = (text: string): Read<Settings['picture']> => {
  if (/^own\./.test(text)) {
    const pixels = text.slice(4)
    return pixels.length <= MOST_TEXT && /^[\w-]+$/.test(pixels) ? { value: { kind: 'own', pixels }, exact: true } : undefined
  }
  const index = number(text, 0, GALLERY - 1, true)
  return index && { value: { kind: 'gallery', index: index.value }, exact: index.exact }
}

const field = <Key extends keyof Settings>(
  name: string,
  key: Key,
  read: (text: string) => Read<Settings[Key]>,
  write: (value: Settings[Key]) => string = String,
): Field<Key> => ({ name, key, read, write })

/** The largest class of any network; what is beyond the chosen one's is mended at the end. */
const MOST_LABEL = Math.max(...SHELF.map(({ menus }) => classCount(menus))) - 1
const readLabel = (text: string): Read<number | null> => (text === 'none' ? { value: null, exact: true } : number(text, 0, MOST_LABEL, true))
const writeLabel = (label: number | null) => (label === null ? 'none' : String(label))

/** A sampler's number: the link's range is the control's. */
const parameter = (key: NumberName, name: string = key): Field<NumberName> => {
  const { min, max, digits } = parameterRanges[key]
  return field(name, key, range(min, max, digits === 0))
}

const fields = [
  field('model', 'model', oneOf(SHELF.map(({ id }) => id))),
  field('go', 'direction', oneOf(['forward', 'reverse'])),
  field('t', 't', range(0, T)),
  field('picture', 'picture', readPicture, (picture) => (picture.kind === 'own' ? `own.${picture.pixels}` : String(picture.index))),
  field('seed', 'seed', range(0, MAX_SEED)),
  field('from', 'from', (text) => oneOf(['noise', 'inverted'])(text) ?? number(text, 1, T, true)),
  field('digit', 'label', readLabel, writeLabel),
  field('sampler', 'sampler', oneOf(SAMPLERS)),
  field('variance', 'variance', oneOf(VARIANCES)),
  parameter('eta'),
  parameter('order'),
  parameter('churn'),
  parameter('churnMin', 'churn-min'),
  parameter('churnMax', 'churn-max'),
  parameter('churnNoise', 'churn-noise'),
  parameter('snr'),
  parameter('count'),
  parameter('delta'),
  parameter('stay'),
  parameter('tolerance'),
  field('process', 'process', oneOf(PROCESSES)),
  field('grid', 'grid', oneOf(GRIDS)),
  field('rho', 'rho', range(1, 20, false)),
  field('steps', 'steps', range(1, T)),
  field('skip', 'skip', range(0, T - 1)),
  field('guidance', 'guidance', range(GUIDANCE.min, GUIDANCE.max, false)),
  field('guide-min', 'guideMin', range(0, SIGMA_MOST, false)),
  field('guide-max', 'guideMax', range(0, SIGMA_MOST, false)),
  field('rescale', 'rescale', range(0, 1, false)),
  field('not', 'negative', readLabel, writeLabel),
  field('clip', 'clip', oneOf(CLIPS)),
  field('samples', 'samples', oneOf(SAMPLE_COUNTS)),
  field('speed', 'speed', oneOf(SPEEDS)),
  field('frame', 'frame', range(0, 2 * T)),
] as const

// A map and not an object: `constructor` and `__proto__` are just unknown names.
const byName = new Map<string, (typeof fields)[number]>(fields.map((each) => [each.name, each]))

/** What of a stranger's text is shown: short, and never markup (React escapes it). */
const shown = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text)

/** What is possible in itself but not together: a grid that the process has not, a class or a picture that the network has not. */
function mended(settings: Settings, notes: LinkNote[]): Partial<Settings> {
  const model = modelOf(settings)
  const { grid, skip } = possible(settings)
  if (grid !== settings.grid) notes.push({ kind: 'clamped', name: 'grid', found: settings.grid, used: grid })
  const known = (name: string, label: number | null) => {
    const most = classCount(model.menus) - 1
    if (label === null || label <= most) return label
    notes.push({ kind: 'clamped', name, found: String(label), used: String(most) })
    return most
  }
  const { picture } = settings
  const fits = picture.kind === 'gallery' || picture.pixels.length === Math.ceil((valuesOf(model) * 4) / 3)
  if (!fits) notes.push({ kind: 'ignored', name: 'picture', found: shown(`own.${picture.pixels}`) })
  if (skip !== settings.skip) notes.push({ kind: 'clamped', name: 'skip', found: String(settings.skip), used: String(skip) })
  return { grid, skip, label: known('digit', settings.label), negative: known('not', settings.negative), picture: fits ? picture : defaults.picture }
}

/** Settings of a link's fragment ("#go=reverse&digit=4"), and what had to be mended. Never throws. */
export function readLink(fragment: string): { settings: Settings; notes: LinkNote[] } {
  const notes: LinkNote[] = []
  const read: Partial<Record<keyof Settings, unknown>> = {}
  for (const [name, text] of new URLSearchParams(fragment.replace(/^#/, ''))) {
    if (notes.length >= 8) break
    const known = byName.get(name)
    if (!known) {
      notes.push({ kind: 'unknown', name: shown(name) })
      continue
    }
    const found = known.read(text) as Read<never>
    if (known.key === 'model' && text === OWN) notes.push({ kind: 'own' })
    else if (!found) notes.push({ kind: 'ignored', name: known.name, found: shown(text) })
    else {
      read[known.key] = found.value
      if (!found.exact) notes.push({ kind: 'clamped', name: known.name, found: shown(text), used: (known.write as (value: unknown) => string)(found.value) })
    }
  }
  const settings = { ...defaults, ...(read as Partial<Settings>) }
  return { settings: { ...settings, ...mended(settings, notes) }, notes }
}

/** The fragment of settings: only what differs from the defaults, always in one order. */
export function writeLink(settings: Settings): string {
  const pairs = fields.flatMap((each) => {
    const write = each.write as (value: unknown) => string
    const text = write(settings[each.key])
    return text === write(defaults[each.key]) ? [] : [`${each.name}=${encodeURIComponent(text)}`]
  })
  return pairs.length ? `#${pairs.join('&')}` : ''
}

import { describe } from '../description'
import { CheckpointError } from '../errors'
import {
  facts,
  get,
  integer,
  list,
  numbers,
  object,
  oneOf,
  parseObject,
  reject,
  text,
  type Facts,
  type Fields,
} from './fields'

/** The description of a checkpoint (`card.json`): for people, and to verify its files. */
export interface Card {
  readonly format: 1
  /** The model's folder name. */
  readonly id: string
  readonly title: string
  /** The name of each class, in the network's order. */
  readonly labels: readonly string[]
  /** The class that stands for "none", which classifier-free guidance uses. If there is none, the label to give to the network. */
  readonly nullClass: number
  /** The same, but null if the network has no such class and therefore no classifier-free guidance. */
  readonly noClass: number | null
  /** The menus that make up a class, each with its labels. A class is the choices in mixed radix; each menu has an "any" after its last label. */
  readonly menus: readonly Menu[]
  readonly data: { readonly name: string; readonly licence: string; readonly source: string }
  readonly licence: string
  readonly recipe: Facts
  readonly commit: string
  readonly training: Facts
  /** Measured quality; null if nobody has measured it. */
  readonly quality: Facts | null
  /** The error of x̂₀ at each level; null if it was not measured. */
  readonly denoisingError: DenoisingError | null
  readonly files: ReadonlyMap<string, CardFile>
}

/** E‖x₀ − x̂₀‖²/d at some levels of the network's own schedule, over training pictures, x̂₀ clipped to [−1, 1]. */
export interface DenoisingError {
  /** Ascending, in 1..T. */
  readonly t: readonly number[]
  /** One for each, in (0, 4]. */
  readonly meanSquared: readonly number[]
}

/** A menu of labels, from which the visitor chooses one, or "any". */
export interface Menu {
  readonly name: string
  readonly labels: readonly string[]
}

export interface CardFile {
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

export const cardFile = 'card.json'

/** The files that this page reads; the card may list more (model_index.json, for Python). */
export const neededFiles = {
  config: 'unet/config.json',
  weights: 'unet/diffusion_pytorch_model.safetensors',
  scheduler: 'scheduler/scheduler_config.json',
  probe: 'probe.json',
} as const

/** The largest files that are loaded into a visitor's memory. */
export const maxBytes = { card: 256 << 10, json: 4 << 20, weights: 64 << 20 } as const

/**
 * Bytes of card.json → the card, every field checked. Unknown extra fields are ignored.
 *
 * @param folder the name of its folder, which replaces a missing id
 */
export function parseCard(bytes: Uint8Array, folder: string): Card {
  const card = parseObject(cardFile, bytes)
  const data = object(card, 'data')
  const labels = parseLabels(card)
  const nullClass = integer(card, 'nullClass', 0, labels.length)
  return {
    format: oneOf(card, 'format', [1]),
    id: get(card, 'id') === undefined ? folder : text(card, 'id', 64),
    title: text(card, 'title'),
    labels,
    nullClass,
    noClass: labels.length ? nullClass : null,
    menus: parseMenus(card, labels),
    data: { name: text(data, 'name'), licence: text(data, 'licence'), source: text(data, 'source', 500) },
    licence: text(card, 'licence'),
    recipe: facts(card, 'recipe'),
    commit: text(card, 'commit'),
    training: facts(card, 'training'),
    quality: get(card, 'quality') === null ? null : facts(card, 'quality'),
    denoisingError: parseDenoisingError(card),
    files: parseFiles(card, Object.values(neededFiles)),
  }
}

export function parseLabels(card: Fields, key = 'labels'): readonly string[] {
  const labels = list(card, key, 10_000)
  return labels.every((label) => typeof label === 'string' && label.length <= 200)
    ? (labels as string[])
    : reject(card, key, ['texts', 200])
}

/** Reads the menus; if the card has none, there is a single menu of all labels. The sizes of the menus must multiply to the number of classes. */
function parseMenus(card: Fields, labels: readonly string[]): readonly Menu[] {
  if ((get(card, 'menus') ?? null) === null) return menuOf(labels)
  const fields = object(card, 'menus')
  const names = Object.keys(fields.value)
  if (names.length > 8 || names.some((name) => name.length > 64)) reject(card, 'menus', ['menus', 8, 64])
  const menus = names.map((name) => ({ name, labels: parseLabels(fields, name) }))
  const rows = menus.reduce((product, menu) => product * (menu.labels.length + 1), 1)
  return rows === labels.length + 1 ? menus : reject(card, 'menus', ['combinations', labels.length + 1])
}

/** A single menu of all labels; no menu if there are no labels. */
export function menuOf(labels: readonly string[]): readonly Menu[] {
  return labels.length ? [{ name: 'class', labels }] : []
}

function parseDenoisingError(card: Fields): DenoisingError | null {
  if ((get(card, 'denoisingError') ?? null) === null) return null
  const fields = object(card, 'denoisingError')
  const t = list(fields, 't', 10_000)
  const isAscending =
    t.length > 0 && t.every((value, i) => Number.isInteger(value) && (value as number) > Number(i === 0 ? 0 : t[i - 1]))
  if (!isAscending) return reject(fields, 't', ['ascending-integers'])
  const meanSquared = [...numbers(fields, 'meanSquared', t.length)]
  if (meanSquared.some((error) => error <= 0 || error > 4)) return reject(fields, 'meanSquared', ['errors-above', 0, 4])
  return { t: t as number[], meanSquared }
}

/** The length and SHA-256 of each file that the card lists. It must list all of `needed`. */
export function parseFiles(card: Fields, needed: readonly string[]): ReadonlyMap<string, CardFile> {
  const files = object(card, 'files')
  const parsed = new Map<string, CardFile>()
  for (const path of Object.keys(files.value)) {
    if (!isSafePath(path))
      throw new CheckpointError('field', {
        file: cardFile,
        field: 'files',
        found: describe(path),
        expected: ['relative-path'],
      })
    const entry = object(files, path)
    const cap = path.endsWith('.safetensors') ? maxBytes.weights : maxBytes.json
    const sha256 = text(entry, 'sha256')
    if (!/^[0-9a-f]{64}$/.test(sha256)) reject(entry, 'sha256', ['hexadecimal', 64])
    parsed.set(path, { bytes: integer(entry, 'bytes', 1, cap), sha256 })
  }
  for (const path of needed) {
    if (!parsed.has(path))
      throw new CheckpointError('field', { file: cardFile, field: 'files', found: ['nothing'], expected: path })
  }
  return parsed
}

/** Whether a path has plain folders and names only: no scheme, no root, no "..", nothing that a URL parser could read in another way. */
export function isSafePath(path: string): boolean {
  return path.length <= 200 && path.split('/').every((part) => /^[\w-][\w.-]*$/.test(part))
}

/**
 * What a file has in some place, or should have there, as data: a code with its numbers and names. The page has words for each
 * (`src/i18n/en/descriptions.ts`), which change with the language.
 */
export interface Descriptions {
  // what a file has
  nothing: []
  object: []
  list: [length: number]
  bytes: [count: number]
  megabytes: [count: number]
  'not-json': [character: number]
  'not-text': []
  'name-twice': []
  'nested-deeper': [levels: number]
  'starts-at': [byte: number]
  'sums-to': [sum: number]
  'labels-and-null-class': [labels: number, nullClass: string]
  'mixed-blocks': []
  present: []
  // where in a file
  header: []
  'header-length': []
  'data-length': []
  'whole-network': []
  'largest-tensor': []
  // what it should have
  'one-of': string[]
  integer: [least: number, most: number]
  number: [least: number, most: number]
  text: [mostCharacters: number]
  'list-at-most': [length: number]
  'finite-numbers': [count: number]
  'at-most': [most: number]
  'multiple-of': [factor: number]
  'divisor-of': [multiple: number]
  'in-groups': [channels: number, groups: number]
  'at-most-channels': [channels: number]
  integers: [fewest: number, most: number, least: number, greatest: number]
  'positive-integers': [most: number]
  'two-integers': []
  'ascending-integers': []
  'one-or-two-integers': [least: number, most: number]
  'numbers-above': [count: number, below: number, most: number]
  'errors-above': [below: number, most: number]
  probabilities: [count: number]
  'one-label-a-class': [classes: number]
  'classes-below': [rows: number]
  'some-case': []
  objects: []
  'at-most-timesteps': [count: number]
  'at-most-files': [count: number]
  'at-most-tensors': [count: number]
  texts: [mostCharacters: number]
  menus: [most: number, mostCharacters: number]
  combinations: [count: number]
  'relative-path': []
  hexadecimal: [digits: number]
  'shard-name': []
  shard: []
  weights: []
  'or-file': [name: string]
  'folder-address': []
  'picture-network': []
  'saved-here': []
  scheduler: []
  'variance-of-channels': [channels: number]
  blocks: [count: number]
  channels: [inputs: number, withVariance: number]
  'skip-blocks-only': []
  'as-skip-blocks-take': [channels: number]
  'as-skip-blocks-give': [channels: number]
  'number-for-block': [block: string]
  'no-such-key': []
  'json-names-once': []
  'bytes-of-shape': [count: number]
  'end-of-last-tensor': [byte: number]
  'rows-of-schedule': [timesteps: number]
}

export type Description = {
  [Code in keyof Descriptions]: readonly [code: Code, ...values: Descriptions[Code]]
}[keyof Descriptions]

/** A name or an address, a value as its file has it, a number, or a description. */
export type Detail = string | number | Description

/** A text of an untrusted file on one line, with what cannot be seen escaped, cut to a length that can be shown. */
export function oneLine(text: string): string {
  const line = JSON.stringify(text).slice(1, -1)
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

/** Writes a value of an untrusted file as JSON, short and on one line; of a list or an object it says only what it is. */
export function describe(value: unknown): string | Description {
  if (typeof value === 'string') return `"${oneLine(value)}"`
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  if (value === undefined) return ['nothing']
  return Array.isArray(value) ? ['list', value.length] : ['object']
}

import type { Description } from '../description'

/**
 * Thrown for text that is not JSON as Python writes it: standard JSON, and the bare words NaN, Infinity and −Infinity, which
 * Python's `json` writes for such numbers. They are read as these numbers; the reader of a field checks its range.
 */
export class JsonError extends Error {
  override readonly name = 'JsonError'

  constructor(readonly description: Description) {
    super(description.join(' '))
  }
}

/** The deepest nesting that is read; no checkpoint needs as much. */
const DEEPEST = 100

/** @throws JsonError, or SyntaxError */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) // several times faster, and right for standard JSON
  } catch {
    return parseText(text, false)
  }
}

/** Reads JSON, but refuses an object that has a name twice, of which JSON.parse would take the last. @throws JsonError, or SyntaxError */
export const readUniqueJson = (text: string): unknown => parseText(text, true)

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
])

/** Matches one token: a mark, a text, a number, or a word. */
const tokens = () =>
  /[ \t\n\r]*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)|(true|false|null|NaN|-?Infinity))/y

/** A token, and where it begins; after the last, `mark` is "end". */
interface Token {
  readonly at: number
  readonly mark?: string
  readonly value?: unknown
}

function reader(text: string): () => Token {
  const token = tokens()
  return () => {
    const at = token.lastIndex
    const [, mark, quoted, number, word] = token.exec(text) ?? []
    if (mark !== undefined) return { at, mark }
    if (quoted !== undefined) return { at, value: JSON.parse(quoted) } // also decodes the escapes
    if (number !== undefined) return { at, value: Number(number) }
    if (word !== undefined) return { at, value: words.get(word) }
    if (text.slice(at).trim() === '') return { at, mark: 'end' }
    throw unexpected({ at })
  }
}

/** Characters are counted from 1. */
const unexpected = ({ at }: Token) => new JsonError(['not-json', at + 1])

function parseText(text: string, isUnique: boolean): unknown {
  const next = reader(text)
  const value = valueOf(next(), next, isUnique, 0)
  const rest = next()
  if (rest.mark !== 'end') throw unexpected(rest)
  return value
}

function valueOf(token: Token, next: () => Token, isUnique: boolean, depth: number): unknown {
  if (depth > DEEPEST) throw new JsonError(['nested-deeper', DEEPEST])
  if (token.mark === '{') return objectOf(next, isUnique, depth)
  if (token.mark === '[') return listOf(next, isUnique, depth)
  if (token.mark !== undefined) throw unexpected(token)
  return token.value
}

/** Whether another item follows a comma; false at the closing mark. */
function hasMore(token: Token, closing: string): boolean {
  if (token.mark !== ',' && token.mark !== closing) throw unexpected(token)
  return token.mark === ','
}

function listOf(next: () => Token, isUnique: boolean, depth: number): unknown[] {
  const list: unknown[] = []
  let token = next()
  if (token.mark === ']') return list
  for (;;) {
    list.push(valueOf(token, next, isUnique, depth + 1))
    if (!hasMore(next(), ']')) return list
    token = next()
  }
}

function objectOf(next: () => Token, isUnique: boolean, depth: number): Record<string, unknown> {
  const entries = new Map<string, unknown>()
  let token = next()
  while (token.mark !== '}' || entries.size > 0) {
    const { value: name } = token
    const colon = next()
    if (typeof name !== 'string' || colon.mark !== ':') throw unexpected(typeof name === 'string' ? colon : token)
    if (isUnique && entries.has(name)) throw new JsonError(['name-twice'])
    entries.set(name, valueOf(next(), next, isUnique, depth + 1))
    if (!hasMore(next(), '}')) break
    token = next()
  }
  return Object.fromEntries(entries) // own properties, whatever they are called
}

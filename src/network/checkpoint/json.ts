/**
 * JSON as Python writes it: as the standard has it, and with the bare words NaN, Infinity and −Infinity, which Python's `json`
 * puts where a number is none. They come out as those numbers; whoever uses one checks its range.
 */
export class JsonError extends Error {
  override readonly name = 'JsonError'
}

/** Deeper than anything that a checkpoint says. */
const DEEPEST = 100

/** @throws JsonError, or SyntaxError */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) // several times faster, and right wherever Python kept to the standard
  } catch {
    return parsed(text, false)
  }
}

/** The same, but an object that has one name twice, however it is written, is an error: JSON.parse would take the last. @throws JsonError, or SyntaxError */
export const readUniqueJson = (text: string): unknown => parsed(text, true)

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
])

/** One token a match: a mark, a text, a number, or a word. */
const tokens = () =>
  /[ \t\n\r]*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)|(true|false|null|NaN|-?Infinity))/y

/** `mark` is "end" after the last. */
interface Token {
  readonly mark?: string
  readonly value?: unknown
}

function reader(text: string): () => Token {
  const token = tokens()
  return () => {
    const at = token.lastIndex
    const [, mark, quoted, number, word] = token.exec(text) ?? []
    if (mark !== undefined) return { mark }
    if (quoted !== undefined) return { value: JSON.parse(quoted) } // and with it the escapes
    if (number !== undefined) return { value: Number(number) }
    if (word !== undefined) return { value: words.get(word) }
    if (text.slice(at).trim() === '') return { mark: 'end' }
    throw new JsonError(`no JSON at character ${at}`)
  }
}

function parsed(text: string, unique: boolean): unknown {
  const next = reader(text)
  const value = valueOf(next(), next, unique, 0)
  if (next().mark !== 'end') throw new JsonError('more than one value')
  return value
}

function valueOf(token: Token, next: () => Token, unique: boolean, depth: number): unknown {
  if (depth > DEEPEST) throw new JsonError('too deep')
  if (token.mark === '{') return objectOf(next, unique, depth)
  if (token.mark === '[') return listOf(next, unique, depth)
  if (token.mark !== undefined) throw new JsonError(`no value at ${token.mark}`)
  return token.value
}

/** Whether another item follows a comma; false at the closing mark. */
function more({ mark }: Token, closing: string): boolean {
  if (mark !== ',' && mark !== closing) throw new JsonError(`neither , nor ${closing} after a value`)
  return mark === ','
}

function listOf(next: () => Token, unique: boolean, depth: number): unknown[] {
  const list: unknown[] = []
  let token = next()
  if (token.mark === ']') return list
  for (;;) {
    list.push(valueOf(token, next, unique, depth + 1))
    if (!more(next(), ']')) return list
    token = next()
  }
}

function objectOf(next: () => Token, unique: boolean, depth: number): Record<string, unknown> {
  const entries = new Map<string, unknown>()
  let token = next()
  while (token.mark !== '}' || entries.size > 0) {
    const { value: name } = token
    if (typeof name !== 'string' || next().mark !== ':') throw new JsonError('no name and colon before a value')
    if (unique && entries.has(name)) throw new JsonError('a name that occurs twice')
    entries.set(name, valueOf(next(), next, unique, depth + 1))
    if (!more(next(), '}')) break
    token = next()
  }
  return Object.fromEntries(entries) // own properties, whatever they are called
}

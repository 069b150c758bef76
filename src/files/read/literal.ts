/** A value as a program prints it; numbers are kept as text, as they were written. */
export type Literal = string | null | readonly Literal[] | { readonly [name: string]: Literal }

/** A value, and the name that the text gives it, if any. */
export interface Statement {
  readonly name: string | undefined
  readonly value: Literal
}

/** Thrown when a text is not a value. */
export class NotLiteral extends Error {
  /** @param reason it ends too early, its brackets are too deep, or `excerpt` has the place of a value */
  constructor(
    readonly reason: 'ends' | 'deep' | 'other',
    readonly excerpt = '',
  ) {
    super(`${reason} ${excerpt}`)
  }
}

const DEEPEST = 12

const patterns = {
  space: /(?:\s|#[^\n]*|>>>|In \[\d+\]:|Out\[\d+\]:)*/y,
  number: /[+\-−]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+\-−]?(?:nan|inf|infinity)\b/iy,
  text: /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/y,
  name: /[A-Za-z_][\w.]*/y,
  keyword: /\w+\s*=(?!=)/y,
  gap: /\.{3}|…/y,
} as const

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

/** Reads what Python, numpy, PyTorch and JavaScript print or accept: lists, tuples, dictionaries, array(…), with commas or blanks between items. */
class Reader {
  private at = 0

  constructor(private readonly text: string) {}

  private match(pattern: keyof typeof patterns): RegExpExecArray | undefined {
    const each = patterns[pattern]
    each.lastIndex = this.at
    const match = each.exec(this.text)
    if (match) this.at = each.lastIndex
    return match ?? undefined
  }

  private next(): string {
    this.match('space')
    return this.text[this.at] ?? ''
  }

  private skip(...characters: readonly string[]): boolean {
    if (!characters.includes(this.next()) || this.at >= this.text.length) return false
    this.at++
    return true
  }

  private fail(): never {
    const excerpt = this.text.slice(this.at, this.at + 12)
    throw excerpt === '' ? new NotLiteral('ends') : new NotLiteral('other', excerpt)
  }

  statements(): readonly Statement[] {
    const all: Statement[] = []
    while (this.next() !== '') {
      const keyword = this.match('keyword')?.[0]
      all.push({ name: keyword?.replace(/\s*=$/, ''), value: this.value(0) })
      while (this.skip(',', ';')) continue
    }
    return all
  }

  private value(depth: number): Literal {
    if (depth > DEEPEST) throw new NotLiteral('deep')
    const first = this.next()
    if (first === '[' || first === '(') return this.list(depth)
    if (first === '{') return this.braces(depth)
    const number = this.match('number')?.[0]
    if (number !== undefined) return number.replaceAll('_', '')
    const text = this.match('text')
    if (text) return text[1] ?? text[2] ?? ''
    const name = this.match('name')?.[0] ?? this.fail()
    if (this.next() === '(') return this.call(depth)
    return /^(None|null|undefined)$/.test(name) ? null : name
  }

  /** Reads array(…) or Float32Array [ … ] as its first argument or its items. */
  private call(depth: number): Literal {
    const items = this.list(depth)
    return Array.isArray(items) && items.length > 0 ? ((items as readonly Literal[])[0] ?? null) : items
  }

  /** Reads items up to the closing bracket. Named arguments, as dtype=float32, are dropped; a semicolon begins another row. */
  private list(depth: number): Literal {
    const close = closing[this.next()] ?? ''
    this.at++
    let items: Literal[] = []
    const rows: Literal[] = []
    for (;;) {
      if (this.skip(close)) break
      if (this.skip(';')) {
        rows.push(items)
        items = []
      } else if (this.skip(',')) continue
      else if (this.match('gap')) items.push('...')
      else if (this.match('keyword')) this.argument(depth)
      else items.push(this.value(depth + 1))
    }
    return rows.length > 0 ? [...rows, ...(items.length > 0 ? [items] : [])] : items
  }

  /** Skips the value of a named argument, also one like <SomeFunction>. */
  private argument(depth: number): void {
    if (this.next() !== '<') this.value(depth + 1)
    else this.at = this.text.indexOf('>', this.at) + 1 || this.text.length
  }

  /** Reads {name: value}, or {1, 2} as Mathematica writes lists. */
  private braces(depth: number): Literal {
    this.at++
    const items: Literal[] = []
    const entries: [string, Literal][] = []
    while (!this.skip('}')) {
      if (this.skip(',')) continue
      const value = this.value(depth + 1)
      if (this.skip(':')) entries.push([typeof value === 'string' ? value : this.fail(), this.value(depth + 1)])
      else items.push(value)
    }
    if (entries.length > 0 && items.length > 0) this.fail()
    return items.length > 0 ? items : Object.fromEntries(entries)
  }
}

/**
 * The values of a text, in their order.
 *
 * @throws NotLiteral if the text has anything else
 */
export const statementsOf = (text: string): readonly Statement[] => new Reader(text).statements()

/** Whether a text begins as a value does, not as a table; [,1] begins a matrix that R prints, which is a table. */
export const beginsLiteral = (text: string): boolean =>
  /^\s*(>>>\s*|Out\[\d+\]:\s*)?([[{(](?!,\d|\d+,\])|[A-Za-z_][\w.]*\s*=\s*[[({\w]|[A-Za-z_][\w.]*\()/.test(text)

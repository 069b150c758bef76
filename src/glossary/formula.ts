/** A piece of a formula, of the kinds that MathML has. */
export type Piece =
  | { readonly kind: 'number' | 'letter' | 'sign'; readonly text: string }
  | { readonly kind: 'row'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'bracket'; readonly open: string; readonly pieces: readonly Piece[]; readonly close: string }
  | { readonly kind: 'accent'; readonly base: Piece; readonly accent: string }
  | { readonly kind: 'script'; readonly base: Piece; readonly low?: Piece; readonly high?: Piece }
  | { readonly kind: 'root'; readonly radicand: Piece }
  | { readonly kind: 'fraction'; readonly numerator: Piece; readonly denominator: Piece }

const LOW = new Map(Array.from('₀₁₂₃₄₅₆₇₈₉₊₋ₐₓₜₛᵢⱼₖₘₙ', (sign, i) => [sign, '0123456789+−axtsijkmn'[i] ?? '']))
const HIGH = new Map(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿʷ', (sign, i) => [sign, '0123456789+−nw'[i] ?? '']))
const ACCENTS = new Map([
  ['\u0302', '^'],
  ['\u0304', '¯'],
  ['\u0303', '~'],
])
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** A row of pieces; a row of one piece is that piece. */
const rowOf = (pieces: readonly Piece[]): Piece =>
  pieces.length === 1 && pieces[0] ? pieces[0] : { kind: 'row', pieces }
/** Removes round brackets around a whole numerator or radicand, because the bar of the fraction or root replaces them. */
const withoutBrackets = (piece: Piece): Piece =>
  piece.kind === 'bracket' && piece.open === '(' ? rowOf(piece.pieces) : piece

class Reader {
  private readonly signs: readonly string[]
  private position = 0

  constructor(private readonly source: string) {
    this.signs = Array.from(source.normalize('NFD'))
  }

  private get next(): string {
    return this.signs[this.position] ?? ''
  }

  private fail(): never {
    throw new SyntaxError(`no formula: ${this.source} (at ${this.position})`)
  }

  private takeWhile(holds: (sign: string) => boolean): string {
    const from = this.position
    while (this.next !== '' && holds(this.next)) this.position++
    return this.signs.slice(from, this.position).join('')
  }

  /** Reads pieces up to a closing bracket, or to the end. */
  row(close = ''): readonly Piece[] {
    const pieces: Piece[] = []
    for (;;) {
      this.takeWhile((sign) => sign === ' ')
      if (this.next === close) {
        this.position++
        return pieces
      }
      if (this.next === '') return this.fail()
      if (this.next !== '/') pieces.push(this.factor())
      else {
        this.position++
        const over = pieces.pop() ?? this.fail()
        pieces.push({ kind: 'fraction', numerator: withoutBrackets(over), denominator: withoutBrackets(this.factor()) })
      }
    }
  }

  /** Reads a piece; a name followed by a bracket, as in α(t), together with its argument. */
  private factor(): Piece {
    const of = this.scripted()
    const head = of.kind === 'script' ? of.base : of
    const isName = head.kind === 'letter' || head.kind === 'accent'
    return isName && this.next === '(' ? { kind: 'row', pieces: [of, this.scripted()] } : of
  }

  /** Reads a piece with its subscript and superscript. */
  private scripted(): Piece {
    const of = this.atom()
    let low: Piece | undefined
    let high: Piece | undefined
    for (;;) {
      const [lows, highs] = [this.takeWhile((sign) => LOW.has(sign)), this.takeWhile((sign) => HIGH.has(sign))]
      if (lows) low = rowOf(parseFormula(Array.from(lows, (sign) => LOW.get(sign)).join('')))
      if (highs) high = rowOf(parseFormula(Array.from(highs, (sign) => HIGH.get(sign)).join('')))
      if (lows || highs) continue
      if (this.next === '_' || this.next === '^') {
        const below = this.next === '_'
        this.position++
        const script = this.atom()
        const content = script.kind === 'bracket' && script.open === '{' ? rowOf(script.pieces) : script
        if (below) low = content
        else high = content
      } else return low || high ? { kind: 'script', base: of, ...(low && { low }), ...(high && { high }) } : of
    }
  }

  private atom(): Piece {
    const sign = this.next
    if (/\d/.test(sign)) return { kind: 'number', text: this.takeWhile((each) => /[\d.]/.test(each)) }
    const close = CLOSING[sign]
    if (close) {
      this.position++
      return { kind: 'bracket', open: sign, pieces: this.row(close), close }
    }
    if (sign === '√') {
      this.position++
      return { kind: 'root', radicand: withoutBrackets(this.factor()) }
    }
    return this.letterOrSign(sign)
  }

  private letterOrSign(sign: string): Piece {
    if (/[a-z]/i.test(sign)) {
      const word = this.takeWhile((each) => /[a-z]/i.test(each))
      if (/^d[a-z]$/.test(word)) this.position-- // dx is a differential: two letters
      return this.accented({ kind: 'letter', text: /^d[a-z]$/.test(word) ? 'd' : word })
    }
    if (sign === '') return this.fail()
    this.position++
    return this.accented({ kind: /[\p{L}∇∂∅∞½¼]/u.test(sign) ? 'letter' : 'sign', text: sign })
  }

  private accented(of: Piece): Piece {
    const accent = ACCENTS.get(this.next)
    if (!accent) return of
    this.position++
    return { kind: 'accent', base: of, accent }
  }
}

/**
 * Parses a formula in plain signs, such as "xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε". √( ) is a root and a / b a fraction. Signs like ₜ and ² are
 * subscripts and superscripts; other scripts follow _ and ^, in braces if they have several signs.
 * @throws SyntaxError if it is not a formula
 */
export const parseFormula = (formula: string): readonly Piece[] => new Reader(formula).row()

/** A piece of a formula, as MathML has them. */
export type Piece =
  | { readonly kind: 'number' | 'letter' | 'sign'; readonly text: string }
  | { readonly kind: 'row'; readonly of: readonly Piece[] }
  | { readonly kind: 'bracket'; readonly open: string; readonly of: readonly Piece[]; readonly close: string }
  | { readonly kind: 'accent'; readonly of: Piece; readonly accent: string }
  | { readonly kind: 'script'; readonly of: Piece; readonly low?: Piece; readonly high?: Piece }
  | { readonly kind: 'root'; readonly of: Piece }
  | { readonly kind: 'fraction'; readonly over: Piece; readonly under: Piece }

const LOW = new Map(Array.from('₀₁₂₃₄₅₆₇₈₉₊₋ₐₓₜₛᵢⱼₖₘₙ', (sign, i) => [sign, '0123456789+−axtsijkmn'[i] ?? '']))
const HIGH = new Map(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿʷ', (sign, i) => [sign, '0123456789+−nw'[i] ?? '']))
const ACCENTS = new Map([
  ['\u0302', '^'],
  ['\u0304', '¯'],
  ['\u0303', '~'],
])
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** What a bracket holds; a row of one piece is that piece. */
const rowOf = (pieces: readonly Piece[]): Piece =>
  pieces.length === 1 && pieces[0] ? pieces[0] : { kind: 'row', of: pieces }
/** Round brackets around a whole numerator or under a root are drawn by the bar itself. */
const bare = (piece: Piece): Piece => (piece.kind === 'bracket' && piece.open === '(' ? rowOf(piece.of) : piece)

class Reader {
  private readonly signs: readonly string[]
  private at = 0

  constructor(private readonly source: string) {
    this.signs = Array.from(source.normalize('NFD'))
  }

  private get next(): string {
    return this.signs[this.at] ?? ''
  }

  private fail(): never {
    throw new SyntaxError(`no formula: ${this.source} (at ${this.at})`)
  }

  private while(holds: (sign: string) => boolean): string {
    const from = this.at
    while (this.next !== '' && holds(this.next)) this.at++
    return this.signs.slice(from, this.at).join('')
  }

  /** Pieces up to a closing bracket, or to the end. */
  row(close = ''): readonly Piece[] {
    const pieces: Piece[] = []
    for (;;) {
      this.while((sign) => sign === ' ')
      if (this.next === close) {
        this.at++
        return pieces
      }
      if (this.next === '') return this.fail()
      if (this.next !== '/') pieces.push(this.factor())
      else {
        this.at++
        const over = pieces.pop() ?? this.fail()
        pieces.push({ kind: 'fraction', over: bare(over), under: bare(this.factor()) })
      }
    }
  }

  /** A name with what it is applied to, as in α(t), or a piece alone. */
  private factor(): Piece {
    const of = this.scripted()
    const head = of.kind === 'script' ? of.of : of
    const isName = head.kind === 'letter' || head.kind === 'accent'
    return isName && this.next === '(' ? { kind: 'row', of: [of, this.scripted()] } : of
  }

  /** A piece with what stands above and below it. */
  private scripted(): Piece {
    const of = this.atom()
    let low: Piece | undefined
    let high: Piece | undefined
    for (;;) {
      const [lows, highs] = [this.while((sign) => LOW.has(sign)), this.while((sign) => HIGH.has(sign))]
      if (lows) low = rowOf(read(Array.from(lows, (sign) => LOW.get(sign)).join('')))
      if (highs) high = rowOf(read(Array.from(highs, (sign) => HIGH.get(sign)).join('')))
      if (lows || highs) continue
      if (this.next === '_' || this.next === '^') {
        const below = this.next === '_'
        this.at++
        const script = this.atom()
        const content = script.kind === 'bracket' && script.open === '{' ? rowOf(script.of) : script
        if (below) low = content
        else high = content
      } else return low || high ? { kind: 'script', of, ...(low && { low }), ...(high && { high }) } : of
    }
  }

  private atom(): Piece {
    const sign = this.next
    if (/\d/.test(sign)) return { kind: 'number', text: this.while((each) => /[\d.]/.test(each)) }
    const close = CLOSING[sign]
    if (close) {
      this.at++
      return { kind: 'bracket', open: sign, of: this.row(close), close }
    }
    if (sign === '√') {
      this.at++
      return { kind: 'root', of: bare(this.factor()) }
    }
    return this.letterOrSign(sign)
  }

  private letterOrSign(sign: string): Piece {
    if (/[a-z]/i.test(sign)) {
      const word = this.while((each) => /[a-z]/i.test(each))
      if (/^d[a-z]$/.test(word)) this.at-- // dx: a differential, two letters
      return this.accented({ kind: 'letter', text: /^d[a-z]$/.test(word) ? 'd' : word })
    }
    if (sign === '') return this.fail()
    this.at++
    return this.accented({ kind: /[\p{L}∇∂∅∞½¼]/u.test(sign) ? 'letter' : 'sign', text: sign })
  }

  private accented(of: Piece): Piece {
    const accent = ACCENTS.get(this.next)
    if (!accent) return of
    this.at++
    return { kind: 'accent', of, accent }
  }
}

/**
 * A formula written in plain signs, "xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε", in pieces to be drawn: √( ) is a root, a / b a fraction, signs
 * like ₜ and ² stand below and above, what has no such sign behind _ and ^, in braces where it is long.
 * @throws SyntaxError if it is none
 */
export const read = (formula: string): readonly Piece[] => new Reader(formula).row()

import { parseFormula, type Piece } from '../../src/glossary/formula'

/** Numbers by the names that formulas give them. */
export type Values = Readonly<Record<string, number>>

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  log: Math.log,
  exp: Math.exp,
  cos: Math.cos,
  sin: Math.sin,
  min: Math.min,
  max: Math.max,
}

/** The name of a piece, the same for all ways of writing it. */
const nameOf = (piece: Piece): string => JSON.stringify(piece)
const byName = (values: Values) =>
  new Map(
    Object.entries(values).map(([name, value]) => {
      const pieces = parseFormula(name)
      return [nameOf(pieces.length === 1 && pieces[0] ? pieces[0] : { kind: 'row', pieces }), value] as const
    }),
  )

const isSign = (piece: Piece | undefined, ...texts: string[]): boolean =>
  piece?.kind === 'sign' && texts.includes(piece.text)

/** Evaluates formulas from their drawn pieces, so that it computes what readers see. */
class Evaluation {
  constructor(private readonly values: ReadonlyMap<string, number>) {}

  sum(pieces: readonly Piece[]): number {
    let value = 0
    let from = 0
    for (let i = 0; i <= pieces.length; i++) {
      const ends = i === pieces.length || isSign(pieces[i], '+', '−')
      if (!ends) continue
      if (i > from) value += (isSign(pieces[from - 1], '−') ? -1 : 1) * this.product(pieces.slice(from, i))
      from = i + 1
    }
    return value
  }

  private product(pieces: readonly Piece[]): number {
    let value = 1
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i]
      if (!piece || isSign(piece, '·')) continue
      const applied = this.applied(piece)
      value *= applied ? applied([this.one(pieces[++i] ?? piece)]) : this.one(piece)
    }
    return value
  }

  /** Functions such as log or cos², applied to the brackets or the piece after them. */
  private applied(piece: Piece): ((args: readonly number[]) => number) | undefined {
    const base = piece.kind === 'script' ? piece.base : piece
    const of = base.kind === 'letter' ? functions[base.text] : undefined
    if (!of) return undefined
    const power = piece.kind === 'script' && piece.high ? this.one(piece.high) : 1
    return (args) => of(...args) ** power
  }

  private arguments(piece: Piece | undefined): readonly number[] {
    if (piece?.kind !== 'bracket') return piece ? [this.one(piece)] : []
    const parts: Piece[][] = [[]]
    for (const each of piece.pieces) {
      if (isSign(each, ',')) parts.push([])
      else parts.at(-1)?.push(each)
    }
    return parts.map((part) => this.sum(part))
  }

  private one(piece: Piece): number {
    const value = this.values.get(nameOf(piece))
    if (value !== undefined) return value
    switch (piece.kind) {
      case 'number':
        return Number(piece.text)
      case 'row': {
        const [head, argument] = piece.pieces
        const applied = head && this.applied(head)
        return applied && argument ? applied(this.arguments(argument)) : this.sum(piece.pieces)
      }
      case 'bracket':
        return this.sum(piece.pieces)
      case 'root':
        return Math.sqrt(this.one(piece.radicand))
      case 'fraction':
        return this.one(piece.numerator) / this.one(piece.denominator)
      case 'letter': {
        const constant = { π: Math.PI, '½': 0.5, '¼': 0.25 }[piece.text]
        if (constant !== undefined) return constant
      }
    }
    if (piece.kind === 'script' && piece.high && !piece.low) return this.one(piece.base) ** this.one(piece.high)
    if (piece.kind === 'script' && piece.high && piece.low)
      return this.one({ kind: 'script', base: piece.base, low: piece.low }) ** this.one(piece.high)
    throw new Error(`no value for ${nameOf(piece)}`)
  }
}

/** The values of both sides of a formula; if it has more than two sides, of the first and the last. */
export function sidesOf(formula: string, values: Values): readonly [left: number, right: number] {
  const pieces = parseFormula(formula)
  const equals = pieces.flatMap((piece, i) => (isSign(piece, '=', '←') ? [i] : []))
  const of = new Evaluation(byName({ ...values }))
  return [of.sum(pieces.slice(0, equals[0] ?? pieces.length)), of.sum(pieces.slice((equals.at(-1) ?? -1) + 1))]
}

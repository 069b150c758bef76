import { Fragment } from 'react'
import styles from './formula.module.css'
import { parseFormula, type Piece } from './formula'

const isWord = (piece: Piece | undefined): boolean => {
  if (piece?.kind === 'script') return isWord(piece.base)
  return piece?.kind === 'letter' && piece.text.length > 1
}

/** Whether a word such as “log” needs a little space before the next piece. */
const needsSpace = (piece: Piece, next: Piece | undefined): boolean =>
  isWord(piece) && next !== undefined && next.kind !== 'bracket' && next.kind !== 'sign'

function Row({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, i) => (
    <Fragment key={i}>
      <PieceView piece={piece} />
      {needsSpace(piece, pieces[i + 1]) && <mi>{'\u2009'}</mi>}
    </Fragment>
  ))
}

function Script({ base, low, high }: { base: Piece; low?: Piece; high?: Piece }) {
  if (low && high)
    return (
      <msubsup>
        <PieceView piece={base} />
        <PieceView piece={low} />
        <PieceView piece={high} />
      </msubsup>
    )
  return low ? (
    <msub>
      <PieceView piece={base} />
      <PieceView piece={low} />
    </msub>
  ) : (
    <msup>
      <PieceView piece={base} />
      {high && <PieceView piece={high} />}
    </msup>
  )
}

function PieceView({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case 'number':
      return <mn>{piece.text}</mn>
    case 'letter':
      return <mi>{piece.text}</mi>
    case 'sign':
      return <mo>{piece.text}</mo>
    case 'row':
      return (
        <mrow>
          <Row pieces={piece.pieces} />
        </mrow>
      )
    case 'bracket':
      return (
        <mrow>
          <mo>{piece.open}</mo>
          <Row pieces={piece.pieces} />
          <mo>{piece.close}</mo>
        </mrow>
      )
    case 'accent':
      return (
        <mover accent="true">
          <PieceView piece={piece.base} />
          <mo>{piece.accent}</mo>
        </mover>
      )
    case 'root':
      return (
        <msqrt>
          <PieceView piece={piece.radicand} />
        </msqrt>
      )
    case 'fraction':
      return (
        <mfrac>
          <PieceView piece={piece.numerator} />
          <PieceView piece={piece.denominator} />
        </mfrac>
      )
    case 'script':
      return <Script {...piece} />
  }
}

/** Formulas as MathML, one per line. */
export function Formulas({ formulas }: { formulas: readonly string[] }) {
  return (
    <div className={styles.formulas}>
      {formulas.map((formula) => (
        <math key={formula} display="block">
          <Row pieces={parseFormula(formula)} />
        </math>
      ))}
    </div>
  )
}

/** A formula within a line: in plain signs, or parsed already. */
export const Formula = ({ formula }: { formula: string | readonly Piece[] }) => (
  <math>
    <Row pieces={typeof formula === 'string' ? parseFormula(formula) : formula} />
  </math>
)

/** An entry's symbol, to be shown before its name, unless the name contains it. */
export const Symbol = ({ symbol, name }: { symbol: string; name: string }) =>
  symbol.length > 1 && name.split(/[ ’]/).includes(symbol) ? null : (
    <math className={styles.symbol}>
      <Row pieces={parseFormula(symbol)} />
    </math>
  )

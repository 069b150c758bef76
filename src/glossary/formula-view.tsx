import { Fragment } from 'react'
import styles from './formula.module.css'
import { type Piece, read } from './formula'

const isWord = (piece: Piece | undefined): boolean => {
  if (piece?.kind === 'script') return isWord(piece.of)
  return piece?.kind === 'letter' && piece.text.length > 1
}

/** Whether a word, as log is, needs a little space before what follows it. */
const spaced = (piece: Piece, next: Piece | undefined): boolean =>
  isWord(piece) && next !== undefined && next.kind !== 'bracket' && next.kind !== 'sign'

function Row({ of }: { of: readonly Piece[] }) {
  return of.map((piece, i) => (
    <Fragment key={i}>
      <Drawn of={piece} />
      {spaced(piece, of[i + 1]) && <mi>{'\u2009'}</mi>}
    </Fragment>
  ))
}

function Script({ of, low, high }: { of: Piece; low?: Piece; high?: Piece }) {
  if (low && high)
    return (
      <msubsup>
        <Drawn of={of} />
        <Drawn of={low} />
        <Drawn of={high} />
      </msubsup>
    )
  return low ? (
    <msub>
      <Drawn of={of} />
      <Drawn of={low} />
    </msub>
  ) : (
    <msup>
      <Drawn of={of} />
      {high && <Drawn of={high} />}
    </msup>
  )
}

function Drawn({ of }: { of: Piece }) {
  switch (of.kind) {
    case 'number':
      return <mn>{of.text}</mn>
    case 'letter':
      return <mi>{of.text}</mi>
    case 'sign':
      return <mo>{of.text}</mo>
    case 'row':
      return (
        <mrow>
          <Row of={of.of} />
        </mrow>
      )
    case 'bracket':
      return (
        <mrow>
          <mo>{of.open}</mo>
          <Row of={of.of} />
          <mo>{of.close}</mo>
        </mrow>
      )
    case 'accent':
      return (
        <mover accent="true">
          <Drawn of={of.of} />
          <mo>{of.accent}</mo>
        </mover>
      )
    case 'root':
      return (
        <msqrt>
          <Drawn of={of.of} />
        </msqrt>
      )
    case 'fraction':
      return (
        <mfrac>
          <Drawn of={of.over} />
          <Drawn of={of.under} />
        </mfrac>
      )
    case 'script':
      return <Script {...of} />
  }
}

/** Formulas as MathML, one a line. */
export function Formulas({ of }: { of: readonly string[] }) {
  return (
    <div className={styles.formulas}>
      {of.map((formula) => (
        <math key={formula} display="block">
          <Row of={read(formula)} />
        </math>
      ))}
    </div>
  )
}

/** An entry's symbol before its name, where the name does not say it already. */
export const Symbol = ({ of, name }: { of: string; name: string }) =>
  of.length > 1 && name.split(/[ ’]/).includes(of) ? null : (
    <math className={styles.symbol}>
      <Row of={read(of)} />
    </math>
  )

import { watchedRun } from '../run/player'
import { useMemo } from 'react'
import type { LinearTerm } from '../../diffusion'
import { text } from '../../i18n'
import { usePlayer, useWalk } from '../run/context'
import styles from './equation.module.css'
import { Formula, Noise, O, Signal, Term as Explained } from './math'
import { stepTerms } from './step-terms'
import { levelWord, Size, TermName } from './term-name'

/** Terms that are spelled out; of a longer sum the rest is counted. */
const MOST = 5

/** Terms from which on the sum is set smaller, so that its lines stay as many as there is room for. */
const LONG = 3

/** Entries of the glossary. */
const entries = { xt: 'xt', x0Hat: 'x0-hat', epsHat: 'epsilon-hat', z: 'z', fresh: 'z' } as const

function Term({
  term,
  first,
  times,
  frame,
}: {
  term: LinearTerm
  first: boolean
  times: readonly number[]
  frame: number
}) {
  const name = (
    <Explained of={entries[term.part]}>
      <TermName term={term} times={times} frame={frame} />
    </Explained>
  )
  const product =
    term.part === 'fresh' ? (
      <>
        <Explained of="sigma-theta">
          <msub>
            <mi>σ</mi>
            <mi>θ</mi>
          </msub>
        </Explained>
        <O>⊙</O>
        {name}
      </>
    ) : (
      <>
        <Size of={term.coefficient} />
        <O>·</O>
        {name}
      </>
    )
  const coloured =
    term.part === 'x0Hat' ? <Signal>{product}</Signal> : term.part === 'xt' ? product : <Noise>{product}</Noise>
  const sign = term.coefficient < 0 ? '−' : first ? undefined : '+'
  return (
    <Formula>
      {!first && <mi />}
      {sign && <O>{sign}</O>}
      {coloured}
    </Formula>
  ) // the empty letter makes the sign one between two things
}

/** The update of the sampler in use, with the very coefficients of the step that led to the present frame, or of the first. */
export function StepEquation() {
  const run = watchedRun(usePlayer())
  const frame = useWalk(({ settings: { frame: shown } }) => Math.max(1, shown))
  const total = useWalk(({ run }) => run.total) // another run has other levels
  const terms = useMemo(() => (total > 0 ? stepTerms(run, frame) : []), [run, frame, total])
  const { settings, times } = run
  if (terms.length === 0)
    return (
      <div className={styles.wrapping}>
        {settings.sampler === 'rk45' && <span className={styles.more}>{text.reverse.equationAdaptive}</span>}
      </div>
    )
  const shown = terms.slice(0, terms.length > MOST + 1 ? MOST : terms.length)
  return (
    <div className={`${styles.equation} ${styles.wrapping}`} data-long={shown.length > LONG} data-terms>
      <Formula>
        <Explained of="xt" first>
          <msub>
            <mi>x</mi>
            <mn>{levelWord(times[frame] ?? NaN)}</mn>
          </msub>
        </Explained>
        <O>=</O>
      </Formula>
      {shown.map((term, i) => (
        <Term key={`${term.part} ${term.index}`} term={term} first={i === 0} times={times} frame={frame} />
      ))}
      {shown.length < terms.length && (
        <span className={styles.more}>{text.reverse.equationMore(terms.length - shown.length)}</span>
      )}
    </div>
  )
}

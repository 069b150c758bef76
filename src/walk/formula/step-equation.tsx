import { watchedRun } from '../run/player'
import { useMemo } from 'react'
import type { LinearTerm } from '../../diffusion'
import { text } from '../../i18n'
import { stretchAt } from '../model/past'
import { usePlayer, useWalk } from '../run/context'
import styles from './equation.module.css'
import { Formula, Noise, O, Signal, Term as ExplainedTerm } from './math'
import { stepTerms } from './step-terms'
import { AbsoluteValue, levelIndex, TermName } from './term-name'

/** The equation shows so many terms; of a longer sum it counts the rest. */
const MOST_TERMS = 5

/** A sum of more terms than this is set smaller, so that its lines fit into their place. */
const LONG_SUM = 3

/** Ids in the glossary. */
const termIds = { xt: 'xt', x0Hat: 'x0-hat', epsHat: 'epsilon-hat', z: 'z', fresh: 'z' } as const

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
    <ExplainedTerm id={termIds[term.part]}>
      <TermName term={term} times={times} frame={frame} />
    </ExplainedTerm>
  )
  const product =
    term.part === 'fresh' ? (
      <>
        <ExplainedTerm id="sigma-theta">
          <msub>
            <mi>σ</mi>
            <mi>θ</mi>
          </msub>
        </ExplainedTerm>
        <O>⊙</O>
        {name}
      </>
    ) : (
      <>
        <AbsoluteValue value={term.coefficient} />
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
  ) // after the empty letter, MathML sets the sign as a binary operator
}

/** The equation of the sampler in use, with the coefficients of the step that led to the shown frame (or of the first step). */
export function StepEquation() {
  const run = watchedRun(usePlayer())
  const frame = useWalk(({ settings: shownSettings }) => Math.max(1, shownSettings.frame))
  const total = useWalk((state) => state.run.total) // a new total means another run, with other levels
  const terms = useMemo(() => (total > 0 ? stepTerms(run, frame) : []), [run, frame, total])
  const { times } = run
  if (terms.length === 0)
    return (
      <div className={styles.wrapping} data-part="equation">
        {stretchAt(run.stretches, frame).settings.sampler === 'rk45' && (
          <span className={styles.more}>{text.reverse.equationAdaptive}</span>
        )}
      </div>
    )
  const firstTerms = terms.slice(0, terms.length > MOST_TERMS + 1 ? MOST_TERMS : terms.length)
  return (
    <div
      className={`${styles.equation} ${styles.wrapping}`}
      data-part="equation"
      data-long={firstTerms.length > LONG_SUM}
      data-terms
    >
      <Formula>
        <ExplainedTerm id="xt" first>
          <msub>
            <mi>x</mi>
            <mn>{levelIndex(times[frame] ?? NaN)}</mn>
          </msub>
        </ExplainedTerm>
        <O>=</O>
      </Formula>
      {firstTerms.map((term, i) => (
        <Term key={`${term.part} ${term.index}`} term={term} first={i === 0} times={times} frame={frame} />
      ))}
      {firstTerms.length < terms.length && (
        <span className={styles.more}>{text.reverse.equationMore(terms.length - firstTerms.length)}</span>
      )}
    </div>
  )
}

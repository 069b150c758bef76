import { watchedRun } from '../run/player'
import { useMemo } from 'react'
import type { LinearTerm } from '../../diffusion'
import { text } from '../../i18n'
import { fixed } from '../../i18n/format/numbers'
import { usePlayer, useWalk } from '../run/context'
import styles from './equation.module.css'
import { Formula, N, Noise, O, Signal, Term as ExplainedTerm } from './math'
import { stepTerms } from './step-terms'

/** The equation shows so many terms; of a longer sum it counts the rest. */
const MOST_TERMS = 5

/** A sum of more terms than this is set smaller, so that its lines fit into their place. */
const LONG_SUM = 3

/** t as an index: a whole number, but with a decimal near the data, where levels lie between whole timesteps. */
const level = (t: number) => fixed(t, t >= 10 || Number.isInteger(t) ? 0 : 1)

/** The absolute value of a coefficient: 0.981, or 3.2·10⁻⁵ where three decimals would show nothing. */
function AbsoluteValue({ value }: { value: number }) {
  const size = Math.abs(value)
  if (size >= 0.0995 || size === 0) return <N>{size >= 1000 ? fixed(size, 0) : fixed(size, 3)}</N>
  const power = Math.floor(Math.log10(size))
  if (power >= -3) return <N>{fixed(size, 1 - power)}</N>
  return (
    <>
      <N>{fixed(size / 10 ** power, 1)}</N>
      <O>·</O>
      <msup>
        <mn>10</mn>
        <mn>{fixed(power, 0)}</mn>
      </msup>
    </>
  )
}

const hat = (letter: string) => (
  <mover accent="true">
    <mi>{letter}</mi>
    <mo>^</mo>
  </mover>
)

/** Ids in the glossary. */
const termIds = { xt: 'xt', x0Hat: 'x0-hat', epsHat: 'epsilon-hat', z: 'z', fresh: 'z' } as const

/** x̂₀, ε̂, xₜ or z. A second evaluation or random draw of the step has a prime; one of an earlier step has its level. */
function TermName({
  term: { part, index },
  times,
  frame,
}: {
  term: LinearTerm
  times: readonly number[]
  frame: number
}) {
  const earlier = level(times[frame - 1 + index] ?? NaN)
  const letter = { xt: <mi>x</mi>, x0Hat: hat('x'), epsHat: hat('ε'), z: <mi>z</mi>, fresh: <mi>z</mi> }[part]
  if (part === 'xt')
    return (
      <msub>
        {letter}
        <mn>{earlier}</mn>
      </msub>
    )
  const based =
    part === 'x0Hat' ? (
      <msub>
        {letter}
        <mn>0</mn>
      </msub>
    ) : (
      letter
    )
  if (index < 0)
    return (
      <msup>
        {based}
        <mrow>
          <O>(</O>
          <mn>{earlier}</mn>
          <O>)</O>
        </mrow>
      </msup>
    )
  return index === 0 ? (
    based
  ) : (
    <>
      {based}
      <mi>{'′'.repeat(Math.min(3, index))}</mi>
    </>
  ) // the sign ′ itself is raised
}

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
  const { settings, times } = run
  if (terms.length === 0)
    return (
      <div className={styles.wrapping}>
        {settings.sampler === 'rk45' && <span className={styles.more}>{text.reverse.equationAdaptive}</span>}
      </div>
    )
  const shown = terms.slice(0, terms.length > MOST_TERMS + 1 ? MOST_TERMS : terms.length)
  return (
    <div className={`${styles.equation} ${styles.wrapping}`} data-long={shown.length > LONG_SUM} data-terms>
      <Formula>
        <ExplainedTerm id="xt" first>
          <msub>
            <mi>x</mi>
            <mn>{level(times[frame] ?? NaN)}</mn>
          </msub>
        </ExplainedTerm>
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

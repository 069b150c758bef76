import { I, O, Sub } from '../formula/math'
import { TermName } from '../formula/term-name'
import type { Seen } from './context'
import type { ShownTerm } from './equation-parts'

/** What a term is, in signs. */
export function Sign({ term, seenStep }: { term: Pick<ShownTerm, 'of'>; seenStep: Pick<Seen, 'run' | 'step'> }) {
  const { of } = term
  return (
    <math>
      {of === 'x0' ? (
        <Sub base="x" index="0" />
      ) : of === 'epsilon' ? (
        <I>ε</I>
      ) : (
        <>
          {of.part === 'fresh' && (
            <>
              <Sub base="σ" index="θ" />
              <O>⊙</O>
            </>
          )}
          <TermName term={of} times={seenStep.run.times} frame={seenStep.step} />
        </>
      )}
    </math>
  )
}

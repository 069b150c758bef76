import { Button as AriaButton } from 'react-aria-components'
import { inspectText } from '../../i18n/inspect'
import { CheckIcon } from '../../ui/icons'
import { O } from '../formula/math'
import { AbsoluteValue } from '../formula/term-name'
import type { Seen } from './context'
import type { ShownSum, ShownTerm } from './equation-parts'
import styles from './inspector.module.css'
import { Sign } from './term-sign'
import { Pixels } from './value-picture'

interface TermsProps {
  sum: ShownSum
  seenStep: Seen
  shownName: string | undefined
  /** Terms that have been added up. */
  added: number
  onPoint: (name: string | undefined) => void
  onChoose: (name: string) => void
}

interface TermPictureProps {
  term: ShownTerm
  seenStep: Seen
  isFirst: boolean
  isAdded: boolean
}

/** A term's picture, and what it is multiplied by. */
const TermPicture = ({ term, seenStep, isFirst, isAdded }: TermPictureProps) => (
  <span className={styles.termPicture} aria-hidden="true">
    <Pixels values={term.values} shape={seenStep.run.shape} grey={term.grey} label={term.name} tone={term.tone} />
    <span className={styles.product}>
      <math>
        {term.coefficient < 0 ? <O>−</O> : isFirst ? null : <O>+</O>}
        {!isScaled(term) && (
          <>
            <AbsoluteValue value={term.coefficient} />
            <O>·</O>
          </>
        )}
      </math>
      <Sign term={term} seenStep={seenStep} />
      {isAdded && <CheckIcon />}
    </span>
  </span>
)

/** Every term as a picture that is pressed to see it large; arrows lead from one to the next. */
export function Terms({ sum, seenStep, shownName, added, onPoint, onChoose }: TermsProps) {
  const words = inspectText.sum
  return (
    <div
      role="group"
      aria-label={words.terms}
      className={styles.terms}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
        const all = [...event.currentTarget.querySelectorAll('button')]
        const next = all[all.indexOf(event.target as HTMLButtonElement) + by]
        if (by === 0) return
        event.preventDefault() // the walk stays where it is
        next?.focus()
      }}
    >
      {sum.terms.map((term, i) => (
        <AriaButton
          key={term.name}
          className={styles.term ?? ''}
          aria-pressed={shownName === term.name}
          onPress={() => {
            onChoose(term.name)
          }}
          onFocus={() => {
            onChoose(term.name)
          }}
          onHoverStart={() => {
            onPoint(term.name)
          }}
          onHoverEnd={() => {
            onPoint(undefined)
          }}
        >
          <span className="visually-hidden">{words.term(words.parts[kindOf(term)] ?? '', term.coefficient)}</span>
          <TermPicture term={term} seenStep={seenStep} isFirst={i === 0} isAdded={i < Math.floor(added)} />
        </AriaButton>
      ))}
    </div>
  )
}

/** Noise whose width stands in its own sign: its coefficient is 1. */
const isScaled = ({ of }: ShownTerm): boolean => typeof of !== 'string' && of.part === 'fresh'

/** Which words a term has. */
export const kindOf = ({ of }: ShownTerm): string => {
  if (typeof of === 'string') return of
  return of.index < 0 ? `${of.part}Before` : of.index > 0 ? `${of.part}Again` : of.part
}

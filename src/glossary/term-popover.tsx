import { useEffect, useRef } from 'react'
import { Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { glossaryText, type TermId } from '../i18n/glossary'
import { type ExplainedTerm, openGlossary, terms } from '../ui/terms'
import { entries } from './entries'
import { Formulas, Symbol } from './formula-view'
import styles from './term-popover.module.css'

const ID = 'term-explained'

/** Links the symbol to its shown explanation, so that screen readers read both. */
function useDescription(mark: Element): void {
  useEffect(() => {
    mark.setAttribute('aria-describedby', ID)
    mark.setAttribute('data-explained', '')
    return () => {
      mark.removeAttribute('aria-describedby')
      mark.removeAttribute('data-explained')
    }
  }, [mark])
}

function Explanation({ term: { id, mark } }: { term: ExplainedTerm }) {
  useDescription(mark)
  const words = glossaryText
  const { name, plain, exact } = words.terms[id as TermId]
  const { symbol, formula, source } = entries[id as TermId]
  return (
    <div className={styles.explanation}>
      <p className={styles.name}>
        <Symbol symbol={symbol} name={name} /> <strong>{name}</strong>
      </p>
      <div id={ID} className={styles.sentences}>
        <p>{plain}</p>
        <p className={styles.exact}>{exact}</p>
      </div>
      <Formulas formulas={formula} />
      <p className={styles.foot}>
        <span lang="en">{source}</span>
        <button
          type="button"
          tabIndex={-1}
          className={styles.more}
          onClick={() => {
            openGlossary(id)
          }}
        >
          {words.more}
        </button>
      </p>
    </div>
  )
}

function ExplanationBeside({ term }: { term: ExplainedTerm }) {
  const mark = useRef<Element>(term.mark)
  return (
    <Popover
      triggerRef={mark}
      isOpen
      isNonModal
      placement="bottom"
      offset={6}
      containerPadding={8}
      className={styles.popover ?? ''}
      data-explains
      aria-label={glossaryText.terms[term.id as TermId].name}
      onOpenChange={(open) => {
        if (!open) terms.setState({ explanation: undefined })
      }}
    >
      <Explanation term={term} />
    </Popover>
  )
}

/** A number for each mark, as a React key: another mark, even of the same term, gets a new popover. */
const numbers = new WeakMap<Element, number>()
let lastNumber = 0
function numberOf(mark: Element): number {
  const number = numbers.get(mark) ?? ++lastNumber
  numbers.set(mark, number)
  return number
}

/** Shows the explanation of a symbol beside it, never over it. */
export function TermPopover() {
  const explanation = useStore(terms, (state) => state.explanation)
  return explanation ? <ExplanationBeside key={numberOf(explanation.mark)} term={explanation} /> : null
}

import { useEffect, useRef } from 'react'
import { Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { glossaryText, type TermId } from '../i18n/glossary'
import { type Explained, openGlossary, terms } from '../ui/terms'
import { entries } from './entries'
import { Formulas, Symbol } from './formula-view'
import styles from './term-popover.module.css'

const ID = 'term-explained'

/** While it is shown, whoever hears the page is told with the symbol. */
function useDescribed(mark: Element): void {
  useEffect(() => {
    mark.setAttribute('aria-describedby', ID)
    mark.setAttribute('data-explained', '')
    return () => {
      mark.removeAttribute('aria-describedby')
      mark.removeAttribute('data-explained')
    }
  }, [mark])
}

function Explanation({ of: { id, mark } }: { of: Explained }) {
  useDescribed(mark)
  const words = glossaryText
  const { name, plain, exact } = words.terms[id as TermId]
  const { symbol, formula, source } = entries[id as TermId]
  return (
    <div className={styles.explanation}>
      <p className={styles.name}>
        <Symbol of={symbol} name={name} /> <strong>{name}</strong>
      </p>
      <div id={ID} className={styles.sentences}>
        <p>{plain}</p>
        <p className={styles.exact}>{exact}</p>
      </div>
      <Formulas of={formula} />
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

function Beside({ explained }: { explained: Explained }) {
  const mark = useRef<Element>(explained.mark)
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
      aria-label={glossaryText.terms[explained.id as TermId].name}
      onOpenChange={(open) => {
        if (!open) terms.setState({ explained: undefined })
      }}
    >
      <Explanation of={explained} />
    </Popover>
  )
}

/** How many marks there have been: another mark, also of the same term, has an explanation of its own. */
const numbers = new WeakMap<Element, number>()
let last = 0
function numberOf(mark: Element): number {
  const number = numbers.get(mark) ?? ++last
  numbers.set(mark, number)
  return number
}

/** The explanation of the symbol that is asked for, beside it and never over it. */
export function TermPopover() {
  const explained = useStore(terms, (state) => state.explained)
  return explained ? <Beside key={numberOf(explained.mark)} explained={explained} /> : null
}

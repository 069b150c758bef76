import { useEffect, useRef, useState } from 'react'
import { text } from '../i18n'
import { glossaryText, type TermId } from '../i18n/glossary'
import paper from '../ui/alone-on-paper.module.css'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { openGlossary } from '../ui/terms'
import { entries, isTerm, placeLinks } from './entries'
import { Formulas, Symbol } from './formula-view'
import styles from './glossary-dialog.module.css'
import { search } from './search'

const nameOf = (id: TermId): string => glossaryText.terms[id].name
const addressOf = (id: string | undefined): string => `glossary${id ? `=${id}` : ''}`

/** The term at which the glossary opens; without one it opens at its beginning. */
interface Start {
  readonly term?: string | undefined
}

interface EntryActions {
  onGo: (id: TermId) => void
  onClose: () => void
}

function Related({ ids, onGo }: { ids: readonly TermId[]; onGo: EntryActions['onGo'] }) {
  return ids.map((id, i) => (
    <span key={id}>
      {i > 0 && ', '}
      <a
        href={`#${addressOf(id)}`}
        onClick={(event) => {
          event.preventDefault()
          onGo(id)
        }}
      >
        {nameOf(id)}
      </a>
    </span>
  ))
}

function Entry({ id, isTarget, onGo, onClose }: EntryActions & { id: TermId; isTarget: boolean }) {
  const words = glossaryText
  const { name, plain, exact } = words.terms[id]
  const { symbol, formula, source, related, place } = entries[id]
  return (
    <article className={styles.entry} data-entry={id} data-at={isTarget} tabIndex={-1}>
      <h4>
        <Symbol symbol={symbol} name={name} /> <span>{name}</span>{' '}
        <a
          className={styles.link}
          href={`#${addressOf(id)}`}
          aria-label={words.linkTo(name)}
          onClick={(event) => {
            event.preventDefault()
            onGo(id)
          }}
        >
          #
        </a>
      </h4>
      <p>{plain}</p>
      <p>{exact}</p>
      <Formulas formulas={formula} />
      <dl>
        <div>
          <dt>{words.source}</dt>
          <dd lang="en">{source}</dd>
        </div>
        <div>
          <dt>{words.related}</dt>
          <dd>
            <Related ids={related} onGo={onGo} />
          </dd>
        </div>
        <div className={styles.seen}>
          <dt>{words.seen}</dt>
          <dd>
            <a href={placeLinks[place]} onClick={onClose}>
              {words.places[place]}
            </a>
          </dd>
        </div>
      </dl>
    </article>
  )
}

/** Scrolls to an entry and moves the focus there, for eyes and for screen readers. */
function useScrollToEntry(start: Start, page: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const { term } = start
    if (!term || !isTerm(term)) return undefined
    // In the next frame, after the dialog has taken the focus.
    const frame = requestAnimationFrame(() => {
      const entry = page.current?.querySelector<HTMLElement>(`[data-entry="${term}"]`)
      entry?.scrollIntoView({ block: 'start' })
      entry?.focus({ preventScroll: true })
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [start, page])
}

/** All entries in reading order, or those that match the search. */
export function GlossaryDialog({ start, onClose }: { start: Start; onClose: () => void }) {
  const [query, setQuery] = useState('')
  const page = useRef<HTMLDivElement>(null)
  const words = glossaryText
  const results = search(query)
  const count = results.reduce((sum, { terms }) => sum + terms.length, 0)
  useScrollToEntry(start, page)
  const go = (id: TermId) => {
    setQuery('')
    openGlossary(id)
  }
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose} wide address={addressOf(start.term)}>
      <div className={`${styles.page} ${paper.alone}`} ref={page}>
        <p className={styles.intro}>{words.intro}</p>
        <div className={styles.tools}>
          <label>
            <span>{words.search}</span>
            <input
              type="search"
              value={query}
              placeholder={words.searchExplain}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setQuery(event.target.value)
              }}
            />
          </label>
          <Button
            name={words.print}
            explain={words.printExplain}
            onPress={() => {
              window.print()
            }}
          />
        </div>
        <p className={styles.count} role="status">
          {count > 0 ? words.found(count) : words.nothing}
        </p>
        {results.map(({ id, terms }) => (
          <section key={id} aria-label={words.sections[id]}>
            <h3>{words.sections[id]}</h3>
            {terms.map((term) => (
              <Entry key={term} id={term} isTarget={term === start.term} onGo={go} onClose={onClose} />
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  )
}

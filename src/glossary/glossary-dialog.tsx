import { useEffect, useRef, useState } from 'react'
import { text } from '../i18n'
import { glossaryText, type TermId } from '../i18n/glossary'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { openGlossary } from '../ui/terms'
import { entries, isTerm, placeLinks } from './entries'
import { Formulas, Symbol } from './formula-view'
import styles from './glossary-dialog.module.css'
import { search } from './search'

const nameOf = (id: TermId): string => glossaryText.terms[id].name
const addressOf = (id: string | undefined): string => `glossary${id ? `=${id}` : ''}`

/** Opened at an entry, or at the beginning. */
interface Asked {
  readonly at?: string | undefined
}

interface Going {
  onGo: (id: TermId) => void
  onClose: () => void
}

function Related({ ids, onGo }: { ids: readonly TermId[]; onGo: Going['onGo'] }) {
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

function Entry({ id, at, onGo, onClose }: Going & { id: TermId; at: boolean }) {
  const words = glossaryText
  const { name, plain, exact } = words.terms[id]
  const { symbol, formula, source, related, seen } = entries[id]
  return (
    <article className={styles.entry} data-entry={id} data-at={at} tabIndex={-1}>
      <h4>
        <Symbol of={symbol} name={name} /> <span>{name}</span>{' '}
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
      <Formulas of={formula} />
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
            <a href={placeLinks[seen]} onClick={onClose}>
              {words.places[seen]}
            </a>
          </dd>
        </div>
      </dl>
    </article>
  )
}

/** Brings an entry into view, for eyes and for readers of the screen. */
function useAt(asked: Asked, page: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const { at } = asked
    if (!at || !isTerm(at)) return undefined
    // After the dialog has taken the focus for itself.
    const frame = requestAnimationFrame(() => {
      const entry = page.current?.querySelector<HTMLElement>(`[data-entry="${at}"]`)
      entry?.scrollIntoView({ block: 'start' })
      entry?.focus({ preventScroll: true })
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [asked, page])
}

/** Every entry, in reading order; what is looked for, where something is. */
export function GlossaryDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const [looked, setLooked] = useState('')
  const page = useRef<HTMLDivElement>(null)
  const words = glossaryText
  const { at } = asked
  const found = search(looked)
  const count = found.reduce((sum, { terms }) => sum + terms.length, 0)
  useAt(asked, page)
  const go = (id: TermId) => {
    setLooked('')
    openGlossary(id)
  }
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose} wide address={addressOf(at)}>
      <div className={styles.page} ref={page}>
        <p className={styles.intro}>{words.intro}</p>
        <div className={styles.tools}>
          <label>
            <span>{words.search}</span>
            <input
              type="search"
              value={looked}
              placeholder={words.searchExplain}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setLooked(event.target.value)
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
        {found.map(({ id, terms }) => (
          <section key={id} aria-label={words.sections[id]}>
            <h3>{words.sections[id]}</h3>
            {terms.map((term) => (
              <Entry key={term} id={term} at={term === at} onGo={go} onClose={onClose} />
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  )
}

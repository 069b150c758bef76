import { Fragment } from 'react'
import { shelfText as words } from '../../i18n/shelf'
import type { DataOf, ShelfCard } from './shelf-card'
import styles from './shelf-facts.module.css'

interface FactsProps extends Pick<ShelfCard, 'bytes' | 'licence' | 'data'> {
  kept: boolean
  /** How it learned. */
  trained: string
}

/** An address that may be broken behind its slashes. */
const Address = ({ name }: { name: string }) =>
  name.split('/').map((part, i) => (
    <Fragment key={i}>
      {i > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ))

/** Where data come from. A visitor's click tells that place nothing of this page. */
const From = ({ data }: { data: DataOf }) =>
  data.sources.map(({ href, name }, i) => (
    <Fragment key={href}>
      {i === 0 ? `${words.from}\u00a0` : ', '}
      <a href={href} target="_blank" rel="noreferrer noopener" title={words.newTab}>
        <Address name={name} />
      </a>
    </Fragment>
  ))

/** The facts of a card: what it weighs, under which licences, from what and for how long it learned. */
export function ShelfFacts({ bytes, kept, licence, data, trained }: FactsProps) {
  return (
    <p className={styles.facts}>
      {words.size(bytes)}
      {kept && ` ${words.kept}`}
      {licence && ` · ${words.weights(licence)}`}
      <br />
      {words.ofCards[data.name] ?? data.name} ({data.licence})<From data={data} />
      <br />
      {trained}
    </p>
  )
}

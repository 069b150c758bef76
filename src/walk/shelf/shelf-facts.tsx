import { Fragment } from 'react'
import { shelfText as words } from '../../i18n/shelf'
import type { TrainingData, ShelfCard } from './read-network-card'
import styles from './shelf-facts.module.css'

interface FactsProps extends Pick<ShelfCard, 'bytes' | 'licence' | 'data'> {
  isKept: boolean
  /** How it was trained, in words. */
  trained: string
}

/** An address that may break into lines after its slashes. */
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

/** Links to the sources of data. They tell those sites nothing about this page. */
const SourceLinks = ({ data }: { data: TrainingData }) =>
  data.sources.map(({ href, name }, i) => (
    <Fragment key={href}>
      {i === 0 ? `${words.from}\u00a0` : ', '}
      <a href={href} target="_blank" rel="noreferrer noopener" title={words.newTab}>
        <Address name={name} />
      </a>
    </Fragment>
  ))

/** The facts of a card: size, licences, training data and training time. */
export function ShelfFacts({ bytes, isKept, licence, data, trained }: FactsProps) {
  return (
    <p className={styles.facts}>
      {words.size(bytes)}
      {isKept && ` ${words.kept}`}
      {licence && ` · ${words.weights(licence)}`}
      <br />
      {words.ofCards[data.name] ?? data.name} ({data.licence})<SourceLinks data={data} />
      <br />
      {trained}
    </p>
  )
}

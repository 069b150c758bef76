import { useRef } from 'react'
import { settingsText } from '../../i18n/settings'
import { shelfText as words } from '../../i18n/shelf'
import { Button } from '../../ui/button'
import { networkTitle } from '../model/class-words'
import { OFFERED } from '../model/models'
import type { ClassifierCard } from './read-classifier-card'
import { ShelfAccuracy } from './shelf-accuracy'
import { ShelfFacts } from './shelf-facts'
import styles from './shelf-dialog.module.css'

interface ClassifierProps {
  /** The name of its folder in public/models. */
  id: string
  card: ClassifierCard | null
  isKept: boolean
  onForget: () => void
}

const guidedWords = ({ guided }: ClassifierCard): string =>
  guided.map(({ scale, share }) => words.ledAt(share, scale)).join(', ')

/** The card of a classifier. A visitor cannot choose it (walks load it when they need it), but can delete it from this machine. */
export function ShelfClassifier({ id, card, isKept, onForget }: ClassifierProps) {
  const { judge, guide, guides } = settingsText.classifier
  const name = useRef<HTMLHeadingElement>(null)
  if (!card)
    return (
      <li className={styles.card}>
        <p>{words.noCard(id)}</p>
      </li>
    )
  const { epochs, minutes, hardware } = card.training
  const forget = () => {
    onForget()
    name.current?.focus() // because the pressed button disappears
  }
  return (
    <li className={styles.card}>
      <ShelfAccuracy {...card} />
      <div>
        <h3 ref={name} tabIndex={-1}>
          {networkTitle(id, card)}
        </h3>
        <ShelfFacts
          {...card}
          isKept={isKept}
          trained={words.trainedEpochs(epochs, minutes, words.ofCards[hardware] ?? hardware)}
        />
        {isKept && (
          <div className={styles.forget}>
            <Button name={words.forget} explain={words.forgetReader} onPress={forget} />
          </div>
        )}
      </div>
      <p className={styles.whole}>
        {words.reader(
          OFFERED.filter(({ classifier }) => classifier === id).length,
          judge,
          `${guide}: ${guides.classifier}`,
        )}
      </p>
      {card.guided.length > 0 && <p className={styles.whole}>{words.led(guidedWords(card))}</p>}
    </li>
  )
}

import { useRef } from 'react'
import { fixed } from '../../i18n'
import { settingsText } from '../../i18n/settings'
import { shelfText as words } from '../../i18n/shelf'
import { Button } from '../../ui/button'
import { OFFERED } from '../model/models'
import type { ClassifierCard } from './shelf-classifier'
import { ShelfAccuracy } from './shelf-accuracy'
import { ShelfFacts } from './shelf-facts'
import styles from './shelf-dialog.module.css'

const { judge, guide, guides } = settingsText.classifier

interface ClassifierProps {
  /** The name of its folder in public/models. */
  id: string
  card: ClassifierCard | null
  kept: boolean
  onForget: () => void
}

const guidedWords = ({ guided }: ClassifierCard): string =>
  guided
    .map(({ scale, share }) => words.ledAt(fixed(100 * share, 1), fixed(scale, Number.isInteger(scale) ? 0 : 1)))
    .join(', ')

/** The card of a classifier. A visitor cannot choose it (walks load it when they need it), but can delete it from this machine. */
export function ShelfClassifier({ id, card, kept, onForget }: ClassifierProps) {
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
          {card.title}
        </h3>
        <ShelfFacts
          {...card}
          kept={kept}
          trained={words.trainedEpochs(fixed(epochs, 0), fixed(minutes, 0), hardware)}
        />
        {kept && (
          <div className={styles.forget}>
            <Button name={words.forget} explain={words.forgetReader} onPress={forget} />
          </div>
        )}
      </div>
      <p className={styles.whole}>
        {words.reader(
          fixed(OFFERED.filter(({ classifier }) => classifier === id).length, 0),
          judge,
          `${guide}: ${guides.classifier}`,
        )}
      </p>
      {card.guided.length > 0 && <p className={styles.whole}>{words.led(guidedWords(card))}</p>}
    </li>
  )
}

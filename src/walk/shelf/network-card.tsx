import { useRef } from 'react'
import { shelfText as words } from '../../i18n/shelf'
import { Button } from '../../ui/button'
import { networkTitle } from '../model/class-words'
import type { Model } from '../model/models'
import { ShelfNearest } from './nearest-pictures'
import { QualityCurve } from './quality-curve'
import type { ShelfCard } from './read-network-card'
import styles from './shelf-dialog.module.css'
import type { DrawingStore } from './shelf-drawing'
import { ShelfFacts } from './shelf-facts'
import { ShelfQuality } from './shelf-quality'
import { type DrawingPlan, ShelfThumbnail } from './shelf-thumbnail'

interface NetworkCardProps {
  model: Model
  card: ShelfCard | null
  drawings: DrawingStore
  plan: DrawingPlan
  chosen: boolean
  isKept: boolean
  onChoose: () => void
  onForget: () => void
}

/** A network of the shelf: its picture, its facts and how good it is. */
export function NetworkCard({
  model,
  card,
  drawings,
  plan,
  chosen: isChosen,
  isKept,
  onChoose,
  onForget,
}: NetworkCardProps) {
  const name = useRef<HTMLButtonElement>(null)
  if (!card)
    return (
      <li className={styles.card}>
        <p>{words.noCard(model.id)}</p>
      </li>
    )
  const { training, sheet } = card
  const title = networkTitle(model.id, card)
  const [widest] = [...(card.quality?.tables ?? [])].sort((a, b) => b.runs.length - a.runs.length) // the table with the most rows
  const forget = () => {
    onForget()
    name.current?.focus() // because the pressed button disappears
  }
  return (
    <li className={styles.card} data-chosen={isChosen}>
      <ShelfThumbnail model={model} title={title} sheet={sheet} drawings={drawings} plan={plan} chosen={isChosen} />
      <div>
        <h3>
          <button ref={name} type="button" onClick={onChoose} aria-current={isChosen} autoFocus={isChosen}>
            {title}
          </button>
        </h3>
        <ShelfFacts
          {...card}
          isKept={isKept}
          trained={
            training.steps === 0
              ? words.untrained
              : words.trained(training.steps, training.minutes, words.ofCards[training.hardware] ?? training.hardware)
          }
        />
        {widest && <QualityCurve {...widest} />}
        {isKept && (
          <div className={styles.forget}>
            <Button name={words.forget} explain={words.forgetExplain} onPress={forget} />
          </div>
        )}
      </div>
      <ShelfQuality quality={card.quality} />
      {card.nearest && <ShelfNearest model={model} title={title} copies={card.quality?.copies} />}
    </li>
  )
}

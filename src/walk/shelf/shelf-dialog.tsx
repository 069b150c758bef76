import { useEffect, useRef, useState } from 'react'
import type { NetworkSource } from '../../engine/protocol/pictures'
import { useStore } from 'zustand'
import { text } from '../../i18n'
import { shelfText as words } from '../../i18n/shelf'
import { PORTABLE } from '../../shell/portable'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { usePlayer, useWalk } from '../run/context'
import { keeping, type Wanted } from './keep-everything'
import { networkTitle } from '../model/class-words'
import { type ChosenModel, type Model, OFFERED } from '../model/models'
import { OwnNetwork } from './own-network'
import { patchSettings } from '../run/player'
import { withModel } from '../model/settings'
import type { WalkState } from '../run/store'
import { QualityCurve } from './quality-curve'
import { fetchCards, shelfCard, type ShelfCard } from './shelf-card'
import { classifierCard, type ClassifierCard } from './shelf-classifier'
import { createDrawings, type DrawingStore, drawShelf } from './shelf-drawing'
import { ShelfClassifier } from './classifier-card'
import { ShelfFacts } from './shelf-facts'
import { ShelfNearest } from './nearest-pictures'
import { ShelfOffline } from './shelf-offline'
import { ShelfQuality } from './shelf-quality'
import { type Drawn, ShelfThumbnail } from './shelf-thumbnail'
import styles from './shelf-dialog.module.css'
import { Words } from '../../ui/words'

const base = import.meta.env.BASE_URL
const ids = OFFERED.map(({ id }) => id)
const classifierIds = [...new Set(OFFERED.flatMap(({ classifier }) => classifier ?? []))]

interface CardProps {
  model: Model
  card: ShelfCard | null
  drawings: DrawingStore
  will: Drawn
  chosen: boolean
  kept: boolean
  onChoose: () => void
  onForget: () => void
}

function Card({ model, card, drawings, will, chosen, kept, onChoose, onForget }: CardProps) {
  const name = useRef<HTMLButtonElement>(null)
  if (!card)
    return (
      <li className={styles.card}>
        <p>{words.noCard(model.id)}</p>
      </li>
    )
  const { training, sheet } = card
  const title = networkTitle(model.id, card)
  const [widest] = [...(card.quality?.tables ?? [])].sort((a, b) => b.runs.length - a.runs.length) // the table that has most to show
  const forget = () => {
    onForget()
    name.current?.focus() // the button that was pressed goes away
  }
  return (
    <li className={styles.card} data-chosen={chosen}>
      <ShelfThumbnail model={model} title={title} sheet={sheet} drawings={drawings} will={will} chosen={chosen} />
      <div>
        <h3>
          <button ref={name} type="button" onClick={onChoose} aria-current={chosen} autoFocus={chosen}>
            {title}
          </button>
        </h3>
        <ShelfFacts
          {...card}
          kept={kept}
          trained={
            training.steps === 0
              ? words.untrained
              : words.trained(training.steps, training.minutes, words.ofCards[training.hardware] ?? training.hardware)
          }
        />
        {widest && <QualityCurve {...widest} />}
        {kept && (
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

interface Cards {
  readonly networks: readonly (ShelfCard | null)[]
  readonly classifiers: readonly (ClassifierCard | null)[]
}
const hashes = ({ networks, classifiers }: Cards) => [...networks, ...classifiers].flatMap((card) => card?.hash ?? [])

/** The cards, and which networks this machine keeps; asked for anew whenever the shelf is opened. */
function useCards() {
  const { engine } = usePlayer()
  const [cards, setCards] = useState<Cards>()
  const [kept, setKept] = useState<readonly string[]>()
  const more = useStore(keeping, (state) => state.kept)
  useEffect(() => {
    void Promise.all([fetchCards(base, ids, shelfCard), fetchCards(base, classifierIds, classifierCard)]).then(
      ([networks, classifiers]) => {
        setCards({ networks, classifiers })
      },
    )
  }, [])
  useEffect(() => {
    if (cards) void engine.kept(hashes(cards)).then(setKept)
  }, [engine, cards, more])
  return {
    cards,
    known: kept !== undefined,
    isKept: (card: { readonly hash: string } | null | undefined) => kept?.includes(card?.hash ?? '') ?? false,
    forget: (card: { readonly hash: string } | null | undefined) => {
      if (card && cards) void engine.kept(hashes(cards), [card.hash]).then(setKept)
    },
  }
}

/** What is to be fetched for offline use: what this machine does not keep. */
function wantedOf(
  { networks, classifiers }: Cards,
  isKept: (card: { readonly hash: string }) => boolean,
): readonly Wanted[] {
  const wanted = (
    kind: 'network' | 'classifier',
    id: string,
    card: ShelfCard | ClassifierCard | null,
  ): readonly Wanted[] => {
    if (!card || isKept(card)) return []
    const url = new URL(`${base}models/${id}/`, document.baseURI).href
    const pictures = ['sheet', 'nearest']
      .filter((name) => name in card && card[name as keyof typeof card])
      .map((name) => `${url}${name}.png`)
    return [{ folder: { url, kind }, title: networkTitle(id, card), bytes: card.bytes, pictures }]
  }
  return [
    ...networks.flatMap((card, i) => wanted('network', ids[i] ?? '', card)),
    ...classifiers.flatMap((card, i) => wanted('classifier', classifierIds[i] ?? '', card)),
  ]
}

/** Nothing is played, asked for or fetched: the machine has time to draw. */
const standsStill = ({ playing, run, engine }: WalkState) =>
  !playing && !run.pending && run.goal === undefined && engine.status === 'ready'

/** What computes here; but no emulated GPU, which would take minutes. */
const computes = ({ engine }: WalkState) =>
  engine.status !== 'ready' ? undefined : engine.ready.software ? 'wasm' : engine.ready.backend

/** The networks that this machine keeps draw while the walk stands still, until the shelf is closed. */
function useDrawings(kept: readonly string[]): { drawings: DrawingStore; still: boolean } {
  const [drawings] = useState(createDrawings)
  const [still, backend] = [useWalk(standsStill), useWalk(computes)]
  const wanted = kept.join()
  useEffect(() => {
    const models = OFFERED.filter(({ id }) => wanted.split(',').includes(id) && !drawings.getState()[id])
    if (!still || !backend || models.length === 0) return
    return drawShelf({
      drawings,
      models,
      backend,
      urlOf: (id) => new URL(`${base}models/${id}/`, document.baseURI).href,
    })
  }, [drawings, still, backend, wanted])
  return { drawings, still }
}

/** The shelf of networks: what each draws, was trained on, how good it is, and one press to take it. */
export function ShelfDialog({
  onClose,
  onOpenOwn,
}: {
  onClose: () => void
  onOpenOwn: (source: NetworkSource) => void
}) {
  const player = usePlayer()
  const chosen = useWalk(({ settings }) => settings.model)
  const { cards, known, isKept, forget } = useCards()
  const { drawings, still } = useDrawings(ids.filter((_, i) => isKept(cards?.networks[i])))
  const take = (model: ChosenModel) => {
    patchSettings(player, withModel(player.store.getState().settings, model))
    onClose()
  }
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose} wide>
      <p className={styles.intro}>
        <Words>{PORTABLE ? words.portable : words.intro}</Words>
      </p>
      {!PORTABLE && cards && known && <ShelfOffline wanted={wantedOf(cards, isKept)} />}
      {cards ? (
        <ul className={styles.shelf}>
          {OFFERED.map((model, i) => {
            const card = cards.networks[i] ?? null
            const kept = isKept(card)
            return (
              <Card
                key={model.id}
                model={model}
                card={card}
                chosen={model.id === chosen}
                kept={kept}
                drawings={drawings}
                will={kept ? (still ? 'soon' : 'standing') : 'absent'}
                onChoose={() => {
                  take({ model: model.id })
                }}
                onForget={() => {
                  forget(card)
                }}
              />
            )
          })}
          {classifierIds.map((id, i) => {
            const card = cards.classifiers[i] ?? null
            return (
              <ShelfClassifier
                key={id}
                id={id}
                card={card}
                kept={isKept(card)}
                onForget={() => {
                  forget(card)
                }}
              />
            )
          })}
        </ul>
      ) : (
        <p role="status">{words.loading}</p>
      )}
      <OwnNetwork
        onOpen={(source) => {
          onOpenOwn(source)
          onClose()
        }}
        onChoose={(own) => {
          take({ model: own.id, own })
        }}
      />
    </Dialog>
  )
}

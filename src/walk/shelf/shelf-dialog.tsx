import { useEffect, useState } from 'react'
import type { NetworkSource } from '../../engine/protocol/pictures'
import { useStore } from 'zustand'
import { text } from '../../i18n'
import { shelfText as words } from '../../i18n/shelf'
import { PORTABLE } from '../../shell/portable'
import { wantedKernels } from '../../shell/backend'
import { Dialog } from '../../ui/dialog'
import { usePlayer, useWalk } from '../run/context'
import { keeping, type NetworkToKeep } from './keep-everything'
import { networkTitle } from '../model/class-words'
import { type ChosenModel, OFFERED } from '../model/models'
import { OwnNetwork } from './own-network'
import { patchSettings } from '../run/player'
import { withModel } from '../model/settings'
import type { WalkState } from '../run/store'
import { fetchCards, shelfCard, type ShelfCard } from './read-network-card'
import { classifierCard, type ClassifierCard } from './read-classifier-card'
import { createDrawings, type DrawingStore, drawShelf } from './shelf-drawing'
import { ShelfClassifier } from './classifier-card'
import { NetworkCard } from './network-card'
import { ShelfOffline } from './shelf-offline'
import styles from './shelf-dialog.module.css'
import { Words } from '../../ui/words'

const base = import.meta.env.BASE_URL
const ids = OFFERED.map(({ id }) => id)
const classifierIds = [...new Set(OFFERED.flatMap(({ classifier }) => classifier ?? []))]

interface Cards {
  readonly networks: readonly (ShelfCard | null)[]
  readonly classifiers: readonly (ClassifierCard | null)[]
}
const hashes = ({ networks, classifiers }: Cards) => [...networks, ...classifiers].flatMap((card) => card?.hash ?? [])

/** The cards, and which networks this machine has stored; asked again whenever the shelf opens. */
function useCards() {
  const { engine } = usePlayer()
  const [cards, setCards] = useState<Cards>()
  const [keptHashes, setKeptHashes] = useState<readonly string[]>()
  const keptCount = useStore(keeping, (state) => state.count)
  useEffect(() => {
    void Promise.all([fetchCards(base, ids, shelfCard), fetchCards(base, classifierIds, classifierCard)]).then(
      ([networks, classifiers]) => {
        setCards({ networks, classifiers })
      },
    )
  }, [])
  useEffect(() => {
    if (cards) void engine.keptHashes(hashes(cards)).then(setKeptHashes)
  }, [engine, cards, keptCount])
  return {
    cards,
    known: keptHashes !== undefined,
    keeps: (card: { readonly hash: string } | null | undefined) => keptHashes?.includes(card?.hash ?? '') ?? false,
    forget: (card: { readonly hash: string } | null | undefined) => {
      if (card && cards) void engine.keptHashes(hashes(cards), [card.hash]).then(setKeptHashes)
    },
  }
}

/** The networks that this machine has not stored yet. */
function networksToKeep(
  { networks, classifiers }: Cards,
  isKept: (card: { readonly hash: string }) => boolean,
): readonly NetworkToKeep[] {
  const entriesOf = (
    kind: 'network' | 'classifier',
    id: string,
    card: ShelfCard | ClassifierCard | null,
  ): readonly NetworkToKeep[] => {
    if (!card || isKept(card)) return []
    const url = new URL(`${base}models/${id}/`, document.baseURI).href
    const pictures = ['sheet', 'nearest']
      .filter((name) => name in card && card[name as keyof typeof card])
      .map((name) => `${url}${name}.png`)
    return [{ folder: { url, kind }, title: networkTitle(id, card), bytes: card.bytes, pictures }]
  }
  return [
    ...networks.flatMap((card, i) => entriesOf('network', ids[i] ?? '', card)),
    ...classifiers.flatMap((card, i) => entriesOf('classifier', classifierIds[i] ?? '', card)),
  ]
}

/** Whether nothing is played, computed or fetched, so that the machine has time to draw. */
const isIdle = ({ playing, run, engine }: WalkState) =>
  !playing && !run.pending && run.goal === undefined && engine.status === 'ready'

/** The back end for drawing: that of the walk, but WebAssembly instead of an emulated GPU, which would take minutes. */
const drawingBackend = ({ engine }: WalkState) =>
  engine.status !== 'ready' ? undefined : engine.ready.software ? 'wasm' : engine.ready.backend

/** Lets the stored networks draw while the walk stands still and the shelf is open. */
function useDrawings(keptIds: readonly string[]): { drawings: DrawingStore; still: boolean } {
  const [drawings] = useState(createDrawings)
  const [still, backend] = [useWalk(isIdle), useWalk(drawingBackend)]
  const idList = keptIds.join()
  useEffect(() => {
    const models = OFFERED.filter(({ id }) => idList.split(',').includes(id) && !drawings.getState()[id])
    if (!still || !backend || models.length === 0) return
    return drawShelf({
      drawings,
      models,
      backend,
      kernels: wantedKernels(),
      urlOf: (id) => new URL(`${base}models/${id}/`, document.baseURI).href,
    })
  }, [drawings, still, backend, idList])
  return { drawings, still }
}

/** The shelf: a card for each network, with its drawings, its training data and its quality; one press chooses it. */
export function ShelfDialog({
  onClose,
  onOpenOwn,
}: {
  onClose: () => void
  onOpenOwn: (source: NetworkSource) => void
}) {
  const player = usePlayer()
  const chosenId = useWalk(({ settings }) => settings.model)
  const { cards, known: isKnown, keeps, forget } = useCards()
  const { drawings, still } = useDrawings(ids.filter((_, i) => keeps(cards?.networks[i])))
  const take = (model: ChosenModel) => {
    patchSettings(player, withModel(player.store.getState().settings, model))
    onClose()
  }
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose} wide>
      <p className={styles.intro}>
        <Words>{PORTABLE ? words.portable : words.intro}</Words>
      </p>
      {!PORTABLE && cards && isKnown && <ShelfOffline networks={networksToKeep(cards, keeps)} />}
      {cards ? (
        <ul className={styles.shelf}>
          {OFFERED.map((model, i) => {
            const card = cards.networks[i] ?? null
            const isKept = keeps(card)
            return (
              <NetworkCard
                key={model.id}
                model={model}
                card={card}
                chosen={model.id === chosenId}
                isKept={isKept}
                drawings={drawings}
                plan={isKept ? (still ? 'soon' : 'standing') : 'absent'}
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
                isKept={keeps(card)}
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
        onChoose={(ownNetwork) => {
          take({ model: ownNetwork.id, own: ownNetwork })
        }}
      />
    </Dialog>
  )
}

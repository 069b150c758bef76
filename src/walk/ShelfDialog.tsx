import { useEffect, useState } from 'react'
import type { NetworkSource } from '../engine/protocol'
import { fixed, text } from '../i18n'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { usePlayer, useWalk } from './context'
import { SHELF } from './models'
import { OwnNetwork } from './OwnNetwork'
import { patchSettings } from './player'
import { withModel } from './settings'
import { QualityCurve } from './QualityCurve'
import { fetchCards, type JudgedRun, type Quality as Measured, type ShelfCard } from './shelf-card'
import styles from './ShelfDialog.module.css'

const words = text.shelf
const base = import.meta.env.BASE_URL
const counted = (count: number) => count.toLocaleString('en')
const ids = SHELF.map(({ id }) => id)

/** Beyond the table: how well it compresses, and what it has learned by heart. */
function more({ bitsPerDimension, copies }: Measured): string {
  const parts = [
    bitsPerDimension === null ? undefined : words.bits(fixed(bitsPerDimension, 2)),
    copies === null ? undefined : copies.test === null ? words.copiesAlone(fixed(100 * copies.samples, 1)) : words.copies(fixed(100 * copies.samples, 1), fixed(100 * copies.test, 1)),
  ]
  return parts.filter((part) => part !== undefined).join(' ')
}

/** A field of the table: the share that is named as asked, and the Fréchet distance. */
const judged = (run: JudgedRun | undefined): string =>
  run ? [run.accuracy === null ? '–' : `${fixed(100 * run.accuracy, 1)} %`, run.frechet === null ? '–' : fixed(run.frechet, 1)].join(' · ') : ''

function Quality({ quality }: Pick<ShelfCard, 'quality'>) {
  if (!quality || quality.runs.length === 0) return <p>{words.notJudged}</p>
  const samplers = [...new Set(quality.runs.map(({ sampler }) => sampler))]
  const steps = [...new Set(quality.runs.map((run) => run.steps))].sort((a, b) => a - b)
  return (
    <>
      <QualityCurve runs={quality.runs} floor={quality.floor} />
      <table className={styles.quality}>
        <caption>{words.judged(counted(quality.samples), quality.floor === null ? '–' : fixed(quality.floor, 1))}</caption>
        <thead><tr><th scope="col">{words.steps}</th>{samplers.map((sampler) => <th key={sampler} scope="col">{words.samplers[sampler] ?? sampler}</th>)}</tr></thead>
        <tbody>
          {steps.map((count) => (
            <tr key={count}>
              <th scope="row">{count}</th>
              {samplers.map((sampler) => <td key={sampler}>{judged(quality.runs.find((run) => run.sampler === sampler && run.steps === count))}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.facts}>{more(quality)}</p>
    </>
  )
}

interface CardProps { id: string; card: ShelfCard | null; chosen: boolean; kept: boolean; onChoose: () => void; onForget: () => void }

function Card({ id, card, chosen, kept, onChoose, onForget }: CardProps) {
  if (!card) return <li className={styles.card}><p>{words.noCard(id)}</p></li>
  const { title, bytes, data, training } = card
  return (
    <li className={styles.card} data-chosen={chosen}>
      {card.sheet ? <img src={`${base}models/${id}/sheet.png`} alt={words.sheet(title)} loading="lazy" /> : <div className={styles.noSheet} aria-hidden="true" />}
      <div>
        <h3><button type="button" onClick={onChoose} aria-current={chosen} autoFocus={chosen}>{title}</button></h3>
        <p className={styles.facts}>
          {words.size(fixed(bytes / 1e6, 1))}{kept && ` ${words.kept}`} · {data.name} ({data.licence})<br />
          {training.steps === 0 ? words.untrained : words.trained(counted(training.steps), fixed(training.minutes, 0), training.hardware)}
        </p>
        <Quality quality={card.quality} />
        {kept && <div className={styles.forget}><Button name={words.forget} explain={words.forgetExplain} onPress={onForget} /></div>}
      </div>
    </li>
  )
}

/** The cards, and which networks this machine keeps; asked for anew whenever the shelf is opened. */
function useCards() {
  const { engine } = usePlayer()
  const [cards, setCards] = useState<readonly (ShelfCard | null)[]>()
  const [kept, setKept] = useState<readonly string[]>([])
  const hashes = (of: readonly (ShelfCard | null)[]) => of.flatMap((card) => card?.hash ?? [])
  useEffect(() => {
    void fetchCards(base, ids).then((found) => {
      setCards(found)
      void engine.kept(hashes(found)).then(setKept)
    })
  }, [engine])
  return { cards, kept, forget: (hash: string) => { void engine.kept(hashes(cards ?? []), [hash]).then(setKept) } }
}

/** The shelf of networks: what each was trained on, how good it is, and one press to take it. */
export function ShelfDialog({ onClose, onOpenOwn }: { onClose: () => void; onOpenOwn: (source: NetworkSource) => void }) {
  const player = usePlayer()
  const chosen = useWalk(({ settings }) => settings.model)
  const { cards, kept, forget } = useCards()
  const take = (model: string) => {
    patchSettings(player, withModel(player.store.getState().settings, model))
    onClose()
  }
  return (
    <Dialog title={words.title} close={text.close} open onClose={onClose} wide>
      <p className={styles.intro}>{words.intro}</p>
      {cards
        ? <ul className={styles.shelf}>{ids.map((id, i) => <Card key={id} id={id} card={cards[i] ?? null} chosen={id === chosen} kept={kept.includes(cards[i]?.hash ?? '')} onChoose={() => { take(id) }} onForget={() => { forget(cards[i]?.hash ?? '') }} />)}</ul>
        : <p role="status">{words.loading}</p>}
      <OwnNetwork onOpen={(source) => { onOpenOwn(source); onClose() }} />
    </Dialog>
  )
}

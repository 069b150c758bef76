import { useMemo } from 'react'
import type { Repeated } from '../../diffusion'
import { boundText } from '../../i18n/bound'
import { Words } from '../../ui/words'
import { around } from '../inspect/grey'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import { Pixels } from '../inspect/value-picture'
import { modelOf, valuesOf } from '../model/models'
import { starterValues } from '../model/pictures'
import type { Settings } from '../model/settings'
import { usePlayer, useWalk } from '../run/context'
import styles from './bound.module.css'
import { titleOf, useBound, useBoundStore, useNetworkIsThere, useSubjectSettings } from './context'
import { BATCH } from './measure'
import { FIFTH, meanApart, type SkipCost, skipCosts, STEPS, type WalkedBatch } from './skipping'
import { walkersOf } from './subject'
import { twinOf } from './twins'
import { BATCHES, walkPictures } from './work'
import { WorkBar } from './work-bar'

const NONE: readonly WalkedBatch[] = []
const grey = around(1)
const share = (left: number) => left / STEPS

/** What was measured of a network. */
function useCosts(model: string | undefined, data: Float32Array | undefined, values: number): readonly SkipCost[] {
  const batches = useBound(({ walks }) => (model === undefined ? NONE : (walks[model] ?? NONE)))
  return useMemo(() => (data ? skipCosts(batches, data, values) : []), [batches, data, values])
}

const lineOf = (name: string, look: number, costs: readonly SkipCost[]): ChartLine => ({
  name,
  look,
  spots: costs.map(({ left, distance }) => [100 * share(left), distance.mean] as const),
  errors: costs.map(({ distance }) => distance.error),
})

function Chart({ lines }: { lines: readonly ChartLine[] }) {
  const words = boundText.skipping
  return (
    <figure className={styles.figure}>
      <LineChart
        label={words.chart}
        lines={lines}
        x={{ name: words.left, low: 0, high: 40 }}
        y={{ name: words.distance }}
        height={220}
      />
      <Legend lines={lines.map(({ name, look }) => ({ look, key: name, name }))} />
      <figcaption className={styles.note}>
        <Words>{words.chart}</Words> <cite>{words.source}</cite>
      </figcaption>
    </figure>
  )
}

function Costs({ costs }: { costs: readonly SkipCost[] }) {
  const { table, columns, share: perCent, value } = boundText.skipping
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{table}</caption>
        <thead>
          <tr>
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {costs.map(({ left, distance, change }) => (
            <tr key={left} data-left={left}>
              <th scope="row">{perCent(share(left))}</th>
              <td>{value(distance.mean, distance.error)}</td>
              <td>{value(change.mean, change.error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The first ten pictures, in full and without the first fifth: what the numbers mean. */
function Pictures({ batch, settings }: { batch: WalkedBatch; settings: Settings }) {
  const words = boundText.skipping
  const shape = modelOf(settings)
  const values = valuesOf(shape)
  const row = (end: Float32Array | undefined, full: boolean) => (
    <div className={styles.pictures}>
      <span>{full ? words.full : words.without}</span>
      {Array.from({ length: BATCH }, (_, i) => (
        <Pixels
          key={i}
          values={end?.subarray(i * values, (i + 1) * values)}
          shape={shape}
          grey={grey}
          label={words.picture(i + 1, full)}
        />
      ))}
    </div>
  )
  return (
    <figure className={styles.figure}>
      <figcaption>{words.pictures}</figcaption>
      {row(batch.ends[0], true)}
      {row(batch.ends[FIFTH], false)}
    </figure>
  )
}

function Fifth({ costs, pictures, apart }: { costs: readonly SkipCost[]; pictures: number; apart: number }) {
  const { value, fifth } = boundText.skipping
  const skipped = costs[FIFTH]
  if (!skipped) return null
  const withError = ({ mean, error }: Repeated) => value(mean, error)
  return <p data-fifth>{fifth(pictures, withError(skipped.distance), withError(skipped.change), apart)}</p>
}

/** What leaving out the first steps back costs. */
export function SkippingView() {
  const player = usePlayer()
  const store = useBoundStore()
  const settings = useSubjectSettings()
  useWalk(({ pictures }) => pictures)
  const there = useNetworkIsThere()
  const model = modelOf(settings)
  const twin = twinOf(model.id)
  const { gallery } = player
  const data = useMemo(() => starterValues(gallery, model), [gallery, model])
  const values = valuesOf(model)
  const apart = useMemo(() => (data ? meanApart(data, values) : NaN), [data, values])
  const batches = useBound(({ walks }) => walks[model.id] ?? NONE)
  const costs = useCosts(model.id, data, values)
  const twinCosts = useCosts(twin, data, values)
  const words = boundText.skipping
  const [first] = batches
  const lines = [
    lineOf(titleOf(model.id, settings.own), 0, costs),
    ...(twin && twinCosts.length > 0 ? [lineOf(titleOf(twin, null), 1, twinCosts)] : []),
  ]
  const pictures = BATCHES * BATCH
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <p>
          <Words>{words.intro}</Words>
        </p>
        <WorkBar
          task="skipping"
          of={model.id}
          name={batches.length > 0 ? words.more(pictures) : words.measure(pictures)}
          explain={words.measureExplain}
          cannot={there ? (data ? undefined : boundText.cannot.data) : boundText.cannot.network}
          onStart={() => {
            void walkPictures(player.engine, store, model.id, walkersOf(settings))
          }}
        />
        {first ? <Pictures batch={first} settings={settings} /> : <p className={styles.note}>{words.notYet}</p>}
        <Fifth costs={costs} pictures={batches.length * BATCH} apart={apart} />
        <p className={styles.note}>{words.how(STEPS, (data?.length ?? 0) / values, model.menus.length === 1)}</p>
      </div>
      <div className={styles.column}>
        <Chart lines={lines} />
        {costs.length > 0 && <Costs costs={costs} />}
      </div>
    </div>
  )
}

import { boundText } from '../../i18n/bound'
import { Words } from '../../ui/words'
import { sizeOf } from '../../diffusion'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import { modelOf } from '../model/models'
import { usePlayer, useWalk } from '../run/context'
import { BoundTable } from './bound-table'
import styles from './bound.module.css'
import { titleOf, useBound, useBoundStore, useNetworkIsThere, useSubjectSettings } from './context'
import { keyOf, subjectOf } from './subject'
import { type BoundOf, boundsOf, middleOf, priorOf } from './summary'
import { strataOf, type Subject, type TermRow } from './terms'
import { twinOf } from './twins'
import { measureBound, ROUNDS } from './work'
import { WorkBar } from './work-bar'

const NONE: readonly TermRow[] = []

/** The means of the strata as a line; its bars are standard errors. */
function lineOf({ variance, sum }: BoundOf, look: number, strong: boolean): ChartLine {
  const known = sum.strata.filter(({ count }) => count > 0)
  return {
    name: boundText.terms.names[variance],
    look,
    spots: known.map((mean) => [middleOf(mean), mean.mean] as const),
    ...(strong && { errors: known.map(({ error }) => error) }),
    strong,
  }
}

/** The twin's line, where it was measured of the same picture: by its best variance. */
function useTwinLine(): { readonly line: ChartLine; readonly total: number } | undefined {
  const settings = useSubjectSettings()
  const player = usePlayer()
  const twin = twinOf(settings.model)
  const rows = useBound(({ terms }) => (twin === undefined ? NONE : (terms[keyOf(settings, twin)] ?? NONE)))
  if (twin === undefined || rows.length === 0) return undefined
  const subject = subjectOf({ ...settings, model: twin }, player.gallery)?.subject
  const bound = subject && boundsOf(subject, rows).at(-1)
  if (!bound) return undefined
  const name = boundText.terms.of(boundText.terms.names[bound.variance], titleOf(twin, null))
  return { line: { ...lineOf(bound, 3, false), name }, total: bound.total.value }
}

function Chart({ subject, bounds }: { subject: Subject; bounds: readonly BoundOf[] }) {
  const words = boundText.terms
  const { T } = subject.model.schedule
  const twin = useTwinLine()
  const lines: readonly ChartLine[] = [
    ...bounds.map((bound, i) => lineOf(bound, i, i === bounds.length - 1)),
    ...(twin ? [twin.line] : []),
    { name: words.prior, look: 4, spots: [[T, priorOf(subject)]] },
  ]
  return (
    <figure className={styles.figure}>
      <LineChart
        label={words.chart}
        lines={lines}
        x={{ name: words.t, low: 1, high: T, log: true }}
        y={{ name: words.bits, log: true }}
        height={260}
      />
      <Legend lines={lines.map(({ name, look }) => ({ look, key: name, name }))} />
      <figcaption className={styles.note}>
        {words.chart} <cite>{words.source}</cite>
      </figcaption>
    </figure>
  )
}

/** The share of the first fiftieth of all t, where the bits are. */
function First({ subject, bounds }: { subject: Subject; bounds: readonly BoundOf[] }) {
  const best = bounds.at(-1)
  if (!best || Number.isNaN(best.total.value)) return null
  const first = best.sum.strata.filter(({ last }) => last <= subject.model.schedule.T / 50)
  const last = first.at(-1)?.last ?? 1
  const share = first.reduce((sum, mean) => sum + sizeOf(mean) * mean.mean, 0) / best.total.value
  return <p>{boundText.terms.first(share, last, subject.model.schedule.T)}</p>
}

/** The terms of the bound over t, as they are measured. */
export function TermsView() {
  const player = usePlayer()
  const store = useBoundStore()
  const settings = useSubjectSettings()
  useWalk(({ pictures }) => pictures)
  const there = useNetworkIsThere()
  const of = subjectOf(settings, player.gallery)
  const rows = useBound(({ terms }) => (of ? (terms[of.key] ?? NONE) : NONE))
  const words = boundText.terms
  const evaluations = ROUNDS * strataOf(modelOf(settings).schedule).length
  const bounds = of ? boundsOf(of.subject, rows) : []
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <p className={styles.intro}>
          <Words>{words.intro}</Words>
        </p>
        <WorkBar
          task="bound"
          of={of?.key}
          name={rows.length > 0 ? words.more(evaluations) : words.measure(evaluations)}
          explain={words.measureExplain}
          cannot={there ? (of ? undefined : boundText.cannot.picture) : boundText.cannot.network}
          onStart={() => {
            if (of) void measureBound(player, store, of.key, of.subject)
          }}
        />
        {of && <BoundTable bounds={bounds} prior={priorOf(of.subject)} />}
        <div className={styles.note}>
          <p>
            {rows.length > 0
              ? words.samples(rows.length, strataOf(of?.subject.model.schedule ?? modelOf(settings).schedule).length)
              : words.notYet}
          </p>
          <p>
            {of?.subject.model.learned ? words.same : words.noHead}{' '}
            <Words>{of?.subject.label === null ? words.asked : words.askedClass}</Words>
          </p>
        </div>
        {of && <First subject={of.subject} bounds={bounds} />}
      </div>
      {of && <Chart subject={of.subject} bounds={bounds} />}
    </div>
  )
}

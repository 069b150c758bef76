import { sizeOf } from '../../diffusion'
import { boundText } from '../../i18n/bound'
import { Disclosure } from '../../ui/disclosure'
import { Words } from '../../ui/words'
import { around } from '../inspect/grey'
import { Pixels } from '../inspect/value-picture'
import { modelOf } from '../model/models'
import { Gallery } from '../picture/gallery'
import { usePlayer, useWalk } from '../run/context'
import { BoundTable } from './bound-table'
import styles from './bound.module.css'
import { titleOf, useBound, useBoundStore, useNetworkIsThere, useSubjectSettings } from './context'
import { keyOf, subjectOf } from './subject'
import { boundsOf, type NamedBound, priorOf } from './summary'
import { strataOf, type Subject, type TermRow } from './terms'
import { TermsChart } from './terms-chart'
import { twinOf } from './twins'
import { measureBound, ROUNDS } from './work'
import { WorkBar } from './work-bar'

const NONE: readonly TermRow[] = []
const grey = around(1)

/** The twin's bound of the same picture by its best variance, if it was measured. */
function useTwin(): NamedBound | undefined {
  const settings = useSubjectSettings()
  const player = usePlayer()
  const twin = twinOf(settings.model)
  const rows = useBound(({ terms }) => (twin === undefined ? NONE : (terms[keyOf(settings, twin)] ?? NONE)))
  if (twin === undefined || rows.length === 0) return undefined
  const of = subjectOf({ ...settings, model: twin }, player.gallery)
  const bound = of && boundsOf(of.subject, rows).at(-1)
  return bound && { name: boundText.terms.of(boundText.terms.names[bound.variance], titleOf(twin, null)), bound }
}

/** The picture whose bound is measured, and the others. */
function Picture({ subject }: { subject: Subject }) {
  const shape = modelOf(useSubjectSettings())
  const words = boundText.terms
  return (
    <div className={styles.picture}>
      <Pixels values={subject.x0} shape={shape} grey={grey} label={words.picture} />
      <Disclosure name={words.another}>
        <Gallery />
      </Disclosure>
    </div>
  )
}

/** The share of the first fiftieth of all t, where the bits are. */
function First({ T, bound }: { T: number; bound: NamedBound | undefined }) {
  if (!bound || Number.isNaN(bound.bound.total.value)) return null
  const { sum, total } = bound.bound
  const first = sum.strata.filter(({ last }) => last <= T / 50)
  const share = first.reduce((all, mean) => all + sizeOf(mean) * mean.mean, 0) / total.value
  return <p>{boundText.terms.first(share, first.at(-1)?.last ?? 1, T)}</p>
}

/** How it was measured. */
function How({ subject, count }: { subject: Subject; count: number }) {
  const words = boundText.terms
  return (
    <div className={styles.note}>
      <p>{count > 0 ? words.samples(count, strataOf(subject.model.schedule).length) : words.notYet}</p>
      <p>
        {subject.model.learned ? words.same : words.noHead}{' '}
        <Words>{subject.label === null ? words.asked : words.askedClass}</Words>
      </p>
    </div>
  )
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
  const { schedule } = modelOf(settings)
  const evaluations = ROUNDS * strataOf(schedule).length
  const twin = useTwin()
  const bounds = of ? boundsOf(of.subject, rows).map((bound) => ({ name: words.names[bound.variance], bound })) : []
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <p>
          <Words>{words.intro}</Words>
        </p>
        {of && <Picture subject={of.subject} />}
        <WorkBar
          task="bound"
          of={of?.key}
          name={rows.length > 0 ? words.more(evaluations) : words.measure(evaluations)}
          explain={words.measureExplain}
          cannot={there ? (of ? undefined : boundText.cannot.picture) : boundText.cannot.network}
          onStart={() => {
            if (of) void measureBound(player.engine, store, of.key, of.subject)
          }}
        />
        {of && <BoundTable rows={twin ? [...bounds, twin] : bounds} />}
        <First T={schedule.T} bound={bounds.at(-1)} />
        {of && <How subject={of.subject} count={rows.length} />}
      </div>
      {of && <TermsChart bounds={bounds} twin={twin} prior={priorOf(of.subject)} T={schedule.T} />}
    </div>
  )
}

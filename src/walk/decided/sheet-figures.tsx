import { decidedText } from '../../i18n/decided'
import { SAMPLES } from './continuation'
import { useDecided, useWholeVariety } from './context'
import styles from './decided.module.css'
import { type DoneSheet, ranked } from './sheet'

/** How many of the sixteen are read as each class: an upright bar in the place of each, the same on every sheet. */
function Counts({ t, counts, labels }: { t: number; counts: readonly number[]; labels: readonly string[] }) {
  const words = decidedText
  const [first, ...rest] = ranked(counts)
  if (!first) return null
  return (
    <>
      <p>
        <strong data-alike={first.count}>
          {words.alike(first.count, SAMPLES, labels[first.label] ?? '', 1 + rest.length)}
        </strong>
      </p>
      <ol className={styles.counts} aria-label={words.counts(t)}>
        {labels.map((label, i) => (
          <li key={label} aria-label={words.howMany(label, counts[i] ?? 0)} data-none={(counts[i] ?? 0) === 0}>
            <span className={styles.bar} style={{ blockSize: `${(100 * (counts[i] ?? 0)) / SAMPLES}%` }} />
            <span>{label}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

/** How varied a sheet is, and how its pictures are read. */
export function SheetFigures({ sheet: { t, variety, counts } }: { sheet: DoneSheet }) {
  const labels = useDecided((state) => state.labels)
  const wholeVariety = useWholeVariety()
  const words = decidedText
  return (
    <div className={styles.figures}>
      <p data-variety={variety.mean} data-error={variety.error}>
        {words.variety(variety.mean, variety.error)}
        {wholeVariety !== undefined && (
          <>
            <span className={styles.track} aria-hidden="true">
              <span style={{ inlineSize: `${Math.min(100, (100 * variety.mean) / wholeVariety)}%` }} />
            </span>
            <span className={styles.note}>{words.varietyShare(variety.mean / wholeVariety)}</span>
          </>
        )}
      </p>
      {counts && labels && <Counts t={t} counts={counts} labels={labels} />}
    </div>
  )
}

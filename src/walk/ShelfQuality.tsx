import { fixed } from '../i18n'
import { shelfText as words } from '../i18n/shelf'
import type { JudgedRun, Quality as Measured, ShelfCard } from './shelf-card'
import styles from './ShelfQuality.module.css'

const counted = (count: number) => count.toLocaleString('en')

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

/** What was measured of a network: its figures, and what lies beyond them. */
export function ShelfQuality({ quality }: Pick<ShelfCard, 'quality'>) {
  if (!quality || quality.runs.length === 0) return <p className={styles.measured}>{words.notJudged}</p>
  const samplers = [...new Set(quality.runs.map(({ sampler }) => sampler))]
  const steps = [...new Set(quality.runs.map((run) => run.steps))].sort((a, b) => a - b)
  return (
    <div className={styles.measured}>
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
    </div>
  )
}

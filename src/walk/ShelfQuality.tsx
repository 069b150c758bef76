import { useId } from 'react'
import { asChosen, fixed } from '../i18n'
import { shelfText as words } from '../i18n/shelf'
import type { GuidedRun, JudgedRun, Quality as Measured, ShelfCard } from './shelf-card'
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

/** A guided run in words. */
function guidedWords({ sampler, steps, guidance, accuracy, frechet }: GuidedRun): string {
  const verdict = [accuracy === null ? [] : words.namedAsAsked(fixed(100 * accuracy, 1)), frechet === null ? [] : words.frechet(fixed(frechet, 1))].flat()
  return words.guided(asChosen(guidance), words.samplers[sampler] ?? sampler, fixed(steps, 0), verdict.join(', ') || '–')
}

/** The runs without guidance, steps by samplers. */
function Table({ quality: { runs, samples, floor } }: { quality: Measured }) {
  const samplers = [...new Set(runs.map(({ sampler }) => sampler))]
  const steps = [...new Set(runs.map((run) => run.steps))].sort((a, b) => a - b)
  const title = useId() // not a caption: that would be as narrow as a small table
  return (
    <>
      <p id={title} className={styles.facts}>{words.judged(counted(samples), floor === null ? '–' : fixed(floor, 1))}</p>
      <table className={styles.quality} aria-labelledby={title}>
        <thead><tr><th scope="col">{words.steps}</th>{samplers.map((sampler) => <th key={sampler} scope="col">{words.samplers[sampler] ?? sampler}</th>)}</tr></thead>
        <tbody>
          {steps.map((count) => (
            <tr key={count}>
              <th scope="row">{count}</th>
              {samplers.map((sampler) => <td key={sampler}>{judged(runs.find((run) => run.sampler === sampler && run.steps === count))}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What was measured of a network: its figures, and what lies beyond them. */
export function ShelfQuality({ quality }: Pick<ShelfCard, 'quality'>) {
  if (!quality || quality.runs.length + quality.guided.length === 0) return <p className={styles.measured}>{words.notJudged}</p>
  return (
    <div className={styles.measured}>
      {quality.runs.length > 0 && <Table quality={quality} />}
      {quality.guided.length > 0 && <p className={styles.guided}>{quality.guided.map((run) => <span key={guidedWords(run)}>{guidedWords(run)}<br /></span>)}</p>}
      <p className={styles.facts}>{more(quality)}</p>
    </div>
  )
}

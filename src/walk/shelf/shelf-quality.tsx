import { useId } from 'react'
import { fixed, perCent, whole } from '../../i18n/format/numbers'
import { shelfText as words } from '../../i18n/shelf'
import type { GuidedRun, JudgedRun, JudgedTable, Quality as Measured, ShelfCard } from './shelf-card'
import styles from './shelf-quality.module.css'
import { wilson } from './wilson'
import { Words } from '../../ui/words'

/** Beyond the tables: how well it compresses, what it says at pure noise, and what it has learned by heart. */
function more({ bitsPerDimension, atPureNoise, copies }: Measured): string {
  const parts = [
    bitsPerDimension === null ? undefined : words.bits(bitsPerDimension),
    atPureNoise === null ? undefined : words.atPureNoise(atPureNoise),
    copies === null
      ? undefined
      : copies.test === null
        ? words.copiesAlone(copies.samples)
        : words.copies(copies.samples, copies.test),
  ]
  return parts.filter((part) => part !== undefined).join(' ')
}

/** Between what the share truly is, as a sample of that size tells it. */
const between = ({ accuracy, samples }: JudgedRun) =>
  accuracy === null || samples < 1 ? undefined : words.between(...wilson(accuracy, samples))

/** Whether so many samples cannot be told from as many real pictures by their Fréchet distance. */
const isAtFloor = ({ frechet, floor }: JudgedRun) => frechet !== null && floor !== null && frechet <= floor

/** A field of the table: the share that is named as asked, its interval, and the Fréchet distance. */
function Judged({ run }: { run: JudgedRun | undefined }) {
  if (!run) return null
  const { accuracy, frechet } = run
  return (
    <>
      {[accuracy === null ? '–' : `${perCent(accuracy, 1)} %`, frechet === null ? '–' : fixed(frechet, 1)].join(' · ')}
      {accuracy !== null && <small>{between(run)}</small>}
      {isAtFloor(run) && <small>{words.atFloor}</small>}
    </>
  )
}

/** A guided run in words. */
function guidedWords(run: GuidedRun): string {
  const { sampler, steps, guidance, accuracy, frechet, floor, samples } = run
  const named = accuracy === null ? [] : [words.namedAsAsked(accuracy, between(run) ?? '')]
  const verdict = [...named, ...(frechet === null ? [] : [words.frechet(frechet, floor)])]
  return words.guided(
    { scale: guidance, sampler: words.samplers[sampler] ?? sampler, steps, samples },
    verdict.join(', ') || '–',
  )
}

/** Runs without guidance of equally many samples, steps by samplers. */
function Table({ table: { runs, samples, floor } }: { table: JudgedTable }) {
  const samplers = [...new Set(runs.map(({ sampler }) => sampler))]
  const steps = [...new Set(runs.map((run) => run.steps))].sort((a, b) => a - b)
  const title = useId() // not a caption: that would be as narrow as a small table
  return (
    <>
      <p id={title} className={styles.facts}>
        <Words>{words.judged(samples, floor)}</Words>
      </p>
      <table className={styles.quality} aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">{words.steps}</th>
            {samplers.map((sampler) => (
              <th key={sampler} scope="col">
                {words.samplers[sampler] ?? sampler}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((count) => (
            <tr key={count}>
              <th scope="row">{whole(count)}</th>
              {samplers.map((sampler) => (
                <td key={sampler}>
                  <Judged run={runs.find((run) => run.sampler === sampler && run.steps === count)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What was measured of a network: its figures, and what lies beyond them. */
export function ShelfQuality({ quality }: Pick<ShelfCard, 'quality'>) {
  if (!quality || quality.tables.length + quality.guided.length === 0)
    return <p className={styles.measured}>{words.notJudged}</p>
  return (
    <div className={styles.measured}>
      {quality.tables.map((table) => (
        <Table key={table.samples} table={table} />
      ))}
      {quality.guided.length > 0 && (
        <p className={styles.guided}>
          {quality.guided.map((run) => (
            <span key={guidedWords(run)}>
              <Words>{guidedWords(run)}</Words>
              <br />
            </span>
          ))}
        </p>
      )}
      <p className={styles.facts}>
        <Words>{more(quality)}</Words>
      </p>
    </div>
  )
}

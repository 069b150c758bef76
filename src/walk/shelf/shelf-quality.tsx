import { useId } from 'react'
import { fixed, perCent, integer } from '../../i18n/format/numbers'
import { shelfText as words } from '../../i18n/shelf'
import type { GuidedRun, JudgedRun, JudgedTable, Quality as Measured, ShelfCard } from './read-network-card'
import styles from './shelf-quality.module.css'
import { wilson } from './wilson'
import { Words } from '../../ui/words'

/** The measurements beside the tables: bits per dimension, x̂₀ at pure noise, and copies of training pictures. */
function furtherFigures({ bitsPerDimension, atPureNoise, copies }: Measured): string {
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

/** The 95 % interval of the share, in words. */
const interval = ({ accuracy, samples }: JudgedRun) =>
  accuracy === null || samples < 1 ? undefined : words.between(...wilson(accuracy, samples))

/** Whether the Fréchet distance cannot tell the samples from as many real pictures. */
const isAtFloor = ({ frechet, floor }: JudgedRun) => frechet !== null && floor !== null && frechet <= floor

/** A cell of the table: the share that is named as asked, its interval, and the Fréchet distance. */
function RunFigures({ run }: { run: JudgedRun | undefined }) {
  if (!run) return null
  const { accuracy, frechet } = run
  return (
    <>
      {[accuracy === null ? '–' : `${perCent(accuracy, 1)} %`, frechet === null ? '–' : fixed(frechet, 1)].join(' · ')}
      {accuracy !== null && <small>{interval(run)}</small>}
      {isAtFloor(run) && <small>{words.atFloor}</small>}
    </>
  )
}

/** A guided run in words. */
function guidedWords(run: GuidedRun): string {
  const { sampler, steps, guidance, accuracy, frechet, floor, samples } = run
  const named = accuracy === null ? [] : [words.namedAsAsked(accuracy, interval(run) ?? '')]
  const verdict = [...named, ...(frechet === null ? [] : [words.frechet(frechet, floor)])]
  return words.guided(
    { scale: guidance, sampler: words.samplers[sampler] ?? sampler, steps, samples },
    verdict.join(', ') || '–',
  )
}

/** A table of runs without guidance and with equally many samples: a row per number of steps, a column per sampler. */
function Table({ table: { runs, samples, floor } }: { table: JudgedTable }) {
  const samplers = [...new Set(runs.map(({ sampler }) => sampler))]
  const steps = [...new Set(runs.map((run) => run.steps))].sort((a, b) => a - b)
  const title = useId() // a <caption> would be as narrow as the table
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
              <th scope="row">{integer(count)}</th>
              {samplers.map((sampler) => (
                <td key={sampler}>
                  <RunFigures run={runs.find((run) => run.sampler === sampler && run.steps === count)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** All that was measured on a network: its tables, guided runs and further figures. */
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
        <Words>{furtherFigures(quality)}</Words>
      </p>
    </div>
  )
}

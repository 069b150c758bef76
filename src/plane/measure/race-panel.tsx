import { useState } from 'react'
import type { AnySamplerId, Repeated } from '../../diffusion'
import { AnswerFailed } from '../../engine/page/plane/client'
import { settingsText } from '../../i18n/settings'
import { planeText } from '../../i18n/plane'
import { figure } from '../../i18n/format/figures'
import { integer } from '../../i18n/format/numbers'
import { SAMPLERS } from '../../runs/sampler-settings'
import { Button } from '../../ui/button'
import { Checks } from '../../ui/checks'
import { Choice } from '../../ui/choice'
import { usePlane, usePlaneRoom } from '../context'
import { saveCsv } from '../data/export-points'
import { Chart, type Line } from './chart'
import { Figures } from './figures'
import { JobButtons } from './job-buttons'
import styles from './measure.module.css'
import { Stale, useSubject } from './stale'
import { raceSubject, type Subject } from './subject'
import { BUDGETS, type Measured, nearest, raceCsv, RACERS, type RaceProgress, runRace, summary } from './race'
import { floorOf, type Metric, METRICS, truthOf, truthPoints } from './truth'
import { useJob } from './use-job'
import { Words } from '../../ui/words'

/** The samplers that can race. RK45 chooses its own number of steps, and plain Langevin does not end at the data. */
const racers: readonly AnySamplerId[] = SAMPLERS.filter((sampler) => sampler !== 'rk45' && sampler !== 'langevin')
const favourites: readonly AnySamplerId[] = ['ddpm', 'ddim', 'euler', 'heun', 'dpm-solver++', 'unipc']

interface Outcome extends RaceProgress {
  readonly of: Subject
  readonly floor: Readonly<Record<Metric, Repeated>>
}

function lineOf(sampler: AnySamplerId, results: readonly Measured[], metric: Metric): Line {
  const { titles } = settingsText.samplers
  const spots = results
    .filter((one) => one.sampler === sampler)
    .map((one) => {
      const { mean, error } = summary(one, metric)
      return { x: one.nfe, y: mean, error }
    })
  return { name: titles[sampler].replace(/ \(.*\)$/, ''), spots, look: look(sampler) } // a short name fits beside its line
}

/** The look of a sampler: first the favourites, then the others, in their order. */
function look(sampler: AnySamplerId): number {
  const at = favourites.indexOf(sampler)
  return at >= 0 ? at : favourites.length + racers.filter((one) => !favourites.includes(one)).indexOf(sampler)
}

function RaceFigures({ outcome: { results, floor }, metric }: { outcome: Outcome; metric: Metric }) {
  const words = planeText.planeMeasure.race
  const { titles } = settingsText.samplers
  const finishers = racers.filter((sampler) => results.some((one) => one.sampler === sampler))
  const { columns } = words
  const rows = finishers.flatMap((sampler) =>
    results
      .filter((one) => one.sampler === sampler)
      .toSorted((a, b) => a.nfe - b.nfe)
      .map((one) => {
        const { mean, error } = summary(one, metric)
        return [
          titles[sampler],
          integer(one.steps),
          integer(one.nfe),
          figure(mean),
          Number.isNaN(error) ? words.unknown : figure(error),
          integer(one.runs.length),
        ]
      }),
  )
  return (
    <>
      <Chart
        label={words.chart(words.metrics[metric])}
        lines={finishers.map((sampler) => lineOf(sampler, results, metric))}
        x={{ name: words.evaluations, log: true, at: BUDGETS }}
        y={{ name: words.metrics[metric], log: true }}
        floor={{ name: words.floor, value: floor[metric].mean }}
      />
      <p className={styles.hint}>
        <Words>{words.floorExplain}</Words>
      </p>
      <Figures
        caption={words.chart(words.metrics[metric])}
        columns={[columns.sampler, columns.steps, columns.nfe, columns.distance, columns.error, columns.seeds]}
        rows={rows}
      />
      <div className={styles.job}>
        <Button
          name={planeText.planeMeasure.save}
          explain={planeText.planeMeasure.saveExplain}
          onPress={() => {
            saveCsv(words.file, raceCsv(results))
          }}
        />
      </div>
    </>
  )
}

/** Races the chosen samplers, and draws their quality against their cost meanwhile. */
export function RacePanel() {
  const words = planeText.planeMeasure.race
  const { titles } = settingsText.samplers
  const { engine, store } = usePlaneRoom()
  const ready = usePlane((state) => state.engine.status === 'ready')
  const subject = useSubject(raceSubject)
  const answerer = usePlane(({ settings }) => settings.answerer)
  const job = useJob()
  const [chosenSamplers, setChosen] = useState(favourites)
  const [metric, setMetric] = useState<Metric>('sliced')
  const [outcome, setOutcome] = useState<Outcome>()
  const label = usePlane(({ settings }) => settings.guidance.label)
  const start = () => {
    const { settings, points } = store.getState()
    job.start(async (signal) => {
      const xy = truthPoints(points, settings.guidance)
      if (xy.length === 0) throw new AnswerFailed({ code: 'plane-no-class', details: { label: label ?? 0 } })
      const truth = truthOf(xy)
      const floor = await floorOf(xy, truth, RACERS)
      await runRace(
        { engine, settings, samplers: chosenSamplers, truth, seed: settings.seed },
        (progress) => {
          if (!signal.aborted) setOutcome({ ...progress, floor, of: subject })
        },
        signal,
      )
    })
  }
  const best = outcome && nearest(outcome.results, metric, 16)
  return (
    <div className={styles.panel}>
      <div className={styles.question}>
        <p className={styles.intro}>
          <Words>{words.intro}</Words>
        </p>
        <Checks
          name={words.samplers}
          explain={chosenSamplers.length === 0 ? words.none : words.left}
          options={racers.map((value) => ({ value, label: titles[value] }))}
          values={chosenSamplers}
          onChange={setChosen}
        />
        <Choice
          name={words.metric}
          explain={words.metricExplain[metric]}
          value={metric}
          options={METRICS.map((value) => ({ value, label: words.metrics[value] }))}
          onChange={setMetric}
        />
        {answerer === 'student' && (
          <p className={styles.hint}>
            <Words>{words.student}</Words>
          </p>
        )}
        {label !== null && (
          <p className={styles.hint}>
            <Words>{words.ofClass(String(label))}</Words>
          </p>
        )}
        <JobButtons
          job={job}
          name={words.start}
          explain={ready ? words.startExplain : planeText.planeMeasure.waiting}
          disabled={!ready || chosenSamplers.length === 0}
          progress={outcome && words.progress(outcome.done, outcome.total)}
          share={outcome && outcome.done / outcome.total}
          onStart={start}
        />
      </div>
      <div className={styles.answer}>
        <Stale of={outcome?.of} now={subject} />
        {job.status === 'done' && best && <p className={styles.status}>{words.done(titles[best])}</p>}
        {outcome && outcome.results.length > 0 && <RaceFigures outcome={outcome} metric={metric} />}
      </div>
    </div>
  )
}

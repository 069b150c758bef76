import { useState } from 'react'
import type { Answerer, Question } from '../../engine/protocol/plane'
import { figure } from '../../i18n/format/figures'
import { integer } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { Chart } from './chart'
import { Figures } from './figures'
import { JobButtons } from './job-buttons'
import { fourthOrder, measureErrors, observedOrder, probesAt, type StepError, STEPS } from './likelihood-errors'
import styles from './measure.module.css'
import { Stale, useSubject } from './stale'
import { likelihoodSubject, type Subject } from './subject'
import { useJob } from './use-job'
import type { useLevel } from './use-level'
import { Words } from '../../ui/words'

interface Outcome {
  readonly errors: readonly StepError[]
  /** Whose flow was measured. */
  readonly answerer: Answerer
  readonly of: Subject
}

/** Measures, on demand, how the error of the flow's likelihood falls with the number of steps. */
export function Convergence({ question, level }: { question: Question; level: ReturnType<typeof useLevel> }) {
  const words = planeText.planeMeasure.likelihood
  const { engine, store } = usePlaneRoom()
  const ready = usePlane((state) => state.engine.status === 'ready')
  const job = useJob()
  const [outcome, setOutcome] = useState<Outcome>()
  const errors = outcome?.errors ?? []
  const subject = useSubject((state) => likelihoodSubject(state, question, level?.at, state.settings.seed))
  const start = () => {
    const {
      settings: { seed },
      points: { xy },
    } = store.getState()
    if (!level) return
    const show = (stepErrors: readonly StepError[]) => {
      setOutcome({ errors: stepErrors, answerer: question.answerer, of: subject })
    }
    show([])
    job.start((signal) =>
      measureErrors(
        { engine, question, at: level.at, points: probesAt(xy, level.at, seed) },
        (stepErrors) => {
          if (!signal.aborted) show(stepErrors)
        },
        signal,
      ),
    )
  }
  const order = observedOrder(errors)
  const line = (name: string, points: readonly StepError[], look: number) => ({
    name,
    look,
    spots: points.map(({ steps, error }) => ({ x: steps, y: error })),
  })
  return (
    <div className={styles.answer}>
      <JobButtons
        job={job}
        name={words.measure}
        explain={ready ? words.measureExplain : planeText.planeMeasure.waiting}
        disabled={!ready || !level}
        share={errors.length / STEPS.length}
        onStart={start}
      />
      <Stale of={outcome?.of} now={subject} />
      {job.status === 'done' && errors.length === 0 && <p className={styles.hint}>{words.noExact}</p>}
      {errors.length > 1 && (
        <>
          <Chart
            label={words.chart}
            lines={[line(words.measured, errors, 0), line(words.order, fourthOrder(errors), 8)]}
            x={{ name: words.stepsAxis, log: true, at: [4, 8, 16, 32, 64, 128] }}
            y={{ name: words.error, log: true }}
          />
          {outcome?.answerer === 'exact' ? (
            job.status === 'done' &&
            Number.isFinite(order) && (
              <p className={styles.hint}>
                <Words>{words.observed(order)}</Words>
              </p>
            )
          ) : (
            <p className={styles.hint}>{words.network}</p>
          )}
          <Figures
            caption={words.chart}
            columns={[words.columns.steps, words.columns.error]}
            rows={errors.map(({ steps, error }) => [integer(steps), figure(error)])}
          />
        </>
      )}
    </div>
  )
}

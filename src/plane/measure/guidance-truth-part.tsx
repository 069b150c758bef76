import { useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { figure } from '../../i18n/format/figures'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { Choice } from '../../ui/choice'
import type { PlaneGuidance } from '../changes'
import { usePlane, usePlaneRoom } from '../context'
import { Chart, type Line } from './chart'
import { Figures } from './figures'
import { GUIDED, type GuidedTruth, SCALES, sweepScales } from './guidance-truth'
import { JobButtons } from './job-buttons'
import styles from './measure.module.css'
import { Stale, useSubject } from './stale'
import { guidanceSubject, type Subject } from './subject'
import { floorOf, truthOf, truthPoints } from './truth'
import { useJob } from './use-job'
import { Words } from '../../ui/words'

/** The usual scales, and the one that the room is set to. */
const scalesWith = ({ label, scale }: PlaneGuidance): number[] =>
  [...new Set([...SCALES, ...(label === null ? [] : [scale])])].sort((a, b) => a - b)

interface Outcome {
  readonly results: readonly GuidedTruth[]
  /** The energy distance of an equal number of true points of the class. */
  readonly floor: number
}

function GuidanceFigures({ outcome: { results, floor } }: { outcome: Outcome }) {
  const words = planeText.planeMeasure.guidance
  const line = (name: string, look: number, part: 'energy' | 'spread' | 'shift'): Line => ({
    name,
    look,
    spots: results.map((one) => ({ x: one.scale, y: one[part] })),
  })
  const x = { name: words.scale, log: false, at: results.map(({ scale }) => scale) }
  const { columns } = words
  const rows = results.map(({ scale, rightClass, spread, shift, energy }) => [
    figure(scale),
    words.share(rightClass),
    fixed(spread, 2),
    fixed(shift, 2),
    figure(energy),
  ])
  return (
    <>
      <Chart
        label={words.energyChart}
        lines={[line(words.energy, 1, 'energy')]}
        x={x}
        y={{ name: words.energy, log: true }}
        floor={{ name: words.floor, value: floor }}
      />
      <p className={styles.hint}>
        <Words>{words.floorExplain}</Words>
      </p>
      <Chart
        label={words.spreadChart}
        lines={[line(words.spread, 0, 'spread'), line(words.shift, 2, 'shift')]}
        x={x}
        y={{ name: words.figures, log: false }}
      />
      {results.some(({ spread }) => Number.isNaN(spread)) && <p className={styles.hint}>{words.noSpread}</p>}
      <Figures
        caption={words.energyChart}
        columns={[columns.scale, columns.right, columns.spread, columns.shift, columns.energy]}
        rows={rows}
      />
    </>
  )
}

/** Compares guided particles with the true points of their class, for stronger and stronger guidance. */
export function GuidanceTruth() {
  const words = planeText.planeMeasure.guidance
  const { engine, store } = usePlaneRoom()
  const ready = usePlane((state) => state.engine.status === 'ready')
  const { points, guidance, answerer } = usePlane(
    useShallow((state) => ({
      points: state.points,
      guidance: state.settings.guidance,
      answerer: state.settings.answerer,
    })),
  )
  const job = useJob()
  const [chosenLabel, setChosenLabel] = useState<0 | 1>()
  const label = chosenLabel ?? guidance.label ?? 1
  const scales = scalesWith(guidance)
  const [outcome, setOutcome] = useState<Outcome & { readonly of: Subject }>()
  const hasBothClasses = useMemo(() => points.labels.includes(0) && points.labels.includes(1), [points])
  const subject = useSubject((state) => guidanceSubject(state, label))
  const start = () => {
    const { settings } = store.getState()
    job.start(async (signal) => {
      const xy = truthPoints(points, { label, scale: 1 })
      const floor = (await floorOf(xy, truthOf(xy), GUIDED)).energy.mean
      await sweepScales(
        { engine, settings, points, label, seed: settings.seed },
        scales,
        (results) => {
          if (!signal.aborted) setOutcome({ results, floor, of: subject })
        },
        signal,
      )
    })
  }
  if (answerer === 'student')
    return (
      <p className={styles.hint}>
        <Words>{words.student}</Words>
      </p>
    )
  if (!hasBothClasses) return <p className={styles.hint}>{words.noClass}</p>
  return (
    <div className={styles.panel}>
      <div className={styles.question}>
        <p className={styles.intro}>
          <Words>{words.intro}</Words>
        </p>
        <Choice
          name={words.label}
          value={label === 0 ? '0' : '1'}
          options={words.labels.map((value) => ({ value, label: value }))}
          onChange={(value) => {
            setChosenLabel(value === '0' ? 0 : 1)
          }}
        />
        <JobButtons
          job={job}
          name={words.start}
          explain={ready ? words.startExplain : planeText.planeMeasure.waiting}
          disabled={!ready}
          progress={outcome && words.progress(outcome.results.length, scales.length)}
          share={outcome && outcome.results.length / scales.length}
          onStart={start}
        />
        <p className={styles.hint}>
          <Words>{words.truth}</Words>
        </p>
        {answerer === 'exact' && (
          <p className={styles.hint}>
            <Words>{words.kinds}</Words>
          </p>
        )}
      </div>
      <div className={styles.answer}>
        <Stale of={outcome?.of} now={subject} />
        {outcome && outcome.results.length > 0 && <GuidanceFigures outcome={outcome} />}
      </div>
    </div>
  )
}

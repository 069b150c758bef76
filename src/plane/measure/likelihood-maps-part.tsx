import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Question } from '../../engine/protocol/plane'
import { figure } from '../../i18n/format/figures'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { likelihoodAt } from '../stage/likelihood-at'
import { halfFor } from '../view/view'
import { roundUp } from '../../ui/chart-scale'
import { JobButtons } from './job-buttons'
import { DEPTH, type DensityMaps, differenceOf, drawMaps, topOf } from './likelihood-maps'
import { MapFigure, type Mapped } from './map-figure'
import styles from './measure.module.css'
import { Stale, useSubject } from './stale'
import { likelihoodSubject, type Subject } from './subject'
import { useJob } from './use-job'
import type { useLevel } from './use-level'
import { Words } from '../../ui/words'

/** The distance between the contours of log q, in nats. */
const LINES = 2

function logMap(values: Float32Array, n: number, top: number): Mapped {
  return {
    n,
    values,
    ramp: ({ density }) => density,
    share: (value) => 1 + (value - top) / DEPTH,
    lines: Array.from({ length: DEPTH / LINES }, (_, i) => top - LINES * (i + 0.5)),
  }
}

function Maps({ maps, half }: { maps: DensityMaps; half: number }) {
  const words = planeText.planeMeasure.likelihood.maps
  const { n, flow, exact } = maps
  const pictures = useMemo(() => {
    const top = topOf(maps)
    const difference = differenceOf(maps)
    const most = roundUp(Math.max(1e-6, difference?.most ?? 0))
    const differenceMap: Mapped | undefined = difference && {
      n: maps.n,
      values: difference.values,
      ramp: ({ classes }) => classes,
      share: (value) => (1 + value / most) / 2,
      lines: [],
    }
    return {
      top,
      difference,
      most,
      flow: logMap(maps.flow, maps.n, top),
      exact: maps.exact && logMap(maps.exact, maps.n, top),
      differenceMap,
    }
  }, [maps])
  const scale = [`≤ ${fixed(pictures.top - DEPTH, 1)}`, words.nats, fixed(pictures.top, 1)]
  return (
    <>
      <div className={styles.maps}>
        {pictures.exact && (
          <MapFigure name={words.exact} label={words.exactLabel} mapped={pictures.exact} scale={scale} half={half} />
        )}
        <MapFigure name={words.flow} label={words.flowLabel} mapped={pictures.flow} scale={scale} half={half} />
        {pictures.differenceMap && (
          <MapFigure
            name={words.difference}
            label={words.differenceLabel}
            mapped={pictures.differenceMap}
            scale={[`−${figure(pictures.most)}`, '0', `+${figure(pictures.most)}`]}
            half={half}
          />
        )}
      </div>
      {exact && pictures.difference && flow.length > 0 && (
        <p className={styles.hint}>
          <Words>{words.found(pictures.difference.rootMeanSquare, pictures.difference.most)}</Words>
        </p>
      )}
      <p className={styles.hint}>
        <Words>{words.lines(LINES, n)}</Words>
      </p>
    </>
  )
}

interface LikelihoodMapsProps {
  question: Question
  level: ReturnType<typeof useLevel>
}

/** Draws, on demand, maps of log q over the view, which become sharper: by formula, by the flow, and their difference. */
export function LikelihoodMaps({ question, level }: LikelihoodMapsProps) {
  const words = planeText.planeMeasure.likelihood.maps
  const plane = usePlaneRoom()
  const ready = usePlane((state) => state.engine.status === 'ready')
  const steps = useStore(likelihoodAt(plane), (state) => state.steps)
  const half = usePlane(({ points }) => halfFor(points.xy))
  const job = useJob()
  const [drawing, setDrawn] = useState<{ readonly maps: DensityMaps; readonly half: number; readonly of: Subject }>()
  const subject = useSubject((state) => likelihoodSubject(state, question, level?.at, steps))
  const learnsMeanwhile = usePlane(({ learning }) => learning.status === 'learning') && question.answerer !== 'exact'
  const start = () => {
    if (!level) return
    setDrawn(undefined)
    job.start((signal) =>
      drawMaps(
        { engine: plane.engine, question, level, half, steps },
        (maps) => {
          setDrawn({ maps, half, of: subject })
        },
        signal,
      ),
    )
  }
  return (
    <>
      <JobButtons
        job={job}
        name={words.start}
        explain={ready ? words.startExplain : planeText.planeMeasure.waiting}
        disabled={!ready || !level}
        progress={drawing && words.progress(drawing.maps.share)}
        share={drawing?.maps.share ?? 0}
        onStart={start}
      />
      {learnsMeanwhile && <p className={styles.hint}>{words.mixed}</p>}
      <Stale of={drawing?.of} now={subject} />
      {drawing && <Maps maps={drawing.maps} half={drawing.half} />}
    </>
  )
}

import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Question } from '../../engine/protocol/plane'
import { figure } from '../../i18n/format/figures'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { likelihoodAt } from '../stage/likelihood-at'
import { halfFor } from '../view/view'
import { roundUp } from './chart-scale'
import { JobButtons } from './job-buttons'
import { DEPTH, type DensityMaps, differenceOf, drawMaps, topOf } from './likelihood-maps'
import { MapFigure, type Mapped } from './map-figure'
import styles from './measure.module.css'
import { Stale, useSubject } from './stale'
import { likelihoodSubject, type Subject } from './subject'
import { useJob } from './use-job'
import type { useLevel } from './use-level'
import { Words } from '../../ui/words'

/** Of log q, a line is drawn at every so many nats. */
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
  const found = useMemo(() => {
    const top = topOf(maps)
    const difference = differenceOf(maps)
    const most = roundUp(Math.max(1e-6, difference?.most ?? 0))
    const off: Mapped | undefined = difference && {
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
      off,
    }
  }, [maps])
  const scale = [`≤ ${fixed(found.top - DEPTH, 1)}`, words.nats, fixed(found.top, 1)]
  return (
    <>
      <div className={styles.maps}>
        {found.exact && (
          <MapFigure name={words.exact} label={words.exactLabel} mapped={found.exact} scale={scale} half={half} />
        )}
        <MapFigure name={words.flow} label={words.flowLabel} mapped={found.flow} scale={scale} half={half} />
        {found.off && (
          <MapFigure
            name={words.difference}
            label={words.differenceLabel}
            mapped={found.off}
            scale={[`−${figure(found.most)}`, '0', `+${figure(found.most)}`]}
            half={half}
          />
        )}
      </div>
      {exact && found.difference && flow.length > 0 && (
        <p className={styles.hint}>
          <Words>{words.found(found.difference.rootMeanSquare, found.difference.most)}</Words>
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

/** log q over the whole view: by formula, by the flow, and how far they are apart; sharper and sharper, on demand. */
export function LikelihoodMaps({ question, level }: LikelihoodMapsProps) {
  const words = planeText.planeMeasure.likelihood.maps
  const plane = usePlaneRoom()
  const ready = usePlane((state) => state.engine.status === 'ready')
  const steps = useStore(likelihoodAt(plane), (state) => state.steps)
  const half = usePlane(({ points }) => halfFor(points.xy))
  const job = useJob()
  const [drawn, setDrawn] = useState<{ readonly maps: DensityMaps; readonly half: number; readonly of: Subject }>()
  const subject = useSubject((state) => likelihoodSubject(state, question, level?.at, steps))
  const mixed = usePlane(({ learning }) => learning.status === 'learning') && question.answerer !== 'exact'
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
        progress={drawn && words.progress(drawn.maps.share)}
        share={drawn?.maps.share ?? 0}
        onStart={start}
      />
      {mixed && <p className={styles.hint}>{words.mixed}</p>}
      <Stale of={drawn?.of} now={subject} />
      {drawn && <Maps maps={drawn.maps} half={drawn.half} />}
    </>
  )
}

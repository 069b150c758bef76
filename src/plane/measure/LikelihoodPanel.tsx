import { useMemo, useRef, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Question } from '../../engine/plane/protocol'
import { fixed, text } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/Button'
import { NumberInput } from '../../ui/NumberInput'
import { Range } from '../../ui/Range'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import { usePlanePlayer } from '../player-context'
import { Chart } from './Chart'
import { figure } from './chart-scale'
import { Figures } from './Figures'
import { JobButtons } from './JobButtons'
import { fourthOrder, measureErrors, observedOrder, probesAt, type StepError, STEPS } from './likelihood-errors'
import styles from './Measure.module.css'
import { type Asked, type Densities, useDensities } from './use-densities'
import { useJob } from './use-job'
import { useInSight, useLevel } from './use-level'

const words = planeText.planeMeasure.likelihood
const HALF = 3 // of the picture

const useQuestion = (): Question => {
  const { answerer, process, schedule, guidance } = usePlane(useShallow(({ settings }) => (
    { answerer: settings.answerer, process: settings.process, schedule: settings.schedule, guidance: settings.guidance })))
  return useMemo(() => ({ answerer, process: { id: process, schedule }, guidance }), [answerer, process, schedule, guidance])
}

function Answer({ densities }: { densities: Densities | undefined }) {
  const nats = (value: number | undefined) => (value === undefined ? '…' : words.nats(fixed(value, 3)))
  const { exact, flow } = densities ?? {}
  return (
    <dl className={styles.figures} aria-live="polite">
      <div><dt>{words.exact}</dt><dd>{densities && exact === undefined ? <small>{words.noExact}</small> : nats(exact)}</dd></div>
      <div><dt>{words.flow}</dt><dd>{nats(flow)}</dd></div>
      {exact !== undefined && flow !== undefined && <div><dt>{words.difference}</dt><dd>{words.nats(figure(flow - exact))}</dd></div>}
    </dl>
  )
}

/** Where it is asked: two numbers, or where the chosen particle stands. */
function PointFields({ at, onChange }: { at: readonly [number, number]; onChange: (at: readonly [number, number]) => void }) {
  const player = usePlanePlayer()
  const chosen = usePlane(({ settings }) => settings.chosen)
  const shared = { min: -HALF, max: HALF, step: 0.05, less: text.less, more: text.more }
  const rounded = (value: number) => Math.max(-HALF, Math.min(HALF, Number(value.toFixed(2))))
  const takeChosen = () => {
    const shown = player.shown(0)
    if (!shown || chosen === null) return
    const scale = Math.hypot(shown.at.signal, shown.at.noise)
    const part = (k: number) => rounded((shown.xt[2 * chosen + k] ?? 0) / scale)
    onChange([part(0), part(1)])
  }
  return (
    <div className={styles.fields} role="group" aria-label={words.point}>
      <NumberInput {...shared} name={words.x} value={at[0]} onChange={(x) => { onChange([rounded(x), at[1]]) }} />
      <NumberInput {...shared} name={words.y} value={at[1]} onChange={(y) => { onChange([at[0], rounded(y)]) }} />
      <Button name={words.takeChosen} explain={words.takeChosenExplain} disabled={chosen === null} onPress={takeChosen} />
    </div>
  )
}

/** How the flow's error falls with its steps, on demand. */
function Convergence({ question }: { question: Question }) {
  const { engine, store } = usePlaneRoom()
  const ready = usePlane((state) => state.engine.status === 'ready')
  const level = useLevel()
  const job = useJob()
  const [found, setFound] = useState<readonly StepError[]>([])
  const start = () => {
    const { settings: { seed }, points: { xy } } = store.getState()
    if (!level) return
    setFound([])
    job.start((signal) => measureErrors({ engine, question, at: level.at, points: probesAt(xy, level.at, seed) }, (errors) => { if (!signal.aborted) setFound(errors) }, signal))
  }
  const order = observedOrder(found)
  const line = (name: string, of: readonly StepError[], look: number) => ({ name, look, spots: of.map(({ steps, error }) => ({ x: steps, y: error })) })
  return (
    <div className={styles.found}>
      <JobButtons job={job} name={words.measure} explain={ready ? words.measureExplain : planeText.planeMeasure.waiting} disabled={!ready || !level} share={found.length / STEPS.length} onStart={start} />
      {job.status === 'done' && found.length === 0 && <p className={styles.hint}>{words.noExact}</p>}
      {found.length > 1 && (
        <>
          <Chart
            label={words.chart}
            lines={[line(words.measured, found, 0), line(words.order, fourthOrder(found), 8)]}
            x={{ name: words.stepsAxis, log: true, at: [4, 8, 16, 32, 64, 128] }}
            y={{ name: words.error, log: true }}
          />
          {question.answerer === 'exact'
            ? job.status === 'done' && Number.isFinite(order) && <p className={styles.hint}>{words.observed(fixed(order, 1))}</p>
            : <p className={styles.hint}>{words.network}</p>}
          <Figures caption={words.chart} columns={[words.columns.steps, words.columns.error]} rows={found.map(({ steps, error }) => [String(steps), figure(error)])} />
        </>
      )}
    </div>
  )
}

/** log q of a point by the probability flow, beside the exact one. */
export function LikelihoodPanel() {
  const plane = usePlaneRoom()
  const frame = useRef<HTMLDivElement>(null)
  const inSight = useInSight(frame)
  const ready = usePlane((state) => state.engine.status === 'ready')
  const points = usePlane((state) => state.points)
  const question = useQuestion()
  const level = useLevel()
  const [place, setPlace] = useState<readonly [number, number]>([0, 0.5])
  const [steps, setSteps] = useState(32)
  const asked = useMemo((): Asked | undefined => {
    if (!inSight || !ready || !level || points.labels.length === 0) return undefined
    return { question, at: level.at, x: place[0] * level.scale, y: place[1] * level.scale, steps }
  }, [inSight, ready, level, points, question, place, steps])
  const densities = useDensities(asked)
  return (
    <div ref={frame} className={styles.panel}>
      <div className={styles.asked}>
        <p className={styles.intro}>{words.intro}</p>
        {level?.limited && <p className={styles.hint}>{words.limited}</p>}
        <PointFields at={place} onChange={setPlace} />
        <Range name={words.steps} explain={words.stepsExplain} value={steps} min={2} max={128} step={1} format={String} onChange={setSteps} />
        <Answer densities={densities} />
        <div className={styles.job}>
          <Button name={words.map} explain={words.mapExplain} onPress={() => { patchPlane(plane, { heatMap: 'likelihood' }) }} />
        </div>
      </div>
      <Convergence question={question} />
    </div>
  )
}

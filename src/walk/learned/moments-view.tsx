import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { meanLoss } from '../../diffusion'
import { faultText } from '../../i18n'
import { learnedText } from '../../i18n/learned'
import { PORTABLE } from '../../shell/portable'
import { Button } from '../../ui/button'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { Range } from '../../ui/range'
import { LineChart } from '../inspect/line-chart'
import { usePlayer } from '../run/context'
import { PICTURES, STEPS } from '../shelf/shelf-drawing'
import styles from './learned.module.css'
import { type Moment, type Moments, MOMENTS, momentsOf } from './moments'
import { PRESSES } from './thousand'
import { curveOf } from './thousand-view'

/** Bytes of the five networks. */
const BYTES = 7.2e6

const nameOf = ({ steps }: Moment) => learnedText.moments.at(steps)

/** What one moment draws. */
function Drawing({ moment }: { moment: Moment }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { model, drawing } = moment
  useEffect(() => {
    if (canvas.current) paintPicture(canvas.current, drawing?.bytes, model, PICTURES)
  }, [drawing, model])
  return <PixelCanvas ref={canvas} label={learnedText.moments.picture(nameOf(moment))} />
}

/** The mean loss of ε of what has been measured of a moment; undefined of too little. */
function lossOf({ presses }: Moment) {
  if (presses.length === 0) return undefined
  const loss = meanLoss(curveOf(presses, 'network', 'epsilon'))
  return Number.isFinite(loss.error) ? loss : undefined
}

function LossCurve({ moments, at }: { moments: readonly Moment[]; at: Moment }) {
  const words = learnedText.moments
  const spots = moments.flatMap((moment) => {
    const loss = lossOf(moment)
    return loss && moment.steps !== undefined ? [{ steps: moment.steps, ...loss }] : []
  })
  const last = moments.at(-1)?.steps ?? 1
  const zeros = moments.find(({ presses }) => presses.length > 0)
  return (
    <LineChart
      label={words.label}
      lines={[
        {
          name: 'loss',
          look: 0,
          strong: true,
          spots: spots.map(({ steps, mean }) => [steps, mean] as const),
          errors: spots.map(({ error }) => 2 * error),
        },
      ]}
      x={{ name: words.steps, low: 0, high: Math.max(1, last) }}
      y={{ name: words.lossName, log: true }}
      marks={at.steps === undefined ? [] : [{ x: at.steps }]}
      floors={zeros ? [{ y: meanLoss(curveOf(zeros.presses, 'zeros', 'epsilon')).mean, name: words.zeros }] : []}
      height={240}
    />
  )
}

function progressOf({ moments, activity }: Moments): string {
  const words = learnedText.moments.progress
  const moment = activity && moments[activity.place]
  if (!moment) return ''
  const name = nameOf(moment)
  if (activity.what === 'draw') return words.draw(name, moment.drawing?.step ?? 0, STEPS)
  return activity.what === 'measure' ? words.measure(name, moment.presses.length, PRESSES) : words.load(name)
}

/** How much of the work is done, in [0, 1]. */
function shareOf({ moments }: Moments): number {
  const parts = moments.map(({ drawing, presses, fault }) =>
    fault ? 1 : 0.1 * ((drawing?.step ?? 0) / STEPS) + 0.9 * (presses.length / PRESSES),
  )
  return parts.reduce((sum, part) => sum + part, 0) / parts.length
}

/** One training run at five moments: the same noise, the same steps, worse to better, with the loss beside. */
export function MomentsView() {
  const player = usePlayer()
  const [job] = useState(() => momentsOf(player))
  const { status, result, fault } = useStore(job.store)
  const [choice, setChoice] = useState<number>()
  const words = learnedText.moments
  const { moments, activity } = result
  const place = choice ?? activity?.place ?? MOMENTS.length - 1 // until the visitor chooses, the one that is being worked on
  const running = status === 'running'
  const moment = moments[place]
  const loss = moment && lossOf(moment)
  if (PORTABLE) return <p className={styles.note}>{words.portable}</p>
  return (
    <section className={styles.row} aria-labelledby="moments-title" data-status={status}>
      <div className={styles.text}>
        <h3 id="moments-title">{words.title}</h3>
        <p>{words.intro}</p>
        <p className={styles.note}>{words.other}</p>
        <div className={styles.buttons}>
          {running ? (
            <Button name={words.stop} explain={words.stopExplain} onPress={job.stop} />
          ) : (
            <Button
              kind="primary"
              name={status === 'idle' ? words.start(BYTES) : words.again}
              explain={words.startExplain}
              onPress={job.start}
            />
          )}
          {running && <progress max={1} value={shareOf(result)} aria-label={words.title} />}
          <span role="status" className={styles.note}>
            {running && progressOf(result)}
            {status === 'stopped' && words.stopped}
            {fault && faultText(fault.code, fault.details)}
          </span>
        </div>
        <p className={styles.note}>{words.live}</p>
      </div>
      <div className={styles.found}>
        {status === 'idle' || !moment ? (
          <p className={styles.empty}>{words.none}</p>
        ) : (
          <>
            <Range
              name={words.slider}
              value={place}
              min={0}
              max={MOMENTS.length - 1}
              step={1}
              format={(n) => (moments[n] ? nameOf(moments[n]) : '')}
              onChange={setChoice}
            />
            <div className={styles.drawings}>
              <div className={styles.drawing} data-moment={moment.model.id}>
                {moment.fault ? (
                  <p className={styles.fault}>
                    {words.failed(nameOf(moment), faultText(moment.fault.code, moment.fault.details))}
                  </p>
                ) : moment.drawing ? (
                  <Drawing moment={moment} />
                ) : (
                  <p className={styles.empty}>{words.none}</p>
                )}
                {loss && (
                  <p className={styles.note} data-moment-loss={loss.mean}>
                    {words.loss(nameOf(moment), loss.mean, loss.error)}
                  </p>
                )}
              </div>
              <LossCurve moments={moments} at={moment} />
            </div>
          </>
        )}
      </div>
    </section>
  )
}

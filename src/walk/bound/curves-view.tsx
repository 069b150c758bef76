import { cosineSchedule, linearSchedule } from '../../diffusion'
import { boundText } from '../../i18n/bound'
import { Words } from '../../ui/words'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import { modelOf } from '../model/models'
import styles from './bound.module.css'
import { useSubjectSettings } from './context'
import { LENGTHS, ofLength, signalCurve, varianceRatios } from './curves'

/** β̃ and β come together as the steps become many. */
function Ratios() {
  const { schedule } = modelOf(useSubjectSettings())
  const words = boundText.curves
  const kind = schedule.id === 'linear' ? 'linear' : 'cosine'
  const lines: readonly ChartLine[] = LENGTHS.map((T, i) => ({
    name: words.steps(T),
    look: i,
    spots: varianceRatios(ofLength(schedule, T)),
  }))
  return (
    <div className={styles.column}>
      <h3>{words.ratioTitle}</h3>
      <p>
        <Words>{words.ratioIntro}</Words>
      </p>
      <figure className={styles.figure}>
        <LineChart
          label={words.ratio(boundText.schedules[kind])}
          lines={lines}
          x={{ name: words.time, low: 1e-4, high: 1, log: true }}
          y={{ name: words.ratioName, range: [0, 1] }}
          height={220}
        />
        <Legend lines={lines.map(({ name, look }) => ({ look, key: name, name }))} />
        <figcaption className={styles.note}>
          <Words>{words.ratio(boundText.schedules[kind])}</Words> <cite>{words.ratioSource}</cite>
        </figcaption>
      </figure>
    </div>
  )
}

/** ᾱ over t, of both schedules, and of the network's own where it is neither. */
function Signals() {
  const { schedule } = modelOf(useSubjectSettings())
  const words = boundText.curves
  const lines: readonly ChartLine[] = [
    { name: words.names.cosine, look: 0, spots: signalCurve(cosineSchedule()), strong: schedule.id === 'cosine' },
    { name: words.names.linear, look: 1, spots: signalCurve(linearSchedule()), strong: schedule.id === 'linear' },
    ...(schedule.id === 'cosine' || schedule.id === 'linear'
      ? []
      : [{ name: words.names.own, look: 2, spots: signalCurve(schedule), strong: true }]),
  ]
  return (
    <div className={styles.column}>
      <h3>{words.signalTitle}</h3>
      <p>
        <Words>{words.signalIntro}</Words>
      </p>
      <figure className={styles.figure}>
        <LineChart
          label={words.signal}
          lines={lines}
          x={{ name: words.time, low: 0, high: 1 }}
          y={{ name: words.signalName, range: [0, 1] }}
          height={220}
        />
        <Legend lines={lines.map(({ name, look }) => ({ look, key: name, name }))} />
        <figcaption className={styles.note}>
          <Words>{words.signal}</Words> <cite>{words.signalSource}</cite>
        </figcaption>
      </figure>
    </div>
  )
}

/** What follows from the schedules alone. */
export function CurvesView() {
  return (
    <div className={styles.columns}>
      <Ratios />
      <Signals />
    </div>
  )
}

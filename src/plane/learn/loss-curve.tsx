import { useRef } from 'react'
import { significant } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { SavePlot } from '../../shell/save-plot'
import type { LossRecord } from '../store'
import styles from './learn-panel.module.css'
import { smoothed } from './losses'

const WIDTH = 320
const HEIGHT = 120
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 4, 8, 18]
/** The columns of the picture: if there are many losses, each column shows its least and its greatest. */
const COLUMNS = 140

/** The whole powers of ten within the axis; if there are fewer than two, its ends and its middle. */
function ticks(low: number, high: number): number[] {
  const tens = Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, i) => 10 ** (Math.ceil(low) + i))
  return tens.length >= 2 ? tens : [10 ** low, 10 ** ((low + high) / 2), 10 ** high]
}

/** The loss, on a log scale, against steps: a thin line for each step, a bold one for the moving average. */
export function LossCurve({ losses: { every, means } }: { losses: LossRecord }) {
  const words = planeText.planeLearning.curve
  const figure = useRef<HTMLElement>(null)
  if (means.length < 2) return <p className={styles.note}>{words.empty}</p>
  const logs = means.map((loss) => Math.log10(Math.max(loss, 1e-12)))
  const averages = smoothed(means).map((loss) => Math.log10(Math.max(loss, 1e-12)))
  const [low, high] = [Math.min(...logs) - 0.05, Math.max(...logs) + 0.05]
  const x = (i: number) => LEFT + (i / (means.length - 1)) * (WIDTH - LEFT - RIGHT)
  const y = (log: number) => TOP + ((high - log) / (high - low)) * (HEIGHT - TOP - BOTTOM)
  const size = Math.max(1, Math.ceil(means.length / COLUMNS))
  const columns = Array.from({ length: Math.ceil(means.length / size) }, (_, i) => logs.slice(i * size, (i + 1) * size))
  const thin = columns.flatMap((values, i) =>
    [Math.max(...values), Math.min(...values)].map(
      (log) => `${fixedPoint(x(Math.min(i * size, means.length - 1)))},${fixedPoint(y(log))}`,
    ),
  )
  const bold = averages.flatMap((log, i) =>
    i % size === 0 || i === averages.length - 1 ? [`${fixedPoint(x(i))},${fixedPoint(y(log))}`] : [],
  )
  const steps = means.length * every
  const last = 10 ** (averages.at(-1) ?? NaN)
  return (
    <figure ref={figure} className={styles.figure}>
      <svg className={styles.curve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.name(last, steps)}>
        {ticks(low, high).map((loss) => (
          <g key={loss}>
            <line
              className={styles.rule}
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(Math.log10(loss))}
              y2={y(Math.log10(loss))}
            />
            <text x={LEFT - 4} y={y(Math.log10(loss)) + 3} textAnchor="end">
              {significant(loss, 2, false)}
            </text>
          </g>
        ))}
        <polyline className={styles.thin} points={thin.join(' ')} />
        <polyline className={styles.bold} points={bold.join(' ')} />
        <text x={LEFT} y={HEIGHT - 4}>
          {words.loss}
        </text>
        <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end">
          {words.steps(steps)}
        </text>
      </svg>
      <SavePlot within={figure} name={words.name(last, steps)} />
    </figure>
  )
}

const fixedPoint = (value: number) => value.toFixed(1)

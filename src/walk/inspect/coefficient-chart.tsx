import { level } from '../../diffusion'
import { inspectText } from '../../i18n/inspect'
import { T } from '../../runs/timeline'
import { useSchedule } from '../run/context'
import { coefficientCurves, nameOf } from './coefficients'
import type { Seen } from './context'
import styles from './inspector.module.css'
import { type ChartLine, Legend, LineChart } from './line-chart'
import { Sign } from './term-sign'

interface CoefficientChartProps {
  seenStep: Seen
  /** The term that is shown large. */
  strong: string | undefined
  /** Of the forward walk. */
  t: number
}

/** α(t) and σ(t) of the forward walk. */
function useForwardLines(): readonly ChartLine[] {
  const { schedule } = useSchedule()
  const at = Array.from({ length: 101 }, (_, i) => level(schedule, (i * T) / 100))
  return [
    { name: 'x0', look: 0, spots: at.map(({ t, signal }) => [t, signal] as const) },
    { name: 'epsilon', look: 1, spots: at.map(({ t, noise }) => [t, noise] as const) },
  ]
}

/** The coefficients over the whole walk as curves, and where in it the shown step stands. */
export function CoefficientChart({ seenStep, strong, t }: CoefficientChartProps) {
  const words = inspectText.sum
  const { run, forward, step } = seenStep
  const forwardLines = useForwardLines()
  const curves = forward ? [] : coefficientCurves(run)
  const lines = forward
    ? forwardLines
    : curves.map((curve, i) => ({
        name: nameOf(curve),
        look: i,
        spots: Array.from(curve.values, (value, k) => [k + 1, value] as const),
      }))
  const last = Math.max(2, run.levels.length - 1)
  return (
    <figure className={styles.chart}>
      <LineChart
        label={words.curves}
        lines={lines.map((line) => ({ ...line, strong: line.name === strong }))}
        x={forward ? { name: words.time, low: 0, high: T } : { name: words.step, low: 1, high: last }}
        y={{ name: words.coefficient }}
        marks={[{ x: forward ? t : step, name: words.here }]}
      />
      <Legend
        lines={lines.map(({ name, look }) => {
          const of = curves.find((curve) => nameOf(curve) === name) ?? (name === 'x0' ? 'x0' : 'epsilon')
          return { look, key: name, name: <Sign term={{ of }} seenStep={seenStep} /> }
        })}
      />
      <figcaption className={styles.note}>{words.curves}</figcaption>
    </figure>
  )
}

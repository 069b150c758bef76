import { boundText } from '../../i18n/bound'
import { axisOf } from '../../ui/chart-scale'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import styles from './bound.module.css'
import { Notation } from './notation'
import { type BoundOf, middleOf, type NamedBound } from './summary'

/** The means of the strata as a line. */
function lineOf({ name, bound: { sum } }: NamedBound, look: number): ChartLine {
  const knownStrata = sum.strata.filter(({ count }) => count > 0)
  return { name, look, spots: knownStrata.map((mean) => [middleOf(mean), mean.mean] as const) }
}

/** The bars of the best variance: those of the others, from the same answers, would lie over them. */
const errorsOf = ({ sum }: BoundOf) => sum.strata.filter(({ count }) => count > 0).map(({ error }) => error)

interface TermsChartProps {
  bounds: readonly NamedBound[]
  /** Of a twin, if it was measured. */
  twin: NamedBound | undefined
  prior: number
  T: number
}

/** Each step's share of the bound over t. L_T, often too small for the axis, stands at its foot then. */
export function TermsChart({ bounds, twin, prior, T }: TermsChartProps) {
  const words = boundText.terms
  const curves = [
    ...bounds.map((each, i) => ({
      ...lineOf(each, i),
      ...(i === bounds.length - 1 && { errors: errorsOf(each.bound), strong: true }),
    })),
    ...(twin ? [lineOf(twin, 3)] : []),
  ]
  const heights = curves.flatMap(({ spots }) => spots.map(([, y]) => y))
  const { low, high } = heights.length > 0 ? axisOf(heights, true, 0, 1) : { low: 1e-6, high: 1 }
  const end: ChartLine = { name: prior < low ? words.priorBelow(prior) : words.prior, look: 4, spots: [[T, prior]] }
  const lines = [...curves, end]
  return (
    <figure className={styles.figure}>
      <LineChart
        label={words.chart}
        lines={lines}
        x={{ name: words.t, low: 1, high: T, log: true }}
        y={{ name: words.bits, log: true, range: [low, high] }}
        height={260}
      />
      <Legend lines={lines.map(({ name, look }) => ({ look, key: name, name: <Notation>{name}</Notation> }))} />
      <figcaption className={styles.note}>
        {words.chart} <cite>{words.source}</cite>
      </figcaption>
    </figure>
  )
}

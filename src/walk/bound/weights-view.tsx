import { boundText } from '../../i18n/bound'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import { modelOf } from '../model/models'
import { usePlayer } from '../run/context'
import styles from './bound.module.css'
import { useBound, useSubjectSettings } from './context'
import { boundWeights } from './curves'
import { Notation } from './notation'
import { subjectOf } from './subject'
import { boundsOf, importanceOf } from './summary'
import type { TermRow } from './terms'

const NONE: readonly TermRow[] = []

interface FigureProps {
  lines: readonly ChartLine[]
  T: number
  caption: string
  source: string
  y: string
}

function LogLog({ lines, T, caption, source, y }: FigureProps) {
  return (
    <figure className={styles.figure}>
      <LineChart
        label={caption}
        lines={lines}
        x={{ name: boundText.terms.t, low: 1, high: T, log: true }}
        y={{ name: y, log: true }}
        height={220}
      />
      <Legend lines={lines.map(({ name, look }) => ({ look, key: name, name: <Notation>{name}</Notation> }))} />
      <figcaption className={styles.note}>
        {caption} <cite>{source}</cite>
      </figcaption>
    </figure>
  )
}

/** How much a squared error counts at each t: in L_simple, and in the bound. */
function Weights() {
  const { schedule } = modelOf(useSubjectSettings())
  const words = boundText.weights
  const lines: readonly ChartLine[] = [
    {
      name: words.simple,
      look: 3,
      spots: [
        [1, 1],
        [schedule.T, 1],
      ],
    },
    { name: words.vlb.beta, look: 0, spots: boundWeights(schedule, 'beta') },
    { name: words.vlb['beta-tilde'], look: 1, spots: boundWeights(schedule, 'beta-tilde') },
  ]
  return (
    <div className={styles.column}>
      <p>
        <Notation>{words.intro}</Notation>
      </p>
      <LogLog lines={lines} T={schedule.T} caption={words.chart} source={words.source} y={words.weight} />
    </div>
  )
}

/** How importance sampling would draw t, from the terms that were measured. */
function Importance() {
  const player = usePlayer()
  const settings = useSubjectSettings()
  const of = subjectOf(settings, player.gallery)
  const rows = useBound(({ terms }) => (of ? (terms[of.key] ?? NONE) : NONE))
  const words = boundText.weights
  const importance = of && importanceOf(boundsOf(of.subject, rows))
  const { T } = modelOf(settings).schedule
  const stairs = (height: (p: number) => number) =>
    importance?.strata.flatMap(({ first, last }, k) => {
      const y = height(T * (importance.probabilities[k] ?? NaN))
      return [[first, y] as const, [last, y] as const]
    }) ?? []
  const lines: readonly ChartLine[] = [
    { name: words.probability, look: 0, spots: stairs((p) => p), strong: true },
    { name: words.inverse, look: 1, spots: stairs((p) => 1 / p) },
  ]
  return (
    <div className={styles.column}>
      <h3>{words.importanceTitle}</h3>
      <p>
        <Notation>{words.importanceIntro}</Notation>
      </p>
      {importance ? (
        <>
          <LogLog lines={lines} T={T} caption={words.importance} source={words.importanceSource} y={words.ratio} />
          <p data-spread>
            <Notation>{words.spread(importance.uniformDeviation, importance.deviation)}</Notation>
          </p>
        </>
      ) : (
        <p className={styles.note}>{words.notYet}</p>
      )}
    </div>
  )
}

/** Which t count: by formula, and as the measured bound would have it. */
export function WeightsView() {
  return (
    <div className={styles.columns}>
      <Weights />
      <Importance />
    </div>
  )
}

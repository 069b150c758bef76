import { useRef } from 'react'
import { integer } from '../../i18n/format/numbers'
import { shelfText as words } from '../../i18n/shelf'
import { T } from '../../runs/timeline'
import { SavePlot } from '../../shell/save-plot'
import type { ClassifierCard } from './read-classifier-card'
import styles from './shelf-accuracy.module.css'

const WIDTH = 172
const HEIGHT = 110
const [LEFT, RIGHT, TOP, BOTTOM] = [34, WIDTH - 4, 8, HEIGHT - 16]
const x = (t: number) => LEFT + ((RIGHT - LEFT) * t) / T
const y = (share: number) => BOTTOM - (BOTTOM - TOP) * share

/** A classifier's accuracy over t: from clean data down to pure noise, where it can only guess. */
export function ShelfAccuracy({ accuracy, chance }: Pick<ClassifierCard, 'accuracy' | 'chance'>) {
  const figure = useRef<HTMLElement>(null)
  const points = accuracy.filter(({ t }) => t <= T)
  const quoted = [points[0], points[points.length >> 1], points.at(-1)].flatMap((point) => point ?? [])
  if (quoted.length < 3) return <p>{words.notJudged}</p>
  return (
    <figure ref={figure} className={styles.accuracy}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={words.accuracyCurve(points.map(({ t, share }) => words.accuracyAt(share, t)).join(', '))}
      >
        <line x1={LEFT} x2={LEFT} y1={TOP} y2={BOTTOM} />
        <line x1={LEFT} x2={RIGHT} y1={BOTTOM} y2={BOTTOM} />
        {chance !== null && <line className={styles.chance} x1={LEFT} x2={RIGHT} y1={y(chance)} y2={y(chance)} />}
        <polyline points={points.map(({ t, share }) => `${x(t)},${y(share)}`).join(' ')} />
        {points.map(({ t, share }) => (
          <circle key={t} cx={x(t)} cy={y(share)} r={2.5} />
        ))}
        {[0, 0.5, 1].map((share) => (
          <text key={share} x={LEFT - 4} y={y(share) + 3} textAnchor="end">
            {words.percent(share)}
          </text>
        ))}
        <text x={LEFT} y={HEIGHT - 4}>
          {words.atT(0)}
        </text>
        <text x={RIGHT} y={HEIGHT - 4} textAnchor="end">
          {integer(T)}
        </text>
      </svg>
      <SavePlot within={figure} name={words.accuracyPlot} />
      <figcaption>
        {words.accuracyRead(quoted.map(({ t, share }) => words.accuracyAt(share, t)).join(', '), chance)}
      </figcaption>
    </figure>
  )
}

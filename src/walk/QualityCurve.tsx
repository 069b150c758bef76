import { shelfText as words } from '../i18n/shelf'
import styles from './QualityCurve.module.css'
import type { JudgedRun } from './shelf-card'

const WIDTH = 240
const HEIGHT = 90
const MARGIN = 14
/** Between the lines of two names. */
const LINE = 11

/** Heights of the names above the ends of lines, in their order, moved up until none lies upon another. */
function apart(heights: readonly number[]): number[] {
  const placed = [...heights]
  const upwards = heights.map((_, i) => i).toSorted((a, b) => (heights[b] ?? 0) - (heights[a] ?? 0))
  upwards.forEach((at, k) => {
    const below = upwards[k - 1]
    if (below !== undefined) placed[at] = Math.min(placed[at] ?? 0, (placed[below] ?? 0) - LINE)
  })
  return placed
}

/** Fréchet distance against steps, both on a log scale, a line a sampler; the table beside it has the numbers. */
export function QualityCurve({ runs, floor }: { runs: readonly JudgedRun[]; floor: number | null }) {
  const points = runs.flatMap(({ sampler, steps, frechet }) => (frechet !== null && frechet > 0 && steps > 0 ? [{ sampler, x: Math.log(steps), y: Math.log(frechet) }] : []))
  if (points.length < 3) return null
  const [xs, ys] = [points.map(({ x }) => x), [...points.map(({ y }) => y), ...(floor !== null && floor > 0 ? [Math.log(floor)] : [])]]
  const scale = (values: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return (value: number) => from + ((value - low) / (high - low || 1)) * (to - from)
  }
  const [x, y] = [scale(xs, MARGIN, WIDTH - MARGIN), scale(ys, HEIGHT - MARGIN, MARGIN)]
  const samplers = [...new Set(points.map(({ sampler }) => sampler))]
  const of = (sampler: string) => points.filter((point) => point.sampler === sampler).toSorted((a, b) => a.x - b.x)
  const names = apart(samplers.map((sampler) => y(of(sampler).at(-1)?.y ?? 0) - 5))
  return (
    <svg className={styles.curve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.curve}>
      {floor !== null && floor > 0 && <line className={styles.floor} x1={0} x2={WIDTH} y1={y(Math.log(floor))} y2={y(Math.log(floor))} />}
      {samplers.map((sampler, i) => {
        const line = of(sampler)
        const last = line.at(-1)
        return (
          <g key={sampler} data-line={i}>
            <polyline points={line.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')} />
            {line.map((point) => <circle key={point.x} cx={x(point.x)} cy={y(point.y)} r={2.5} />)}
            {last && <text x={x(last.x)} y={names[i]} textAnchor="end">{words.samplers[sampler] ?? sampler}</text>}
          </g>
        )
      })}
    </svg>
  )
}

import { shelfText as words } from '../../i18n/shelf'
import styles from './quality-curve.module.css'
import type { JudgedRun } from './shelf-card'

const WIDTH = 240
const HEIGHT = 104
const MARGIN = 14
/** Above the highest point: room for the names of lines that end beside each other. */
const TOP = 28
/** Between the lines of two names; a letter's height and, about, its width. */
const LINE = 11
const TALL = 8
const LETTER = 4.8

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

interface Point {
  readonly x: number
  readonly y: number
}

/** Height of a line at x; Infinity, which is below all, where it does not reach. */
function heightAt(line: readonly Point[], x: number): number {
  const after = line.findIndex((point) => point.x >= x)
  const [a, b] = [line[after - 1], line[after]]
  if (!b) return Infinity
  return a ? a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y) : b.x === x ? b.y : Infinity
}

/** Where a name of this width stands that ends above a point: higher where a line would run through it. */
function above({ x, y }: Point, width: number, lines: readonly (readonly Point[])[]): number {
  const behind = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => lines.map((line) => heightAt(line, x - part * width)))
  return behind
    .toSorted((a, b) => b - a)
    .reduce((at, line) => (line < at + 4 && line > at - TALL ? line - 5 : at), y - 5)
}

/** Fréchet distance against steps, both on a log scale, a line a sampler; the table beside it has the numbers. */
export function QualityCurve({ runs, floor }: { runs: readonly JudgedRun[]; floor: number | null }) {
  const points = runs.flatMap(({ sampler, steps, frechet }) =>
    frechet !== null && frechet > 0 && steps > 0 ? [{ sampler, x: Math.log(steps), y: Math.log(frechet) }] : [],
  )
  if (points.length < 3) return null
  const [xs, ys] = [
    points.map(({ x }) => x),
    [...points.map(({ y }) => y), ...(floor !== null && floor > 0 ? [Math.log(floor)] : [])],
  ]
  const scale = (values: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return (value: number) => from + ((value - low) / (high - low || 1)) * (to - from)
  }
  const [x, y] = [scale(xs, MARGIN, WIDTH - MARGIN), scale(ys, HEIGHT - MARGIN, TOP)]
  const samplers = [...new Set(points.map(({ sampler }) => sampler))]
  const lines = samplers.map((sampler) =>
    points
      .filter((point) => point.sampler === sampler)
      .toSorted((a, b) => a.x - b.x)
      .map((point) => ({ x: x(point.x), y: y(point.y) })),
  )
  const titles = samplers.map((sampler) => words.samplers[sampler] ?? sampler)
  const heights = apart(
    lines.map((line, i) => above(line.at(-1) ?? { x: 0, y: 0 }, LETTER * (titles[i]?.length ?? 0), lines)),
  )
  return (
    <svg className={styles.curve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.curve}>
      {floor !== null && floor > 0 && (
        <line className={styles.floor} x1={0} x2={WIDTH} y1={y(Math.log(floor))} y2={y(Math.log(floor))} />
      )}
      {lines.map((line, i) => (
        <g key={samplers[i]} data-line={i}>
          <polyline points={line.map((point) => `${point.x},${point.y}`).join(' ')} />
          {line.map((point) => (
            <circle key={point.x} cx={point.x} cy={point.y} r={2.5} />
          ))}
          <text x={line.at(-1)?.x} y={heights[i]} textAnchor="end">
            {titles[i]}
          </text>
        </g>
      ))}
    </svg>
  )
}

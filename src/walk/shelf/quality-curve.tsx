import { useRef } from 'react'
import { shelfText as words } from '../../i18n/shelf'
import { SavePlot } from '../../shell/save-plot'
import styles from './quality-curve.module.css'
import type { JudgedRun } from './read-network-card'

const WIDTH = 240
const HEIGHT = 104
const MARGIN = 14
/** Space above the highest point for the names of lines that end close together. */
const TOP = 28
/** Distance between the base lines of two names; height and approximate width of a letter. */
const LINE_HEIGHT = 11
const LETTER_HEIGHT = 8
const LETTER_WIDTH = 4.8

/** Moves names upwards until none covers another. @param heights of the names above the ends of the lines */
function moveApart(heights: readonly number[]): number[] {
  const placed = [...heights]
  const upwards = heights.map((_, i) => i).toSorted((a, b) => (heights[b] ?? 0) - (heights[a] ?? 0))
  upwards.forEach((index, k) => {
    const below = upwards[k - 1]
    if (below !== undefined) placed[index] = Math.min(placed[index] ?? 0, (placed[below] ?? 0) - LINE_HEIGHT)
  })
  return placed
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The height of a line at x; Infinity, which is below everything, if the line does not reach x. */
function heightAt(line: readonly Point[], x: number): number {
  const next = line.findIndex((point) => point.x >= x)
  const [a, b] = [line[next - 1], line[next]]
  if (!b) return Infinity
  return a ? a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y) : b.x === x ? b.y : Infinity
}

/** The height of a name that ends above a point: higher if a line would run through it. */
function nameHeight({ x, y }: Point, width: number, lines: readonly (readonly Point[])[]): number {
  const lineHeights = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => lines.map((line) => heightAt(line, x - part * width)))
  return lineHeights
    .toSorted((a, b) => b - a)
    .reduce((height, line) => (line < height + 4 && line > height - LETTER_HEIGHT ? line - 5 : height), y - 5)
}

/** Fréchet distance against steps, both on a log scale, one line per sampler. The table beside it has the numbers. */
export function QualityCurve({ runs, floor }: { runs: readonly JudgedRun[]; floor: number | null }) {
  const figure = useRef<HTMLDivElement>(null)
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
  const heights = moveApart(
    lines.map((line, i) => nameHeight(line.at(-1) ?? { x: 0, y: 0 }, LETTER_WIDTH * (titles[i]?.length ?? 0), lines)),
  )
  return (
    <div ref={figure} className={styles.figure}>
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
      <SavePlot within={figure} name={words.curve} />
    </div>
  )
}

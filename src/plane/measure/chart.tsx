import { figure } from '../../i18n/format/figures'
import { useRef } from 'react'
import { SavePlot } from '../../shell/save-plot'
import { useWidth } from '../../shell/use-width'
import '../../ui/looks.css'
import styles from './chart.module.css'
import { apart, type Axis, axisOf, place, showable, spread, ticks } from '../../ui/chart-scale'

interface Spot {
  readonly x: number
  readonly y: number
  /** Half the length of its error bar; NaN if it is unknown. */
  readonly error?: number
}

export interface Line {
  readonly name: string
  readonly spots: readonly Spot[]
  /** Which of the ten pairs of colour and dashes the line has, whatever other lines are drawn. */
  readonly look: number
}

interface ChartProps {
  /** What the chart shows, in a sentence: the table beside it has the numbers. */
  readonly label: string
  readonly lines: readonly Line[]
  readonly x: { readonly name: string; readonly log: boolean; readonly at?: readonly number[] }
  readonly y: { readonly name: string; readonly log: boolean }
  /** A named horizontal line against which the others are read. */
  readonly floor?: { readonly name: string; readonly value: number } | undefined
}

const HEIGHT = 260
const LEFT = 46
const BOTTOM = 36
const TOP = 22
const LABEL_GAP = 14
const LABELS = 156
/** The room between the plot and the pieces of line before the names, and their length. */
const KEY_GAP = 12
const KEY = 30
const TICK_GAP = 20

function AxisX({ axis, at, name }: { axis: Axis; at: readonly number[]; name: string }) {
  const y = HEIGHT - BOTTOM
  return (
    <g className={styles.axis}>
      <line x1={axis.from} x2={axis.to} y1={y} y2={y} />
      {at.map((value) => (
        <line key={value} x1={place(axis, value)} x2={place(axis, value)} y1={y} y2={y + 4} />
      ))}
      {apart(at, axis, TICK_GAP).map((value) => (
        <text key={value} x={place(axis, value)} y={y + 16} textAnchor="middle">
          {figure(value)}
        </text>
      ))}
      <text className={styles.title} x={(axis.from + axis.to) / 2} y={HEIGHT - 4} textAnchor="middle">
        {name}
      </text>
    </g>
  )
}

function AxisY({ axis, right, name }: { axis: Axis; right: number; name: string }) {
  return (
    <g className={styles.axis}>
      {ticks(axis).map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={LEFT} x2={right} y1={place(axis, value)} y2={place(axis, value)} />
          <text x={LEFT - 6} y={place(axis, value) + 4} textAnchor="end">
            {figure(value)}
          </text>
        </g>
      ))}
      <text className={styles.title} x={0} y={12}>
        {name}
      </text>
    </g>
  )
}

function Curve({ line, x, y }: { line: Line; x: Axis; y: Axis }) {
  const spots = line.spots
    .filter((spot) => showable(x.log, spot.x) && showable(y.log, spot.y))
    .toSorted((a, b) => a.x - b.x)
  return (
    <g data-look={line.look % 10}>
      <polyline points={spots.map((spot) => `${place(x, spot.x)},${place(y, spot.y)}`).join(' ')} />
      {spots.map(({ x: at, y: value, error = 0 }) => (
        <g key={at}>
          {error > 0 && (
            <line x1={place(x, at)} x2={place(x, at)} y1={place(y, value - error)} y2={place(y, value + error)} />
          )}
          <circle cx={place(x, at)} cy={place(y, value)} r={2.5} />
        </g>
      ))}
    </g>
  )
}

/** The name of a line and the height at which it ends. */
interface End {
  readonly name: string
  /** The look of the line; undefined for the floor. */
  readonly look: number | undefined
  readonly height: number
}

function endsOf(lines: readonly Line[], x: Axis, y: Axis): End[] {
  return lines.flatMap(({ name, look, spots }) => {
    const last = spots
      .filter((spot) => showable(x.log, spot.x) && showable(y.log, spot.y))
      .toSorted((a, b) => a.x - b.x)
      .at(-1)
    return last ? [{ name, look: look % 10, height: place(y, last.y) }] : []
  })
}

/**
 * The names of the lines, ordered by height, each as near to the height of its line's end as there is room, after a piece of its
 * line. The piece is level and does not touch the line: joined to it, it would look like more data.
 */
function Names({ ends, right }: { ends: readonly End[]; right: number }) {
  const heights = spread(
    ends.map(({ height }) => height),
    LABEL_GAP,
    TOP,
    HEIGHT - BOTTOM,
  )
  return ends.map(({ name, look, height }, i) => {
    const y = heights[i] ?? height
    return (
      <g key={name} data-look={look} className={styles.name}>
        <line x1={right + KEY_GAP} x2={right + KEY_GAP + KEY} y1={y} y2={y} />
        <text x={right + KEY_GAP + KEY + 6} y={y + 4}>
          {name}
        </text>
      </g>
    )
  })
}

/** By how much the visitor has enlarged the page's letters; the chart grows with them. */
const rootScale = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16

/** A line chart with error bars, the names at the ends of the lines, and dashes as well as colours. */
export function Chart({ label, lines, x, y, floor }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const zoom = rootScale()
  const width = Math.max(240, useWidth(frame) / zoom)
  const spots = lines.flatMap((line) => line.spots)
  const right = width - LABELS
  const values = [
    ...spots.map((spot) => spot.y),
    ...spots.map(({ y: value, error = 0 }) => value + error),
    ...(floor ? [floor.value] : []),
  ]
  const xs = [...spots.map((spot) => spot.x), ...(x.at ?? [])]
  const xAxis: Axis = {
    ...axisOf(xs, x.log, LEFT + 6, right),
    ...(x.at && { low: Math.min(...xs), high: Math.max(...xs) }),
  }
  const yAxis = axisOf(values, y.log, HEIGHT - BOTTOM, TOP, true)
  return (
    <div ref={frame} className={styles.frame}>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width * zoom}
        height={HEIGHT * zoom}
        role="img"
        aria-label={label}
      >
        <AxisY axis={yAxis} right={right} name={y.name} />
        <AxisX axis={xAxis} at={x.at ?? ticks(xAxis)} name={x.name} />
        {floor && showable(y.log, floor.value) && (
          <g className={styles.floor}>
            <line x1={LEFT} x2={right} y1={place(yAxis, floor.value)} y2={place(yAxis, floor.value)} />
          </g>
        )}
        {lines.map((line) => (
          <Curve key={line.name} line={line} x={xAxis} y={yAxis} />
        ))}
        <Names
          ends={[
            ...endsOf(lines, xAxis, yAxis),
            ...(floor && showable(y.log, floor.value)
              ? [{ name: floor.name, look: undefined, height: place(yAxis, floor.value) }]
              : []),
          ]}
          right={right}
        />
      </svg>
      <SavePlot within={frame} name={label} />
    </div>
  )
}

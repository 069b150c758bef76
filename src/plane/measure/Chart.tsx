import { useRef } from 'react'
import { useWidth } from '../../rooms/useWidth'
import styles from './Chart.module.css'
import { type Axis, axisOf, figure, place, showable, spread, ticks } from './chart-scale'

export interface Spot {
  readonly x: number
  readonly y: number
  /** Half the length of its error bar. */
  readonly error?: number
}

export interface Line {
  readonly name: string
  readonly spots: readonly Spot[]
  /** Which of the ten pairs of colour and dashes it has: it keeps them whatever else is drawn. */
  readonly look: number
}

interface ChartProps {
  /** What the chart shows, in a sentence: the table beside it has the numbers. */
  readonly label: string
  readonly lines: readonly Line[]
  readonly x: { readonly name: string; readonly log: boolean; readonly at?: readonly number[] }
  readonly y: { readonly name: string; readonly log: boolean }
  /** A height that all lines are to be seen against. */
  readonly floor?: { readonly name: string; readonly value: number } | undefined
}

const HEIGHT = 260
const LEFT = 46
const BOTTOM = 36
const TOP = 22
const LABEL_GAP = 14
const LABELS = 118

function AxisX({ axis, at, name }: { axis: Axis; at: readonly number[]; name: string }) {
  const y = HEIGHT - BOTTOM
  return (
    <g className={styles.axis}>
      <line x1={axis.from} x2={axis.to} y1={y} y2={y} />
      {at.map((value) => (
        <g key={value}>
          <line x1={place(axis, value)} x2={place(axis, value)} y1={y} y2={y + 4} />
          <text x={place(axis, value)} y={y + 16} textAnchor="middle">{figure(value)}</text>
        </g>
      ))}
      <text className={styles.title} x={(axis.from + axis.to) / 2} y={HEIGHT - 4} textAnchor="middle">{name}</text>
    </g>
  )
}

function AxisY({ axis, right, name }: { axis: Axis; right: number; name: string }) {
  return (
    <g className={styles.axis}>
      {ticks(axis).map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={LEFT} x2={right} y1={place(axis, value)} y2={place(axis, value)} />
          <text x={LEFT - 6} y={place(axis, value) + 4} textAnchor="end">{figure(value)}</text>
        </g>
      ))}
      <text className={styles.title} x={0} y={12}>{name}</text>
    </g>
  )
}

function Curve({ line, x, y }: { line: Line; x: Axis; y: Axis }) {
  const spots = line.spots.filter((spot) => showable(x.log, spot.x) && showable(y.log, spot.y)).toSorted((a, b) => a.x - b.x)
  return (
    <g data-look={line.look % 10}>
      <polyline points={spots.map((spot) => `${place(x, spot.x)},${place(y, spot.y)}`).join(' ')} />
      {spots.map(({ x: at, y: value, error = 0 }) => (
        <g key={at}>
          {error > 0 && <line x1={place(x, at)} x2={place(x, at)} y1={place(y, value - error)} y2={place(y, value + error)} />}
          <circle cx={place(x, at)} cy={place(y, value)} r={2.5} />
        </g>
      ))}
    </g>
  )
}

/** The lines' names beside their ends, none over another. */
function Names({ lines, x, y }: { lines: readonly Line[]; x: Axis; y: Axis }) {
  const ends = lines.flatMap((line) => {
    const last = line.spots.filter((spot) => showable(x.log, spot.x) && showable(y.log, spot.y)).toSorted((a, b) => a.x - b.x).at(-1)
    return last ? [{ line, at: place(x, last.x), height: place(y, last.y) }] : []
  })
  const heights = spread(ends.map(({ height }) => height), LABEL_GAP, TOP, HEIGHT - BOTTOM)
  return ends.map(({ line, at, height }, i) => (
    <g key={line.name} data-look={line.look % 10}>
      <line className={styles.leader} x1={at + 4} y1={height} x2={x.to + 10} y2={heights[i] ?? height} />
      <text x={x.to + 13} y={(heights[i] ?? height) + 4}>{line.name}</text>
    </g>
  ))
}

/** Lines over a number, with error bars, their names at their ends, and dashes as well as colours. */
export function Chart({ label, lines, x, y, floor }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const width = Math.max(240, useWidth(frame))
  const spots = lines.flatMap((line) => line.spots)
  const right = width - LABELS
  const values = [...spots.map((spot) => spot.y), ...spots.map(({ y: value, error = 0 }) => value + error), ...(floor ? [floor.value] : [])]
  const across = axisOf([...spots.map((spot) => spot.x), ...(x.at ?? [])], x.log, LEFT + 6, right)
  const fitted: Axis = x.at ? { ...across, low: Math.min(...x.at), high: Math.max(...x.at) } : across
  const up = axisOf(values, y.log, HEIGHT - BOTTOM, TOP, true)
  return (
    <div ref={frame} className={styles.frame}>
      <svg className={styles.chart} viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-label={label}>
        <AxisY axis={up} right={right} name={y.name} />
        <AxisX axis={fitted} at={x.at ?? ticks(fitted)} name={x.name} />
        {floor && showable(y.log, floor.value) && (
          <g className={styles.floor}>
            <line x1={LEFT} x2={right} y1={place(up, floor.value)} y2={place(up, floor.value)} />
            <text x={LEFT + 8} y={place(up, floor.value) - 5}>{floor.name}</text>
          </g>
        )}
        {lines.map((line) => <Curve key={line.name} line={line} x={fitted} y={up} />)}
        <Names lines={lines} x={fitted} y={up} />
      </svg>
    </div>
  )
}

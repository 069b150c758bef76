import { type ReactNode, useRef } from 'react'
import { figure } from '../../i18n/format/figures'
import { SavePlot } from '../../shell/save-plot'
import { useWidth } from '../../shell/use-width'
import { apart, type Axis, axisOf, place, showable, ticks } from '../../ui/chart-scale'
import '../../ui/looks.css'
import styles from './line-chart.module.css'

type ErrorBar = number | readonly [low: number, high: number]

export interface ChartLine {
  readonly name: string
  /** Which of the ten pairs of colour and dashes it has. */
  readonly look: number
  readonly spots: readonly (readonly [x: number, y: number])[]
  /** Where its name stands beside it, which a falling line leaves free: above to the right, or below to the left. */
  readonly named?: { readonly x: number; readonly below: boolean }
  /** The error bar of each spot: half its length, or both its ends; none where it is 0 or not finite. */
  readonly errors?: readonly ErrorBar[]
  /** Drawn stronger than the others. */
  readonly strong?: boolean
}

interface LineChartProps {
  /** What the chart shows, in a sentence. */
  readonly label: string
  readonly lines: readonly ChartLine[]
  readonly x: { readonly name: string; readonly low: number; readonly high: number; readonly log?: boolean }
  readonly y: { readonly name: string; readonly log?: boolean; readonly range?: readonly [number, number] }
  /** Upright lines: where one looks, with its name. */
  readonly marks?: readonly { readonly x: number; readonly name?: string }[]
  /** Level lines, with their names: at the right end, or at the left where a rising line meets it at the right. */
  readonly floors?: readonly { readonly y: number; readonly name: string; readonly left?: true }[]
  readonly height?: number
}

/** Room around the curves, in pixels of a root of 16. */
export const MARGIN = { left: 42, right: 18, top: 20, bottom: 32 } as const // half of “1000” stands beyond the end of the axis

function Axes({ across, up, x, y }: { across: Axis; up: Axis; x: string; y: string }) {
  const base = up.from
  return (
    <g className={styles.axis}>
      {apart(ticks(up).toReversed(), up, 14).map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={across.from} x2={across.to} y1={place(up, value)} y2={place(up, value)} />
          <text x={across.from - 5} y={place(up, value) + 4} textAnchor="end">
            {figure(value)}
          </text>
        </g>
      ))}
      <line x1={across.from} x2={across.to} y1={base} y2={base} />
      {apart(ticks(across), across, 30).map((value) => (
        <text key={value} x={place(across, value)} y={base + 14} textAnchor="middle">
          {figure(value)}
        </text>
      ))}
      <text className={styles.title} x={across.to} y={base + 28} textAnchor="end">
        {x}
      </text>
      <text className={styles.title} x={0} y={11}>
        {y}
      </text>
    </g>
  )
}

/** The pieces of a line between values that cannot be drawn. */
export function piecesOf(spots: ChartLine['spots'], log: boolean): readonly (readonly (readonly [number, number])[])[] {
  const pieces: (readonly [number, number])[][] = [[]]
  for (const spot of spots)
    if (showable(log, spot[1])) pieces.at(-1)?.push(spot)
    else if (pieces.at(-1)?.length) pieces.push([])
  return pieces.filter((piece) => piece.length > 0)
}

function Curve({ line, across, up }: { line: ChartLine; across: Axis; up: Axis }) {
  return (
    <g data-look={line.look % 10} className={line.strong ? styles.strong : undefined}>
      {piecesOf(line.spots, up.log).map((piece, i) =>
        piece.length === 1 ? (
          <circle key={i} cx={place(across, piece[0]?.[0] ?? 0)} cy={place(up, piece[0]?.[1] ?? 0)} r={2} />
        ) : (
          <polyline key={i} points={piece.map(([x, y]) => `${place(across, x)},${place(up, y)}`).join(' ')} />
        ),
      )}
      <ErrorBars line={line} across={across} up={up} />
    </g>
  )
}

/** The name of a line, beside where it passes. */
function LineName({ line, across, up }: { line: ChartLine; across: Axis; up: Axis }) {
  const { named } = line
  const spot = line.spots.find(([x]) => named && x >= named.x)
  if (!named || !spot) return null
  const [x, y] = [place(across, spot[0]), place(up, spot[1])]
  const below = named.below && y + 18 < up.from // where there is room above the axis
  return (
    <text
      className={styles.name}
      data-look={line.look % 10}
      x={x + (below ? -4 : 4)}
      y={y + (below ? 14 : -5)}
      textAnchor={below ? 'end' : 'start'}
    >
      {line.name}
    </text>
  )
}

function Marks({
  marks,
  floors,
  across,
  up,
}: { across: Axis; up: Axis } & Required<Pick<LineChartProps, 'marks' | 'floors'>>) {
  return (
    <>
      {floors.map(({ y, name, left }) => (
        <g key={name} className={styles.floor}>
          <line x1={across.from} x2={across.to} y1={place(up, y)} y2={place(up, y)} />
          <text x={left ? across.from + 2 : across.to - 2} y={place(up, y) + 13} textAnchor={left ? 'start' : 'end'}>
            {name}
          </text>
        </g>
      ))}
      {marks.map(({ x, name }) => {
        const at = place(across, x)
        const right = at > (across.from + across.to) / 2
        return (
          <g key={name ?? x} className={styles.mark}>
            <line x1={at} x2={at} y1={up.to} y2={up.from} />
            {name && (
              <text x={at + (right ? -5 : 5)} y={up.to + 10} textAnchor={right ? 'end' : 'start'}>
                {name}
              </text>
            )}
          </g>
        )
      })}
    </>
  )
}

/** Where an error bar ends; on a logarithmic axis a lower end that is not above 0 is the axis's own. */
const barOf = ([, y]: readonly [number, number], error: ErrorBar) =>
  typeof error === 'number' ? ([y - error, y + error] as const) : error

function ErrorBars({ line: { spots, errors = [] }, across, up }: { line: ChartLine; across: Axis; up: Axis }) {
  return (
    <>
      {spots.map((spot, i) => {
        const [x, [low, high]] = [place(across, spot[0]), barOf(spot, errors[i] ?? NaN)]
        if (!(high > low) || !Number.isFinite(high - low) || !showable(up.log, spot[1])) return null
        const ends = [place(up, low), place(up, high)] as const
        return (
          <g key={spot[0]}>
            <line x1={x} x2={x} y1={ends[0]} y2={ends[1]} />
            {ends.map((y) => (
              <line key={y} x1={x - 3} x2={x + 3} y1={y} y2={y} />
            ))}
          </g>
        )
      })}
    </>
  )
}

/** Names of lines before pieces of them. */
export const Legend = ({ lines }: { lines: readonly { look: number; key: string; name: ReactNode }[] }) => (
  <ul className={styles.legend}>
    {lines.map(({ look, key, name }) => (
      <li key={key} data-look={look % 10}>
        <svg width="26" height="8" aria-hidden="true">
          <polyline points="0,4 26,4" />
        </svg>
        {name}
      </li>
    ))}
  </ul>
)

const rootScale = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16

/** Lines over a number: small, with its axes' names inside, and a mark where one looks. */
export function LineChart({ label, lines, x, y, marks = [], floors = [], height = 170 }: LineChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const zoom = rootScale()
  const width = Math.max(200, useWidth(frame) / zoom)
  const across: Axis = { log: x.log === true, low: x.low, high: x.high, from: MARGIN.left, to: width - MARGIN.right }
  const heights = lines
    .flatMap(({ spots, errors }) =>
      spots.flatMap((spot, i) => [spot[1], ...barOf(spot, errors?.[i] ?? 0).filter((end) => showable(false, end))]),
    )
    .concat(floors.map((floor) => floor.y))
  const up: Axis = y.range
    ? { log: y.log === true, low: y.range[0], high: y.range[1], from: height - MARGIN.bottom, to: MARGIN.top }
    : axisOf(heights, y.log === true, height - MARGIN.bottom, MARGIN.top, true)
  return (
    <div ref={frame} className={styles.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width * zoom} height={height * zoom} role="img" aria-label={label}>
        <Axes across={across} up={up} x={x.name} y={y.name} />
        {lines.map((line) => (
          <Curve key={line.name} line={line} across={across} up={up} />
        ))}
        <Marks marks={marks} floors={floors} across={across} up={up} />
        {lines.map((line) => (
          <LineName key={line.name} line={line} across={across} up={up} />
        ))}
      </svg>
      <SavePlot within={frame} name={label} />
    </div>
  )
}

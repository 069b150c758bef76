import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { alphaBarOf, type Drawing } from '../../diffusion'
import { schedulesText } from '../../i18n/schedules'
import { T } from '../../runs/timeline'
import { onePointer } from '../../ui/one-pointer'
import { MARGIN } from '../inspect/line-chart'
import { type ScaleName, scales } from './scale'
import styles from './schedules.module.css'
import { beginStroke, drawnOn, type Stroke } from './stroke'

interface CurvePadProps {
  readonly scale: ScaleName
  /** What a stroke begins with. */
  readonly drawing: Drawing
  readonly onDraw: (drawing: Drawing) => void
  /** Hears the line as it was drawn, before it was mended. */
  readonly onLine: (line: readonly (number | undefined)[]) => void
  /** The chart. */
  readonly children: ReactNode
}

const rem = (pixels: number) => `${pixels / 16}rem`
const ground: CSSProperties = {
  left: rem(MARGIN.left),
  right: rem(MARGIN.right),
  top: rem(MARGIN.top),
  bottom: rem(MARGIN.bottom),
}

const alongKeys: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }
const upKeys: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }

/** Draws a schedule on a chart: one pointer draws a line, keys choose a point and move it. */
export function CurvePad({ scale, drawing, onDraw, onLine, children }: CurvePadProps) {
  const [pointer] = useState(onePointer)
  const stroke = useRef<Stroke>(undefined)
  const [point, setPoint] = useState(Math.floor(drawing.length / 2))
  const { at: valueAt, placeOf, step } = scales[scale]
  const words = schedulesText
  const within = (index: number) => Math.max(0, Math.min(drawing.length - 1, index))
  const draw = (next: Stroke) => {
    stroke.current = next
    setPoint(next.at)
    onDraw(next.drawing)
    onLine(next.line)
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const begins = event.type === 'pointerdown'
    if (begins ? !pointer.begins(event) : !pointer.follows(event)) return
    if (begins) event.currentTarget.setPointerCapture(event.pointerId)
    const box = event.currentTarget.getBoundingClientRect()
    const at = within(Math.round(((event.clientX - box.left) / box.width) * drawing.length) - 1)
    const value = valueAt(1 - (event.clientY - box.top) / box.height)
    draw(begins || !stroke.current ? beginStroke(drawing, at, value) : drawnOn(stroke.current, at, value))
  }
  const press = (event: KeyboardEvent) => {
    const along = alongKeys[event.key]
    const up = upKeys[event.key]
    if (along === undefined && up === undefined) return
    event.preventDefault() // the walk stays where it is
    if (along !== undefined) setPoint(within(point + along))
    else {
      const value = valueAt(placeOf(drawing[point] ?? NaN) + (up ?? 0) * step * (event.shiftKey ? 5 : 1))
      draw(beginStroke(drawing, point, value))
      onLine(drawing.with(point, value))
    }
  }
  const lambda = drawing[point] ?? NaN
  const reading = words.draw.point(point + 1, (T * (point + 1)) / drawing.length, alphaBarOf(lambda), lambda)
  return (
    <div className={styles.padded}>
      <div className={styles.pad}>
        {children}
        <div
          className={styles.ground}
          style={ground}
          role="application"
          aria-label={words.draw.pad(words.charts[scale])}
          tabIndex={0}
          data-pad={scale}
          onPointerDown={drag}
          onPointerMove={drag}
          onLostPointerCapture={(event) => {
            pointer.ends(event)
            stroke.current = undefined
          }}
          onKeyDown={press}
        >
          <i
            aria-hidden="true"
            style={{ left: `${(100 * (point + 1)) / drawing.length}%`, top: `${100 * (1 - placeOf(lambda))}%` }}
          />
        </div>
      </div>
      <p className={styles.point} aria-live="polite">
        {reading}
      </p>
    </div>
  )
}

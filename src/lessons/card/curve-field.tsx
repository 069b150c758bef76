import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { significant } from '../../i18n/format/numbers'
import { lessonsText } from '../../i18n/lessons'
import type { GuessFieldProps } from './guess-props'
import type { CurveQuestion } from '../question/question'
import styles from './question.module.css'

const [WIDTH, HEIGHT] = [320, 180]
/** Room around the chart, for points that stand on its edge. */
const EDGE = 8
/** A key moves a point by this share of the height. */
const KEY_STEP = 0.05

const heightsOf = (value: unknown): readonly number[] => (Array.isArray(value) ? (value as readonly number[]) : [])

/** Places in the drawing, of the points at equal distances over x. */
function placesOf({ points, y: [low, high] }: CurveQuestion) {
  return {
    left: (i: number) => (i / (points - 1)) * WIDTH,
    top: (height: number) => HEIGHT - ((height - low) / (high - low)) * HEIGHT,
    heightAt: (top: number) => high - (Math.min(HEIGHT, Math.max(0, top)) / HEIGHT) * (high - low),
  }
}

interface CurveProps extends Omit<GuessFieldProps, 'question'> {
  question: CurveQuestion
}

/** How pointer and keys change a sketch. */
function useSketch({ question, guess, disabled, onGuess }: CurveProps) {
  const { points, y } = question
  const svg = useRef<SVGSVGElement>(null)
  const middle = (y[0] + y[1]) / 2
  const sketch = heightsOf(guess).length === points ? heightsOf(guess) : Array.from({ length: points }, () => middle)
  const { heightAt } = placesOf(question)
  const set = (i: number, height: number) => {
    onGuess(sketch.with(i, Math.min(y[1], Math.max(y[0], height))))
  }
  const draw = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect()
    if (!box || disabled || event.buttons !== 1) return
    const place = ((event.clientX - box.left) / box.width) * (WIDTH + 2 * EDGE) - EDGE
    const top = ((event.clientY - box.top) / box.height) * (HEIGHT + 2 * EDGE) - EDGE
    const i = Math.round((place / WIDTH) * (points - 1))
    set(Math.min(points - 1, Math.max(0, i)), heightAt(top))
  }
  const onKey = (event: KeyboardEvent, i: number) => {
    const by = KEY_STEP * (y[1] - y[0])
    if (event.key === 'ArrowUp') set(i, (sketch[i] ?? middle) + by)
    else if (event.key === 'ArrowDown') set(i, (sketch[i] ?? middle) - by)
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const next =
        svg.current?.querySelectorAll<SVGElement>('[role="slider"]')[i + (event.key === 'ArrowLeft' ? -1 : 1)]
      next?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { svg, sketch, draw, onKey }
}

/** A curve to be sketched, by dragging or point by point by keys; over it, after the answer, what was measured. */
export function CurveField(props: CurveProps) {
  const { question, words, truth, disabled } = props
  const { svg, sketch, draw, onKey } = useSketch(props)
  const { left, top } = placesOf(question)
  const text = lessonsText.question
  const line = (heights: readonly number[]) => heights.map((height, i) => `${left(i)},${top(height)}`).join(' ')
  const { x, y, points } = question
  const xAt = (i: number) => x[0] + (i / (points - 1)) * (x[1] - x[0])
  const number = (value: number) => significant(value, 3, false)
  return (
    <figure className={styles.curve}>
      <p className={styles.axis}>{words.question?.axes?.y}</p>
      <svg
        ref={svg}
        viewBox={`${-EDGE} ${-EDGE} ${WIDTH + 2 * EDGE} ${HEIGHT + 2 * EDGE}`}
        role="application"
        aria-label={text.sketchHelp}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          draw(event)
        }}
        onPointerMove={draw}
      >
        <rect x={0} y={0} width={WIDTH} height={HEIGHT} />
        <polyline points={line(sketch)} data-curve="sketch" />
        {truth !== undefined && <polyline points={line(heightsOf(truth))} data-curve="truth" />}
        {sketch.map((height, i) => (
          <circle
            key={i}
            cx={left(i)}
            cy={top(height)}
            r={6}
            role="slider"
            tabIndex={disabled ? -1 : 0}
            aria-label={text.point(`${words.question?.axes?.x ?? ''} ${number(xAt(i))}`)}
            aria-valuemin={y[0]}
            aria-valuemax={y[1]}
            aria-valuenow={height}
            aria-valuetext={number(height)}
            aria-disabled={disabled}
            onKeyDown={(event) => {
              if (!disabled) onKey(event, i)
            }}
          />
        ))}
      </svg>
      <p className={styles.ends}>
        <span>{number(x[0])}</span>
        <span>{words.question?.axes?.x}</span>
        <span>{number(x[1])}</span>
      </p>
      <figcaption>
        {truth === undefined ? (
          text.sketchHelp
        ) : (
          <>
            <span data-curve="sketch">{text.sketch}</span> <span data-curve="truth">{text.truth}</span>
          </>
        )}
      </figcaption>
    </figure>
  )
}

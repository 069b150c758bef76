import { type PointerEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useWidth } from '../../shell/use-width'
import { usePlaneRoom } from '../context'
import type { Ramp } from '../view/colour'
import { gradient, inThemes } from '../stage/gradient'
import { sheetOf } from '../stage/layers'
import { likelihoodAt } from '../stage/likelihood-at'
import { type Heat, paintHeat, strokeContour } from '../stage/paint-heat'
import type { Palette } from '../view/palette'
import { usePalette } from '../stage/use-palette'
import { fromColumn, fromRow, toColumn, toRow } from '../view/view'
import styles from './map-figure.module.css'

/** The values and colours of a map. */
export interface Mapped extends Pick<Heat, 'n' | 'values' | 'share'> {
  readonly ramp: (palette: Palette) => Ramp
  /** The values at which contours are drawn. */
  readonly lines: readonly number[]
}

interface MapFigureProps {
  readonly name: string
  /** A description for those who do not see the map. */
  readonly label: string
  /** A new object whenever its values have changed. */
  readonly mapped: Mapped
  /** The meaning of the ramp's ends and middle. */
  readonly scale: readonly string[]
  readonly half: number
}

/** A map over the view with its scale. Pointing at it chooses where the likelihood is computed. */
export function MapFigure({ name, label, mapped, scale, half }: MapFigureProps) {
  const at = likelihoodAt(usePlaneRoom())
  const place = useStore(at, (state) => state.place)
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = useWidth(frame)
  const palette = usePalette()
  useEffect(() => {
    const sheet = canvas.current && sheetOf(canvas.current)
    if (!sheet) return
    sheet.context.fillStyle = palette.ground
    sheet.context.fillRect(0, 0, sheet.side, sheet.side)
    paintHeat(sheet, { ...mapped, ramp: mapped.ramp(palette) })
    for (const level of mapped.lines)
      strokeContour(sheet, mapped.values, mapped.n, level, { colour: palette.contour, alpha: 0.55 })
  }, [mapped, palette, width])
  const point = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.isPrimary || event.button > 0 || event.buttons > 1) return
    const box = event.currentTarget.getBoundingClientRect()
    const view = { half, side: box.width }
    at.setState({ place: [fromColumn(view, event.clientX - box.left), fromRow(view, event.clientY - box.top)] })
  }
  const inPercent = { half, side: 100 }
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.name}>{name}</figcaption>
      <div ref={frame} className={styles.map} onPointerMove={point} onPointerDown={point}>
        <canvas ref={canvas} role="img" aria-label={label} />
        <i
          className={styles.cross}
          style={{ left: `${toColumn(inPercent, place[0])}%`, top: `${toRow(inPercent, place[1])}%` }}
        />
      </div>
      <div className={styles.ramp} style={inThemes((each) => gradient(mapped.ramp(each)))} />
      <div className={styles.scale}>
        {scale.map((mark) => (
          <span key={mark}>{mark}</span>
        ))}
      </div>
    </figure>
  )
}

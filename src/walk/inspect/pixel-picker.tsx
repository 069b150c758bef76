import type { KeyboardEvent, PointerEvent } from 'react'
import type { PictureShape } from '../../ui/paint'
import type { Grey } from './grey'
import styles from './pixel-picker.module.css'
import { Pixels } from './value-picture'

interface PixelPickerProps {
  values: Float32Array | undefined
  shape: PictureShape
  grey: Grey
  /** What is to be seen, and that a pixel of it is chosen. */
  label: string
  /** row·side + column */
  pixel: number
  onPixel: (pixel: number) => void
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The pixel beside another one, within the picture. */
export function besidePixel(pixel: number, [right, down]: readonly [number, number], side: number): number {
  const within = (place: number) => Math.max(0, Math.min(side - 1, place))
  return within(Math.floor(pixel / side) + down) * side + within((pixel % side) + right)
}

/** A picture of which a pixel is chosen: the one under the pointer, or by arrow keys. */
export function PixelPicker({ values, shape, grey, label, pixel, onPixel }: PixelPickerProps) {
  const { size } = shape
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>) => {
    const box = currentTarget.getBoundingClientRect()
    const place = (at: number, from: number, length: number) =>
      Math.max(0, Math.min(size - 1, Math.floor(((at - from) / length) * size)))
    onPixel(place(clientY, box.top, box.height) * size + place(clientX, box.left, box.width))
  }
  const move = (event: KeyboardEvent) => {
    const by = moves[event.key]
    if (!by) return
    event.preventDefault() // the walk stays where it is
    onPixel(besidePixel(pixel, by, size))
  }
  const percent = (place: number) => `${(100 * place) / size}%`
  return (
    <div
      className={styles.picker}
      role="application"
      aria-label={label}
      tabIndex={0}
      onKeyDown={move}
      onPointerMove={point}
      onPointerDown={point}
    >
      <Pixels values={values} shape={shape} grey={grey} label={label} />
      <span className={styles.ground} aria-hidden="true">
        <i
          style={{
            left: percent(pixel % size),
            top: percent(Math.floor(pixel / size)),
            width: percent(1),
            height: percent(1),
          }}
        />
      </span>
    </div>
  )
}

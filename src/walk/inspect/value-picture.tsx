import { type ReactNode, useEffect, useRef } from 'react'
import { inspectText } from '../../i18n/inspect'
import { paintPicture, type PictureShape } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { Words } from '../../ui/words'
import { type Grey, greyBytes } from './grey'
import styles from './value-picture.module.css'

/** Black and white, and which values they are. */
export function Scale({ grey }: { grey: Grey }) {
  const { low, high } = inspectText.scale(grey)
  return (
    <span className={styles.scale}>
      <span>{low}</span>
      <i aria-hidden="true" />
      <span>{high}</span>
    </span>
  )
}

interface PixelsProps {
  /** [C·H·W]; undefined where they are not known, or not yet. */
  values: Float32Array | undefined
  shape: PictureShape
  grey: Grey
  /** What is to be seen. */
  label: string
  tone?: 'signal' | 'noise' | undefined
}

/** A tensor as a picture, without words. */
export function Pixels({ values, shape, grey, label, tone }: PixelsProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) paintPicture(canvas.current, values && greyBytes(values, grey), shape)
  }, [values, shape, grey])
  return (
    <span className={styles.frame} data-tone={tone} data-empty={!values}>
      <PixelCanvas ref={canvas} label={label} style={{ opacity: values ? 1 : 0 }} />
    </span>
  )
}

interface ValuePictureProps extends PixelsProps {
  name: ReactNode
  note?: string | undefined
}

/** A tensor as a picture, with its name, what it is, and its scale. */
export function ValuePicture({ name, note, ...pixels }: ValuePictureProps) {
  return (
    <figure className={styles.picture}>
      <Pixels {...pixels} />
      <figcaption>
        <strong>{typeof name === 'string' ? <Words>{name}</Words> : name}</strong>
        {pixels.values && <Scale grey={pixels.grey} />}
        {note && (
          <span>
            <Words>{note}</Words>
          </span>
        )}
      </figcaption>
    </figure>
  )
}

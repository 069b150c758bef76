import { type CSSProperties, type Ref } from 'react'
import styles from './pixel-canvas.module.css'

interface PixelCanvasProps {
  ref: Ref<HTMLCanvasElement>
  /** Describes the picture to visitors who do not see it. */
  label: string
  className?: string
  style?: CSSProperties
}

/** A canvas whose pixels stay square. `paintPicture` paints it; a render does not. */
export function PixelCanvas({ ref, label, className = '', style }: PixelCanvasProps) {
  return (
    <canvas
      ref={ref}
      role="img"
      aria-label={label}
      className={`${styles.pixels ?? ''} ${className}`}
      width={28}
      height={28}
      style={style}
    />
  )
}

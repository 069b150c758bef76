import { type CSSProperties, type Ref } from 'react'
import styles from './pixel-canvas.module.css'

interface PixelCanvasProps {
  ref: Ref<HTMLCanvasElement>
  /** Describes the picture to visitors who do not see it. */
  label: string
  /** The id of what says more of it, and follows it. */
  describedBy?: string
  className?: string
  style?: CSSProperties
}

/** A canvas whose pixels stay square. `paintPicture` paints it; a render does not. */
export function PixelCanvas({ ref, label, describedBy, className = '', style }: PixelCanvasProps) {
  return (
    <canvas
      ref={ref}
      role="img"
      aria-label={label}
      aria-describedby={describedBy}
      className={`${styles.pixels ?? ''} ${className}`}
      width={28}
      height={28}
      style={style}
    />
  )
}

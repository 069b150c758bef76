import { type CSSProperties, type Ref } from 'react'
import styles from './pixel-canvas.module.css'

interface PixelCanvasProps {
  ref: Ref<HTMLCanvasElement>
  /** What is to be seen, for those who do not see it. */
  label: string
  className?: string
  style?: CSSProperties
}

/** A canvas whose pixels stay squares. It is painted by `paintPicture`, never by a re-render. */
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

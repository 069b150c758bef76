import { text } from '../i18n'
import styles from './timeline-track.module.css'

/** Marks, at most: of more frames every second has one, or every fifth. */
const MOST = 60

/** Frames between two marks. */
const strideOf = (last: number): number => [1, 2, 5, 10, 20, 50].find((stride) => last / stride <= MOST) ?? 100

interface FrameAxisProps {
  /** The one level. */
  t: number
  last: number
}

/** In place of the schedule, where a run stays at one level of it: the track counts frames, from right to left. */
export function FrameAxis({ t, last }: FrameAxisProps) {
  const words = text.timeline
  const stride = strideOf(last)
  const marks = Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => 1 - (i * stride) / last)
  return (
    <div className={styles.frames}>
      {marks.map((mark) => (
        <i key={mark} style={{ left: `${100 * mark}%` }} />
      ))}
      <span className={styles.label} data-at="last">
        {words.frame(last)}
      </span>
      <span className={styles.label} data-at="stays">
        {words.stays(t)}
      </span>
      <span className={styles.label} data-at="first">
        {words.frame(0)}
      </span>
    </div>
  )
}

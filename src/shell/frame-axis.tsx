import { text } from '../i18n'
import styles from './timeline-track.module.css'

/** With more frames than this, only every second frame has a mark, or every fifth, and so on. */
const MOST_MARKS = 60

/** Frames between two marks. */
const strideOf = (last: number): number => [1, 2, 5, 10, 20, 50].find((stride) => last / stride <= MOST_MARKS) ?? 100

interface FrameAxisProps {
  /** The level of all frames. */
  t: number
  last: number
}

/** Replaces the schedule when a run stays at one level: the track then counts frames, from right to left. */
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

import { integer } from '../../i18n/format/numbers'
import { schedulesText } from '../../i18n/schedules'
import { AXIS, MOST, placeOfLogSnr } from './shares'
import styles from './schedules.module.css'

interface SharesStripProps {
  shares: readonly number[]
  /** The log-SNRs between which the network was trained. */
  trained: readonly [number, number]
  /** Log-SNR at the playhead, where this schedule is walked. */
  here?: number | undefined
}

/** The shares of a schedule's steps over log-SNR, data on the left as on the timeline; the line below is what the network knows. */
export function SharesStrip({ shares, trained, here }: SharesStripProps) {
  const peak = Math.max(...shares)
  const at = shares.indexOf(peak)
  const [from, to] = trained.map(placeOfLogSnr)
  return (
    <span className={styles.strip} aria-hidden="true">
      <svg viewBox={`0 0 ${shares.length} ${MOST}`} preserveAspectRatio="none">
        {shares.map((share, i) => (
          <rect key={i} x={i + 0.08} width={0.84} y={MOST - Math.min(MOST, share)} height={Math.min(MOST, share)} />
        ))}
      </svg>
      <i className={styles.known} style={{ left: `${from ?? 0}%`, right: `${100 - (to ?? 100)}%` }} />
      {here !== undefined && <i className={styles.here} style={{ left: `${placeOfLogSnr(here)}%` }} />}
      <span
        className={styles.peak}
        style={
          at < shares.length / 2
            ? { left: `${(100 * (at + 1)) / shares.length}%` }
            : { right: `${100 - (100 * at) / shares.length}%` }
        }
      >
        {schedulesText.peak(peak)}
      </span>
    </span>
  )
}

/** The scale above the strips. */
export const SharesAxis = () => (
  <span className={styles.axis} aria-hidden="true">
    {AXIS.map((lambda) => (
      <span key={lambda} style={{ left: `${placeOfLogSnr(lambda)}%` }}>
        {integer(lambda)}
      </span>
    ))}
  </span>
)

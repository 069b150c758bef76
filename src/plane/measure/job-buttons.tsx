import { faultText } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import styles from './measure.module.css'
import type { Job } from './use-job'

interface JobButtonsProps {
  job: Job
  name: string
  explain: string
  disabled: boolean
  /** The progress in words. */
  progress?: string | undefined
  /** The progress in [0, 1]. */
  share?: number | undefined
  onStart: () => void
}

/** Buttons that begin or stop a long measurement, with its progress. */
export function JobButtons({ job, name, explain, disabled, progress, share, onStart }: JobButtonsProps) {
  const words = planeText.planeMeasure
  const running = job.status === 'running'
  return (
    <div className={styles.job}>
      {running ? (
        <Button name={words.cancel} explain={words.cancelExplain} onPress={job.stop} />
      ) : (
        <Button name={name} explain={explain} disabled={disabled} onPress={onStart} />
      )}
      {running && share !== undefined && <progress max={1} value={share} aria-label={name} />}
      <span role="status" className={styles.status}>
        {running
          ? progress
          : job.status === 'stopped'
            ? words.stopped
            : job.fault
              ? faultText(job.fault.code, job.fault.details)
              : ''}
      </span>
    </div>
  )
}

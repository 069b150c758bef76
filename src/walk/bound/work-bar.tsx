import { faultText } from '../../i18n'
import { boundText } from '../../i18n/bound'
import { Button } from '../../ui/button'
import styles from './bound.module.css'
import { useBound } from './context'
import type { Ended } from './measure'
import type { Job } from './store'

interface WorkBarProps {
  task: Job['task']
  /** The key of what is measured. */
  of: string | undefined
  /** What a press does, and a line about it. */
  name: string
  explain: string
  /** Why it cannot be done now. */
  cannot: string | undefined
  onStart: () => void
}

/** Starts to measure, shows how far it has come, and stops it. */
export function WorkBar({ task, of, name, explain, cannot, onStart }: WorkBarProps) {
  const isOurs = (job: Job | undefined) => job?.task === task && job.key === of
  const work = useBound((state) => (isOurs(state.work) ? state.work : undefined))
  const ended = useBound((state) => (isOurs(state.ended) ? state.ended?.how : undefined))
  const words = boundText.work
  const sentence = work ? words.doing(work.done, work.all) : (cannot ?? (ended ? endWords(ended) : ''))
  return (
    <div className={styles.work}>
      {work ? (
        <Button name={words.stop} explain={words.stopExplain} onPress={work.stop} />
      ) : (
        <Button kind="primary" name={name} explain={explain} disabled={cannot !== undefined} onPress={onStart} />
      )}
      {work && <progress max={work.all} value={work.done} aria-label={name} />}
      <p aria-live="polite" data-ended={work ? 'working' : (ended?.status ?? 'idle')}>
        {sentence}
      </p>
    </div>
  )
}

const endWords = (ended: Ended): string =>
  ended.status === 'failed'
    ? faultText(ended.fault.code, ended.fault.details)
    : ended.status === 'done'
      ? ''
      : boundText.ended[ended.status]

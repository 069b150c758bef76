import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { faultText } from '../../i18n'
import { takeText } from '../../i18n/take'
import { Button } from '../../ui/button'
import type { Job } from '../ask/job'
import type { Export } from './export-job'
import styles from './take-dialog.module.css'

function Ended({ job }: { job: Job<Export> }) {
  const words = takeText
  const { status, result, fault } = useStore(job.store)
  if (status === 'failed' && fault) return faultText(fault.code, fault.details)
  if (status === 'stopped') return words.stopped
  if (status !== 'done' || !result.saved) return null
  const { name, bytes, difference } = result.saved
  const how =
    difference === undefined ? '' : ` ${difference === 0 ? words.numbers.same : words.numbers.differs(difference)}`
  return `${words.saved(name, bytes)}${how}`
}

/** The button that makes a file; while it is made, how far that is, and a button that gives it up; then what has become of it. */
export function ExportBar({
  save,
  disabled = false,
  job,
  onStart,
}: {
  /** Its name. */
  save: string
  disabled?: boolean
  job: Job<Export>
  onStart: () => void
}) {
  const words = takeText
  const { status, result } = useStore(job.store)
  useEffect(
    () => () => {
      job.stop() // nothing is saved from behind a closed dialog
    },
    [job],
  )
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button that had the focus is gone: the one in its place takes it, or Escape would not be heard.
    if (document.activeElement === document.body) bar.current?.querySelector('button')?.focus()
  }, [status])
  const { done: doneFrames, total } = result
  return (
    <div ref={bar} className={styles.bar}>
      {status === 'running' ? (
        <>
          <Button name={words.cancel} explain={words.cancelExplain} onPress={job.stop} />
          <progress aria-label={words.title} {...(total > 0 && { value: doneFrames, max: total })} />
          <span>{total > 0 ? words.doing(doneFrames, total) : words.preparing}</span>
        </>
      ) : (
        <Button kind="primary" name={save} disabled={disabled} onPress={onStart} />
      )}
      <p role="status">
        <Ended job={job} />
      </p>
    </div>
  )
}

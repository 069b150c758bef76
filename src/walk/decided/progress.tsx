import { useStore } from 'zustand'
import { faultText } from '../../i18n'
import { decidedText } from '../../i18n/decided'
import { useDecided, useDecidedStudy } from './context'
import styles from './decided.module.css'
import type { Activity } from './work'

/** How much of the order is done, in [0, 1]; undefined while the network is loading. */
function shareOf(activity: Activity | undefined): number | undefined {
  if (activity?.what !== 'draw') return undefined
  const { before, all, sheet } = activity
  return (before + sheet.done / sheet.steps) / all
}

function sentenceOf(activity: Activity | undefined): string {
  const words = decidedText.progress
  if (activity?.what !== 'draw') return words.load
  const { t, done: doneSteps, steps } = activity.sheet
  return words.draw(t, doneSteps, steps)
}

/** How far the sheets have come, and what went wrong. */
export function Progress() {
  const { job } = useDecidedStudy().study
  const { status, result, fault } = useStore(job.store)
  const hasWalkChanged = useDecided((state) => state.hasWalkChanged)
  const words = decidedText.progress
  const share = shareOf(result)
  return (
    <>
      {status === 'running' && (
        <progress max={1} {...(share !== undefined && { value: share })} aria-label={words.name} />
      )}
      <p aria-live="polite" className={styles.note} data-status={status}>
        {status === 'running' && sentenceOf(result)}
        {status === 'stopped' && (hasWalkChanged ? words.walkChanged : words.stopped)}
        {fault && faultText(fault.code, fault.details)}
      </p>
    </>
  )
}

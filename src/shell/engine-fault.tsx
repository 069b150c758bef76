import { text } from '../i18n'
import type { Fault } from '../engine/protocol/pictures'
import { Button } from '../ui/button'
import styles from './status.module.css'
import { useFaultText } from './use-fault-text'

/** Says why nothing is computed, and offers to try again. @param unaffected a sentence on what works all the same */
export function EngineFault({ fault, unaffected, onRetry }: { fault: Fault; unaffected: string; onRetry: () => void }) {
  const faultText = useFaultText()
  return (
    <div className={styles.failed} role="alert">
      <p>
        {faultText(fault.code, fault.details)} {fault.code !== 'late' && unaffected}
      </p>
      <Button name={text.status.retry} explain={text.status.retryExplain} onPress={onRetry} />
    </div>
  )
}

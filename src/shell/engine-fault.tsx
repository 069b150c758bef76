import { faultText, text } from '../i18n'
import type { Fault } from '../engine/protocol/pictures'
import { Button } from '../ui/button'
import styles from './status.module.css'

/** Why nothing is computed, above everything else, and the way to try again. @param without what of the room works all the same */
export function EngineFault({ fault, without, onRetry }: { fault: Fault; without: string; onRetry: () => void }) {
  return (
    <div className={styles.failed} role="alert">
      <p>
        {faultText(fault.code, fault.details)} {fault.code !== 'late' && without}
      </p>
      <Button name={text.status.retry} explain={text.status.retryExplain} onPress={onRetry} />
    </div>
  )
}

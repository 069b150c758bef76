import { text } from '../i18n'
import { Dialog } from '../ui/Dialog'
import styles from './KeysDialog.module.css'

/** What each key does. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title={text.keys.title} close={text.close} open={open} onClose={onClose}>
      <dl className={styles.keys}>
        {text.keys.list.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys.split(' ').map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

import { useStore } from 'zustand'
import { text } from '../i18n'
import { laterText } from '../i18n/later'
import { Dialog } from '../ui/dialog'
import { Switch } from '../ui/switch'
import styles from './keys-dialog.module.css'
import { letterKeys, setLetterKeys } from './letter-keys'

interface KeysDialogProps {
  /** Keys, separated by spaces, and what they do. */
  list: readonly (readonly [keys: string, does: string])[]
  open: boolean
  onClose: () => void
}

export function KeysDialog({ list, open, onClose }: KeysDialogProps) {
  const letters = useStore(letterKeys, ({ on }) => on)
  return (
    <Dialog title={laterText.keys.title} close={text.close} open={open} onClose={onClose}>
      <dl className={styles.keys}>
        {list.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys.split(' ').map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        name={laterText.keys.letters}
        explain={laterText.keys.lettersExplain}
        on={letters}
        onChange={setLetterKeys}
      />
    </Dialog>
  )
}

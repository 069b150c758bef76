import { laterText } from '../i18n/later'
import { KeysDialog } from '../shell/keys-dialog'

/** The keys of this room. */
export const KeysList = (dialog: { open: boolean; onClose: () => void }) => (
  <KeysDialog list={laterText.keys.list} {...dialog} />
)

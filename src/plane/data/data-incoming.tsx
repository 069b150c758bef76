import { planeText } from '../../i18n/plane'
import styles from '../../shell/incoming.module.css'
import { useIncoming } from '../../shell/use-incoming'
import { usePlaneRoom } from '../context'
import { type Outcome, takeAnyText, takeFile } from './take'

/** Takes points that are pasted or dropped anywhere on the page. */
export function DataIncoming({ onOutcome }: { onOutcome: (outcome: Outcome) => void }) {
  const plane = usePlaneRoom()
  const takeFirstFile = ({ files: [first] }: DataTransfer) => {
    if (first) void takeFile(plane, first).then(onOutcome)
    return first !== undefined
  }
  const over = useIncoming({
    onPaste: (data) => {
      const pasted = data.getData('text/plain')
      const [first] = data.files
      // Copied cells of a spreadsheet bring a picture of themselves, and a copied file may bring its name as text.
      if (first && (pasted === '' || !first.type.startsWith('image/'))) return takeFirstFile(data)
      if (pasted) void takeAnyText(plane, pasted).then(onOutcome)
      return pasted !== ''
    },
    onDrop: takeFirstFile,
  })
  return over ? <div className={styles.drop}>{planeText.planeData.drop}</div> : null
}

import { planeText } from '../../i18n/plane'
import styles from '../../shell/incoming.module.css'
import { useIncoming } from '../../shell/use-incoming'
import { usePlaneRoom } from '../context'
import { type Taken, takeAnyText, takeFile } from './take'

/** Points that are pasted or dropped anywhere on the page. */
export function DataIncoming({ onTaken }: { onTaken: (taken: Taken) => void }) {
  const plane = usePlaneRoom()
  const file = ({ files: [first] }: DataTransfer) => {
    if (first) void takeFile(plane, first).then(onTaken)
    return first !== undefined
  }
  const over = useIncoming({
    onPaste: (data) => {
      const words = data.getData('text/plain')
      const [first] = data.files
      // Cells of a spreadsheet come with a bitmap of themselves; a file of points may come with its name.
      if (first && (words === '' || !first.type.startsWith('image/'))) return file(data)
      if (words) void takeAnyText(plane, words).then(onTaken)
      return words !== ''
    },
    onDrop: file,
  })
  return over ? <div className={styles.drop}>{planeText.planeData.drop}</div> : null
}

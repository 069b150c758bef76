import type { NetworkSource } from '../engine/protocol'
import { text } from '../i18n'
import styles from '../rooms/Incoming.module.css'
import { useIncoming } from '../rooms/useIncoming'
import { usePlayer } from './context'
import { droppedFiles, filesSource } from './open-network'
import { sortFiles } from './sort-files'
import { misplaced, takeFile } from './take-picture'

/** Pictures that are pasted or dropped anywhere on the page; a folder, or a network's files, are opened as a network. */
export function Incoming({ onOpenOwn }: { onOpenOwn: (source: NetworkSource) => void }) {
  const player = usePlayer()
  const picture = ({ files: [file] }: DataTransfer) => {
    if (file) void takeFile(player, file)
    return file !== undefined
  }
  const over = useIncoming({
    pasted: picture,
    dropped: (data) => {
      void droppedFiles(data).then(async (files) => {
        const sorted = await sortFiles(files)
        if (sorted.kind === 'network') onOpenOwn(filesSource(files))
        else if (sorted.kind === 'picture') await takeFile(player, sorted.file)
        else misplaced(player, sorted.name, sorted.fileKind)
      })
      return true
    },
  })
  return over ? <div className={styles.drop}>{text.drop}</div> : null
}

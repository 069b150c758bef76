import { useEffect } from 'react'
import type { NetworkSource } from '../engine/protocol/pictures'
import { text } from '../i18n'
import styles from '../shell/incoming.module.css'
import { useIncoming } from '../shell/use-incoming'
import { fetchTakerAhead, takeFiles } from './arrivals'
import { usePlayer } from './run/context'
import { notifyFault } from './run/notify'
import { chosenFiles, droppedFiles } from './shelf/open-network'

/** Takes pictures and networks that are pasted or dropped anywhere on the page. */
export function Incoming({ onOpenOwn }: { onOpenOwn: (source: NetworkSource) => void }) {
  const player = usePlayer()
  useEffect(fetchTakerAhead, [])
  const isOver = useIncoming({
    onPaste: ({ files }) => {
      const [file] = files
      if (file) void takeFiles(player, chosenFiles([file]), onOpenOwn)
      return file !== undefined
    },
    onDrop: (data) => {
      droppedFiles(data)
        .then((files) => takeFiles(player, files, onOpenOwn))
        .catch(() => {
          notifyFault(player, { code: 'drop-unreadable', details: {} })
        })
      return true
    },
  })
  return isOver ? <div className={styles.drop}>{text.drop}</div> : null
}

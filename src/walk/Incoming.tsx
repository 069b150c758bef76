import { useEffect } from 'react'
import type { NetworkSource } from '../engine/protocol'
import { text } from '../i18n'
import styles from '../rooms/Incoming.module.css'
import { useIncoming } from '../rooms/useIncoming'
import { takeFiles, takerAhead } from './arrivals'
import { usePlayer } from './context'
import { notifyFault } from './notify'
import { chosenFiles, droppedFiles } from './open-network'

/** Pictures and networks that are pasted or dropped anywhere on the page. */
export function Incoming({ onOpenOwn }: { onOpenOwn: (source: NetworkSource) => void }) {
  const player = usePlayer()
  useEffect(takerAhead, [])
  const over = useIncoming({
    pasted: ({ files }) => {
      const [file] = files
      if (file) void takeFiles(player, chosenFiles([file]), onOpenOwn)
      return file !== undefined
    },
    dropped: (data) => {
      droppedFiles(data).then((files) => takeFiles(player, files, onOpenOwn)).catch(() => { notifyFault(player, { code: 'drop-unreadable', details: {} }) })
      return true
    },
  })
  return over ? <div className={styles.drop}>{text.drop}</div> : null
}

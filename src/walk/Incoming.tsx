import { useEffect, useState } from 'react'
import type { NetworkSource } from '../engine/protocol'
import { text } from '../i18n'
import { usePlayer } from './context'
import styles from './Incoming.module.css'
import { droppedFiles, filesSource, looksLikeNetwork } from './open-network'
import { takeFile } from './take-picture'

/** Pictures that are pasted or dropped anywhere on the page; a folder, or a network's files, are opened as a network. */
export function Incoming({ onOpenOwn }: { onOpenOwn: (source: NetworkSource) => void }) {
  const player = usePlayer()
  const [over, setOver] = useState(false)
  useEffect(() => {
    const take = (data: DataTransfer | null) => {
      const file = data?.files[0]
      if (file) void takeFile(player, file)
      return file !== undefined
    }
    const paste = (event: ClipboardEvent) => { if (take(event.clipboardData)) event.preventDefault() }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const data = event.dataTransfer
      if (data && looksLikeNetwork(Array.from(data.files, ({ name }) => name))) void droppedFiles(data).then((files) => { onOpenOwn(filesSource(files)) })
      else take(data)
    }
    const dragOver = (event: DragEvent) => {
      event.preventDefault()
      setOver(event.dataTransfer?.types.includes('Files') ?? false)
    }
    const leave = (event: DragEvent) => { if (!event.relatedTarget) setOver(false) }
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('paste', paste, { signal })
    document.addEventListener('drop', drop, { signal })
    document.addEventListener('dragover', dragOver, { signal })
    document.addEventListener('dragleave', leave, { signal })
    return () => { controller.abort() }
  }, [player, onOpenOwn])
  return over ? <div className={styles.drop}>{text.drop}</div> : null
}

import { useEffect, useState } from 'react'
import { text } from '../i18n'
import { usePlayer } from './context'
import styles from './Incoming.module.css'
import { takeFile } from './take-picture'

/** Pictures that are pasted or dropped anywhere on the page. */
export function Incoming() {
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
      take(event.dataTransfer)
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
  }, [player])
  return over ? <div className={styles.drop}>{text.drop}</div> : null
}

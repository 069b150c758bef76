import { useEffect, useRef, useState } from 'react'
import { planeText } from '../../i18n/plane'
import { usePlaneRoom } from '../context'
import styles from './DataPanel.module.css'
import { type Taken, takeFile, takeText } from './take'

const inField = (target: EventTarget | null) => target instanceof Element && target.closest('input, textarea, [contenteditable], [role="dialog"]') !== null

/** Points that are pasted or dropped anywhere on the page. */
export function DataIncoming({ onTaken }: { onTaken: (taken: Taken) => void }) {
  const plane = usePlaneRoom()
  const [over, setOver] = useState(false)
  const taken = useRef(onTaken)
  useEffect(() => { taken.current = onTaken })
  useEffect(() => {
    const file = (given: File) => { void takeFile(plane, given).then((each) => { taken.current(each) }) }
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || inField(event.target)) return
      const [first] = event.clipboardData?.files ?? []
      const words = event.clipboardData?.getData('text/plain')
      if (first) file(first)
      else if (words) taken.current(takeText(plane, words))
      else return
      event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      const [first] = event.dataTransfer?.files ?? []
      if (event.defaultPrevented || !first) return
      event.preventDefault()
      file(first)
    }
    const dragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => { if (!event.relatedTarget) setOver(false) }
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('paste', paste, { signal })
    document.addEventListener('drop', drop, { signal })
    document.addEventListener('dragover', dragOver, { signal })
    document.addEventListener('dragleave', leave, { signal })
    return () => { controller.abort() }
  }, [plane])
  return over ? <div className={styles.drop}>{planeText.planeData.drop}</div> : null
}

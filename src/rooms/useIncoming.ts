import { useEffect, useRef, useState } from 'react'

/** What a room does with what arrives; each returns whether it has taken it. */
export interface Incoming {
  /** Of the clipboard. */
  readonly pasted: (data: DataTransfer) => boolean
  /** With files, dropped. What is in `data` can be read only during the event. */
  readonly dropped: (data: DataTransfer) => boolean
}

const inField = (target: EventTarget | null) => target instanceof Element && target.closest('input, textarea, [contenteditable], [role="dialog"]') !== null

/** Words that are pasted into a field are the field's; a file is of no use to one. */
function onPaste(event: ClipboardEvent, { pasted }: Incoming): void {
  const { clipboardData: data } = event
  if (!data || event.defaultPrevented || (inField(event.target) && data.files.length === 0)) return
  if (pasted(data)) event.preventDefault()
}

function onDrop(event: DragEvent, { dropped }: Incoming): void {
  const { dataTransfer: data } = event
  if (!data || event.defaultPrevented || data.files.length === 0) return
  if (dropped(data)) event.preventDefault()
}

/** Hears what is pasted or dropped anywhere on the page; returns whether files are held over it. */
export function useIncoming(incoming: Incoming): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(incoming)
  useEffect(() => { latest.current = incoming })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => { onPaste(event, latest.current) }
    const drop = (event: DragEvent) => {
      setOver(false)
      onDrop(event, latest.current)
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
  }, [])
  return over
}

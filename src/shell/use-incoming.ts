import { useEffect, useRef, useState } from 'react'

/** What a room does with what arrives; each returns whether it has taken it. */
export interface Incoming {
  /** Of the clipboard. */
  readonly pasted: (data: DataTransfer) => boolean
  /** With files, dropped. What is in `data` can be read only during the event. */
  readonly dropped: (data: DataTransfer) => boolean
}

const within = (target: EventTarget | null, what: string) => target instanceof Element && target.closest(what) !== null
/** Where words can be typed. */
const FIELD =
  'textarea, [contenteditable], input:not([type="radio"], [type="checkbox"], [type="range"], [type="button"], [type="file"])'

/** What is pasted into a field is the field's, if there are words in it; in a dialog nothing is the page's that lies behind it. */
const belongsElsewhere = (target: EventTarget | null, data: DataTransfer) =>
  within(target, FIELD)
    ? data.getData('text/plain') !== '' || data.files.length === 0
    : within(target, '[role="dialog"]')

function onPaste(event: ClipboardEvent, { pasted }: Incoming): void {
  const { clipboardData: data } = event
  if (!data || event.defaultPrevented || belongsElsewhere(event.target, data)) return
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
  useEffect(() => {
    latest.current = incoming
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      onPaste(event, latest.current)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      onDrop(event, latest.current)
    }
    const dragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false)
    }
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('paste', paste, { signal })
    document.addEventListener('drop', drop, { signal })
    document.addEventListener('dragover', dragOver, { signal })
    document.addEventListener('dragleave', leave, { signal })
    return () => {
      controller.abort()
    }
  }, [])
  return over
}

import { useEffect, useRef, useState } from 'react'

/** What a room does with pasted and dropped data; each function returns whether the room uses the data. */
interface Incoming {
  readonly onPaste: (data: DataTransfer) => boolean
  /** `data` has files; it can be read only during the event. */
  readonly onDrop: (data: DataTransfer) => boolean
}

const isWithin = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null
/** Elements in which one can type. */
const TEXT_FIELD =
  'textarea, [contenteditable], input:not([type="radio"], [type="checkbox"], [type="range"], [type="button"], [type="file"])'

/** Text that is pasted into a field belongs to the field; whatever is pasted or dropped in a dialog belongs to the dialog. */
const belongsElsewhere = (target: EventTarget | null, data: DataTransfer) =>
  isWithin(target, TEXT_FIELD)
    ? data.getData('text/plain') !== '' || data.files.length === 0
    : isWithin(target, '[role="dialog"]')

function handlePaste(event: ClipboardEvent, { onPaste }: Incoming): void {
  const { clipboardData: data } = event
  if (!data || event.defaultPrevented || belongsElsewhere(event.target, data)) return
  if (onPaste(data)) event.preventDefault()
}

function handleDrop(event: DragEvent, { onDrop }: Incoming): void {
  const { dataTransfer: data } = event
  if (!data || event.defaultPrevented || data.files.length === 0) return
  if (onDrop(data)) event.preventDefault()
}

/** Listens to pasting and dropping anywhere on the page. @returns whether the visitor holds files over the page */
export function useIncoming(incoming: Incoming): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(incoming)
  useEffect(() => {
    latest.current = incoming
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      handlePaste(event, latest.current)
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      handleDrop(event, latest.current)
    }
    const dragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setIsOver(false)
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
  return isOver
}

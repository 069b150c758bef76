import { keyOf } from './key-names'

/** Elements that have their own Ctrl+Z, and dialogs over the room. */
const UNDO_OWNERS =
  '[role="dialog"], input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, [contenteditable]'

/** What a key press asks for: Ctrl (or Cmd) with Z to undo; with Shift and Z, or with Y, to redo. */
export function undoKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): 'undo' | 'redo' | undefined {
  if (event.ctrlKey === event.metaKey || event.altKey) return undefined
  const key = keyOf(event)
  if (key === 'z' || key === 'Z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.shiftKey ? 'redo' : undefined
}

/** Listens for undo and redo everywhere in a room but in its text fields and dialogs. @returns a function that stops listening */
export function listenToUndo(obey: (way: 'undo' | 'redo') => void): () => void {
  const controller = new AbortController()
  document.addEventListener(
    'keydown',
    (event) => {
      const way = undoKey(event)
      if (!way || event.isComposing || (event.target instanceof Element && event.target.closest(UNDO_OWNERS))) return
      event.preventDefault()
      obey(way)
    },
    { signal: controller.signal, capture: true },
  ) // captured, because a canvas with its own keys stops all others
  return () => {
    controller.abort()
  }
}

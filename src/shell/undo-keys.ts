import { keyOf } from './key-names'

/** Where Ctrl+Z is the field's own, or belongs to a dialog that lies over the room. */
const ELSEWHERE =
  '[role="dialog"], input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, [contenteditable]'

/** What a key press asks for: Ctrl or Cmd with Z, with Shift and Z, or with Y. */
export function undoKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): 'undo' | 'redo' | undefined {
  if (event.ctrlKey === event.metaKey || event.altKey) return undefined
  const key = keyOf(event)
  if (key === 'z' || key === 'Z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.shiftKey ? 'redo' : undefined
}

/** Hears undo and redo anywhere in a room, but for its text fields and dialogs; returns what ends it. */
export function listenToUndo(obey: (way: 'undo' | 'redo') => void): () => void {
  const controller = new AbortController()
  document.addEventListener(
    'keydown',
    (event) => {
      const way = undoKey(event)
      if (!way || event.isComposing || (event.target instanceof Element && event.target.closest(ELSEWHERE))) return
      event.preventDefault()
      obey(way)
    },
    { signal: controller.signal, capture: true },
  ) // a canvas with keys of its own keeps all others to itself
  return () => {
    controller.abort()
  }
}

import { useEffect, useRef } from 'react'
import { undoneText } from '../i18n'
import { watchGestures } from '../runs/gesture'
import type { UndoHistory } from '../runs/history'
import { listenToUndo } from './undo-keys'
import type { Passing } from './use-passing'

/** Undo and redo of a room while it is visited: its keys, and what is said of it. */
export function useUndo(history: UndoHistory, say: (passing: Passing) => void): void {
  const latest = useRef(say)
  useEffect(() => {
    latest.current = say
  })
  useEffect(() => watchGestures(), [])
  useEffect(
    () =>
      listenToUndo((way) => {
        history[way]()
      }),
    [history],
  )
  useEffect(
    () =>
      history.store.subscribe(({ done }, before) => {
        if (done && done !== before.done) latest.current({ text: undoneText(done) })
      }),
    [history],
  )
}

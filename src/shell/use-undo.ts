import { useEffect, useRef } from 'react'
import { undoneText } from '../i18n'
import { watchGestures } from '../runs/gesture'
import type { UndoHistory } from '../runs/history'
import { listenToUndo } from './undo-keys'
import type { PassingMessage } from './use-passing-message'

/** Undo and redo while the visitor is in a room: the keys, and the message that says what was undone. */
export function useUndo(history: UndoHistory, say: (passing: PassingMessage) => void): void {
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

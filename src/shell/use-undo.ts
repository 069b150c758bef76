import { useEffect, useRef } from 'react'
import { watchGestures } from '../runs/gesture'
import type { UndoHistory } from '../runs/history'
import { listenToUndo } from './undo-keys'
import type { PassingMessage } from './use-passing-message'

/** The sentence of an undo, whose words load after the first picture. */
const sentences = () => import('../i18n/undone')

/** Undo and redo while the visitor is in a room: the keys, and the message that says what was undone. */
export function useUndo(history: UndoHistory, say: (passing: PassingMessage) => void): void {
  const latest = useRef(say)
  useEffect(() => {
    latest.current = say
  })
  useEffect(() => watchGestures(), [])
  useEffect(() => {
    sentences().catch(() => undefined) // ahead: later there may be no connection
  }, [])
  useEffect(
    () =>
      listenToUndo((way) => {
        history[way]()
      }),
    [history],
  )
  useEffect(
    () =>
      history.store.subscribe(({ done: lastChange }, before) => {
        if (!lastChange || lastChange === before.done) return
        sentences().then(
          ({ undoneText }) => {
            latest.current({ text: undoneText(lastChange) })
          },
          () => undefined, // what was undone is seen all the same
        )
      }),
    [history],
  )
}

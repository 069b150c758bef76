import { useStore } from 'zustand'
import { text } from '../i18n'
import { Button } from '../ui/button'
import { RedoIcon, UndoIcon } from '../ui/icons'
import type { UndoHistory } from '../runs/history'

/** The buttons of undo and redo, apart from the header, so that React renders only them when there is something to undo. */
export function UndoButtons({ history }: { history: UndoHistory }) {
  const { undo: words } = text
  const canUndo = useStore(history.store, (state) => state.canUndo)
  const canRedo = useStore(history.store, (state) => state.canRedo)
  return (
    <>
      <Button
        kind="quiet"
        name={words.undo}
        explain={words.undoExplain}
        keyHint="Control+Z"
        icon={<UndoIcon />}
        disabled={!canUndo}
        onPress={() => {
          history.undo()
        }}
      />
      <Button
        kind="quiet"
        name={words.redo}
        explain={words.redoExplain}
        keyHint="Control+Shift+Z"
        icon={<RedoIcon />}
        disabled={!canRedo}
        onPress={() => {
          history.redo()
        }}
      />
    </>
  )
}

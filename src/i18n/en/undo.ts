/** The buttons that undo and redo. */
export const undo = {
  undo: 'Undo the last change',
  undoExplain:
    'Takes back the last change of a setting, a picture or points. The place of the playhead is not a setting.',
  redo: 'Redo the last change',
  redoExplain: 'Redoes what you undid last.',
}

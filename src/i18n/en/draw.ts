/** The pad on which a digit is drawn. */
export const draw = {
  title: 'Draw a digit',
  pad: 'Drawing pad. Arrow keys move the pen; hold Shift to draw.',
  help: 'Draw with mouse, pen or finger. By keys: arrows move the pen, Shift and arrows draw.',
  clear: 'Clear',
  undo: 'Undo',
  undoExplain: 'Takes the last stroke back, or brings back what was cleared.',
  redo: 'Redo',
  redoExplain: 'Draws again what was undone last.',
  use: 'Use it',
  useExplain: 'Centres and scales the digit as MNIST’s are, and starts from it.',
  preview: 'As the network sees it',
  empty: 'Nothing is drawn yet.',
}

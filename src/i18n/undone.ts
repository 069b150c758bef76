import { undone as english } from './en/undone'
import { follow } from './language'

/** The names of all settings: they come when something is first undone. */
let undoneWords = english
follow('undone', english, (words) => {
  undoneWords = words
})

/** Settings that change together and are one thing by the first of them; more than these are all of them. */
const FEW = 8

/** What is said of an undo or a redo: which settings it changed. */
export function undoneText({ way, keys }: { readonly way: 'undo' | 'redo'; readonly keys: readonly string[] }): string {
  if (keys.length === 0) return way === 'undo' ? undoneWords.nothingToUndo : undoneWords.nothingToRedo
  const first = Object.keys(undoneWords.names).find((key) => keys.includes(key)) ?? ''
  const what = keys.length > FEW ? undoneWords.many : (undoneWords.names[first] ?? undoneWords.many)
  return way === 'undo' ? undoneWords.undone(what) : undoneWords.redone(what)
}

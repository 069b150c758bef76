import { tree as english } from './en/tree'
import { follow } from './language'

/** The strings of the tree of runs: they come with it. */
export let treeText = english
follow('tree', english, (words) => {
  treeText = words
})

import { shelf as english } from './en/shelf'
import { follow } from './language'

/** The strings of the shelf: they come with its dialog, and not before the walk's first picture. */
export let shelfText = english
follow('shelf', english, (words) => {
  shelfText = words
})

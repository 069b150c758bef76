import { later as english } from './en/later'
import { follow } from './language'

/** The strings of the list of keys, the page for teachers and the page on paper: they come with these. */
export let laterText = english
follow('later', english, (words) => {
  laterText = words
})

import { spelling as english } from './en/spelling'
import { follow } from './language'

/** How the page's language writes the terms of the glossary: with what marks them, after the first picture. */
export let spelling = english
follow('spelling', english, (words) => {
  spelling = words
})

import { bound as english } from './en/bound'
import { follow } from './language'

/** The strings of the bound that is measured live: they come with it. */
export let boundText = english
follow('bound', english, (words) => {
  boundText = words
})

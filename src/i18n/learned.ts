import { learned as english } from './en/learned'
import { follow } from './language'

/** The strings of the study of how a network learned: they come with it. */
export let learnedText = english
follow('learned', english, (words) => {
  learnedText = words
})

import { decided as english } from './en/decided'
import { follow } from './language'

/** The strings of the study that asks when a picture is decided: they come with it. */
export let decidedText = english
follow('decided', english, (words) => {
  decidedText = words
})

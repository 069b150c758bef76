import { race as english } from './en/race'
import { follow } from './language'

/** The strings of the race of several runs: they come with it. */
export let raceText = english
follow('race', english, (words) => {
  raceText = words
})

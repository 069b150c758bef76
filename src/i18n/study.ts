import { knowFaults } from '.'
import { study as english } from './en/study'
import { follow } from './language'

/** The strings that the studies of a network share: their names, and why the network does not answer. */
export let studyText = english
follow('study', english, (words) => {
  studyText = words
})
knowFaults(() => studyText.faults)

import { knowFaults } from '.'
import { differ as english } from './en/differ'
import { follow } from './language'

/** The strings of the study that compares a student's program with the walk: they come with it. */
export let differText = english
follow('differ', english, (words) => {
  differText = words
})
knowFaults(() => differText.faults)

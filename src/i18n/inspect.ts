import { knowFaults } from '.'
import { inspect as english } from './en/inspect'
import { follow } from './language'

/** The strings of the inspector of a step: they come with it. */
export let inspectText = english
follow('inspect', english, (words) => {
  inspectText = words
})
knowFaults(() => inspectText.faults)

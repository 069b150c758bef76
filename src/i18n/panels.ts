import { knowFaults } from '.'
import { panels as english } from './en/panels'
import { follow } from './language'

/** The strings that the panels beside the picture share. */
export let panelsText = english
follow('panels', english, (words) => {
  panelsText = words
})
knowFaults(() => panelsText.faults)

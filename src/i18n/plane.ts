import { knowFaults } from '.'
import { plane as english } from './en/plane'
import { follow } from './language'

/** The strings of the plane: they come with its room, and not before the walk's first picture. */
export let planeText = english
follow('plane', english, (words) => {
  planeText = words
})
knowFaults(() => planeText.faults)
knowFaults(() => planeText.planeLearning.faults)

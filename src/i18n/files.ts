import { knowDescriptions, knowFaults } from '.'
import { files as english } from './en/files'
import { follow } from './language'

/**
 * The strings of drawings and files, and of what is wrong with a file: they come with what opens files, and not before the walk's
 * first picture.
 */
export let filesText = english
follow('files', english, (words) => {
  filesText = words
})
knowFaults(() => filesText.faults)
knowDescriptions(() => filesText.descriptions)

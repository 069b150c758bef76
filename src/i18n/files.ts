import { knowFaults } from '.'
import { files as english } from './en/files'
import { follow } from './language'

/** The strings of a visitor's own drawings and files: they come with what takes them, and not before the walk's first picture. */
export let filesText = english
follow('files', english, (words) => {
  filesText = words
})
knowFaults(() => filesText.faults)

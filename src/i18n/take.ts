import { knowFaults } from '.'
import { take as english } from './en/take'
import { follow } from './language'

/** The strings of what is taken away, pictures, films and numbers: they come with its dialog. */
export let takeText = english
follow('take', english, (words) => {
  takeText = words
})
knowFaults(() => takeText.faults)

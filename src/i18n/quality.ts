import { quality as english } from './en/quality'
import { follow } from './language'

/** The strings of the measurement of a race's pictures: they come with it. */
export let qualityText = english
follow('quality', english, (words) => {
  qualityText = words
})

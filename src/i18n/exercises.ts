import { exercises as english } from './en/exercises'
import { follow } from './language'

/** The strings of the sheets of exercises: they come with them. */
export let exercisesText = english
follow('exercises', english, (words) => {
  exercisesText = words
})

import { lessons as english } from './en/lessons'
import { follow } from './language'

/** The strings of the course: they come with it. */
export let lessonsText = english
follow('lessons', english, (words) => {
  lessonsText = words
})

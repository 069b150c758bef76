import { schedules as english } from './en/schedules'
import { follow } from './language'

/** The strings of the choice among schedules, and of drawing one: they come with it. */
export let schedulesText = english
follow('schedules', english, (words) => {
  schedulesText = words
})

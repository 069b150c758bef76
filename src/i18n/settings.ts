import { settings as english } from './en/settings'
import { follow } from './language'

/** The strings of a run's settings, in both rooms: they come with the controls, and not before the walk's first picture. */
export let settingsText = english
follow('settings', english, (words) => {
  settingsText = words
})

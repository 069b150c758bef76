import { knowFaults } from '.'
import { settings as english } from './en/settings'
import { follow } from './language'

/** The strings of a run's settings, in both rooms, and of what goes wrong with them: they come with the controls, and not before the walk's first picture. */
export let settingsText = english
follow('settings', english, (words) => {
  settingsText = words
})
knowFaults(() => settingsText.faults)

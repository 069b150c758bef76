import { share as english } from './en/share'
import { follow } from './language'

/** The strings of the dialog that makes links, and of what stays where a link hides parts of the page: they come with these. */
export let shareText = english
follow('share', english, (words) => {
  shareText = words
})

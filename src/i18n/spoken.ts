import { spokenWords as english } from './en/spoken'
import { follow } from './language'

/** The words of the large picture for those who do not see it: they come after the first picture. */
export let spokenText = english
follow('spoken', english, (words) => {
  spokenText = words
})

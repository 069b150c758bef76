import { glossary as english } from './en/glossary'
import { follow } from './language'

/** The words of the glossary: they come with it, after the first picture. */
export let glossaryText = english
follow('glossary', english, (words) => {
  glossaryText = words
})
export type { TermId } from './en/glossary'

import { glossary } from './en/glossary'

/** The words of the glossary: they come with it, after the first picture. */
export const glossaryText = glossary
export type { TermId } from './en/glossary'

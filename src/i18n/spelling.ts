import { named, plainNames, spelled } from './en/glossary-spelling'

/** How the page's language writes the terms of the glossary: with what marks them, after the first picture. */
export const spelling = { spelled, named, plainNames }

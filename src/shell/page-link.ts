import { inLanguage } from './language'

/** The link that opens what a room shows, in the language that is on. @param fragment as the room writes it */
export const pageLink = (fragment: string): string => new URL(inLanguage(fragment) || '#', location.href).href

import { shelf } from './en/shelf'

/** The strings of the shelf: they come with its dialog, and not before the walk's first picture. */
export const shelfText = shelf

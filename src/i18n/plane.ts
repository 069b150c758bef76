import { plane } from './en/plane'

/** The strings of the plane: they come with its room, and not before the walk's first picture. */
export const planeText = { ...plane }

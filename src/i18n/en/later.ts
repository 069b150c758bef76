import { print } from './print'
import { teachers } from './teachers'

/** What comes when it is asked for: the page for teachers, and the page on paper. */
export const later = { teachers, print }

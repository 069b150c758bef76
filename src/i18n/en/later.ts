import { keys } from './keys'
import { print } from './print'
import { teachers } from './teachers'

/** What comes when it is asked for: the list of keys, the page for teachers, and the page on paper. */
export const later = { keys, teachers, print }

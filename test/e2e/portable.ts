import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The address of the portable page when it is opened from a folder. */
export const portablePage = pathToFileURL(join(process.env.E2E_PORTABLE ?? 'portable', 'noisewalk.html')).href

import { oneLine } from '../description'
import { CheckpointError } from '../errors'

/** How many networks of a folder an error names. */
const NAMED = 5

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

/**
 * Finds the folder of the one network among files, with a closing /: the least deep folder with config.json or unet/config.json.
 * This opens the folder of a network, a hub's cache (models--owner--name/snapshots/hash), and a folder of training checkpoints.
 *
 * @returns the folder that all files share if there is no config
 * @throws CheckpointError `many`
 */
export function rootOf(paths: readonly string[]): string {
  const configs = paths.filter((path) => /(^|\/)config\.json$/.test(path)).map(folderOf)
  const roots = [...new Set(configs.map((folder) => folder.replace(/(^|\/)unet\/$/, '$1')))]
  const depth = (folder: string) => folder.split('/').length
  const least = Math.min(...roots.map(depth))
  const [root, ...others] = roots.filter((folder) => depth(folder) === least)
  if (root === undefined) return commonFolder(paths)
  if (others.length === 0) return root
  const names = [root, ...others]
    .slice(0, NAMED)
    .map((folder) => oneLine(folder.slice(0, -1)))
    .join(', ')
  throw new CheckpointError('many', {
    file: 'config.json',
    found: names + (others.length >= NAMED ? ' …' : ''),
  })
}

/** The folder in which all paths lie, with a closing /; empty if there is none. */
function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths
  const parts = first.split('/').slice(0, -1)
  while (parts.length > 0 && !paths.every((path) => path.startsWith(`${parts.join('/')}/`))) parts.pop()
  return parts.length ? `${parts.join('/')}/` : ''
}

/** The name of a folder for people; for a hub's cache, the name of the repository. */
export function nameOfRoot(root: string): string {
  const repository = /(?:^|\/)models--([^/]+)\/snapshots\/[^/]+\/$/.exec(root)?.[1]
  return repository?.split('--').at(-1) ?? root.slice(0, -1).split('/').at(-1) ?? ''
}

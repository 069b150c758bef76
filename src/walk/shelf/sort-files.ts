import { type FileKind, kindOf } from '../../files/kind'
import type { Files } from './open-network'

/** What the files are that a visitor brought to the picture room. */
type Sorted =
  | { readonly kind: 'picture'; readonly file: File }
  | { readonly kind: 'network' }
  /** Arrays of numpy's, which may be a walk. */
  | { readonly kind: 'arrays'; readonly file: File }
  | { readonly kind: 'elsewhere'; readonly fileKind: FileKind; readonly name: string }

/** The page looks into at most so many files of a folder. */
const MOST_EXAMINED = 64

const networkKinds: readonly FileKind[] = ['safetensors', 'network-config', 'pytorch', 'pickle', 'zip']
/** Kinds of files that may be pictures; the browser decides by trying to decode them. */
const maybePictures: readonly FileKind[] = ['picture', 'binary', 'media']
const networkName =
  /(^|\/)(config|scheduler_config|model_index|card)\.json$|\.(safetensors|ckpt|pth?|index\.json|tar|tgz|7z)$/i

const nameOf = (path: string) => path.split('/').at(-1) ?? path
type Examined = readonly [path: string, file: Blob, kind: FileKind]
const asFile = ([path, file]: Examined): File => new File([file], nameOf(path))
const asPicture = (examined: Examined): Sorted => ({ kind: 'picture', file: asFile(examined) })

/** Whether a file holds arrays of numpy's. */
export const isArrays = (kind: FileKind): boolean => kind === 'npz' || kind === 'npy'

/**
 * Decides by their contents whether files are a picture, a network, or belong elsewhere. A folder counts as a network unless it
 * contains only pictures; what a network lacks is reported when it is opened.
 */
export async function sortFiles(files: Files): Promise<Sorted> {
  const examined = await Promise.all(
    files.slice(0, MOST_EXAMINED).map(async ([path, file]) => [path, file, await kindOf(file)] as const),
  )
  const [first] = examined
  const isFolder = examined.some(([path]) => path.includes('/'))
  if (
    !first ||
    examined.some(
      ([path, , kind]) =>
        networkKinds.includes(kind) || (networkName.test(path) && kind !== 'learner' && kind !== 'picture'),
    )
  )
    return { kind: 'network' }
  const picture = examined.find(([, , kind]) => kind === 'picture')
  if (
    picture &&
    (!isFolder || examined.every(([path, , kind]) => kind === 'picture' || /(^|\/)\.|Thumbs\.db$/.test(path)))
  )
    return asPicture(picture)
  if (isFolder) return { kind: 'network' }
  if (isArrays(first[2])) return { kind: 'arrays', file: asFile(first) }
  return maybePictures.includes(first[2])
    ? asPicture(first)
    : { kind: 'elsewhere', fileKind: first[2], name: nameOf(first[0]) }
}

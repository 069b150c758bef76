import { type FileKind, kindOf } from '../../shell/file-kind'
import type { Files } from './open-network'

/** What files are, that somebody brought to the walk. */
type Sorted =
  | { readonly kind: 'picture'; readonly file: File }
  | { readonly kind: 'network' }
  | { readonly kind: 'elsewhere'; readonly fileKind: FileKind; readonly name: string }

/** Of a folder's files, as many are looked into. */
const MOST_LOOKED = 64

const networkKinds: readonly FileKind[] = ['safetensors', 'network-config', 'pytorch', 'pickle', 'zip']
/** Kinds that the browser is asked about: what it cannot show, it says itself. */
const maybePictures: readonly FileKind[] = ['picture', 'binary', 'media']
const networkName =
  /(^|\/)(config|scheduler_config|model_index|card)\.json$|\.(safetensors|ckpt|pth?|index\.json|tar|tgz|7z)$/i

const nameOf = (path: string) => path.split('/').at(-1) ?? path
const asPicture = ([path, file]: readonly [path: string, file: Blob, kind: FileKind]): Sorted => ({
  kind: 'picture',
  file: new File([file], nameOf(path)),
})

/**
 * Whether files are a picture, a network, or something that belongs elsewhere, by what is in them. A folder is a network unless
 * nothing is in it but pictures: what it lacks is told when it is opened.
 */
export async function sortFiles(files: Files): Promise<Sorted> {
  const looked = await Promise.all(
    files.slice(0, MOST_LOOKED).map(async ([path, file]) => [path, file, await kindOf(file)] as const),
  )
  const [first] = looked
  const folder = looked.some(([path]) => path.includes('/'))
  if (
    !first ||
    looked.some(
      ([path, , kind]) =>
        networkKinds.includes(kind) || (networkName.test(path) && kind !== 'learner' && kind !== 'picture'),
    )
  )
    return { kind: 'network' }
  const picture = looked.find(([, , kind]) => kind === 'picture')
  if (picture && (!folder || looked.every(([path, , kind]) => kind === 'picture' || /(^|\/)\.|Thumbs\.db$/.test(path))))
    return asPicture(picture)
  if (folder) return { kind: 'network' }
  return maybePictures.includes(first[2])
    ? asPicture(first)
    : { kind: 'elsewhere', fileKind: first[2], name: nameOf(first[0]) }
}

import { type FileKind, kindOf } from '../rooms/file-kind'

type Files = readonly (readonly [path: string, file: File])[]

/** What files are, that somebody brought to the walk. */
export type Sorted =
  | { readonly kind: 'picture'; readonly file: File }
  | { readonly kind: 'network' }
  | { readonly kind: 'elsewhere'; readonly fileKind: FileKind; readonly name: string }

/** Of a folder's files, as many are looked into. */
const MOST_LOOKED = 64

const networkKinds: readonly FileKind[] = ['safetensors', 'network-config', 'pytorch', 'pickle', 'zip']
const networkName = /(^|\/)(config|scheduler_config|model_index|card)\.json$|\.(safetensors|ckpt|pth?|index\.json|tar|tgz|7z)$/i

/**
 * Whether files are a picture, a network, or something that belongs elsewhere, by what is in them. A folder is a network unless
 * nothing is in it but pictures: what it lacks is told when it is opened.
 */
export async function sortFiles(files: Files): Promise<Sorted> {
  const looked = await Promise.all(files.slice(0, MOST_LOOKED).map(async ([path, file]) => [path, file, await kindOf(file)] as const))
  const [first] = looked
  const folder = looked.some(([path]) => path.includes('/'))
  if (!first || looked.some(([path, , kind]) => networkKinds.includes(kind) || (networkName.test(path) && kind !== 'learner' && kind !== 'picture'))) return { kind: 'network' }
  const picture = looked.find(([, , kind]) => kind === 'picture')
  if (picture && (!folder || looked.every(([path, , kind]) => kind === 'picture' || /(^|\/)\.|Thumbs\.db$/.test(path)))) return { kind: 'picture', file: picture[1] }
  return folder ? { kind: 'network' } : { kind: 'elsewhere', fileKind: first[2], name: first[1].name }
}

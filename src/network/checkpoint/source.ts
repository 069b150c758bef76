import { CheckpointError } from '../errors'

/** Where a checkpoint's files come from: a folder, wherever it is. */
export interface Source {
  /** The folder's name, for people. */
  readonly name: string
  /**
   * A file's bytes.
   *
   * @param path relative to the folder, with / between its parts
   * @returns undefined where there is no such file
   * @throws CheckpointError, or the signal's AbortError
   */
  get(path: string, options: GetOptions): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Whether there is such a file; its bytes are not read. */
  has(path: string, signal?: AbortSignal): Promise<boolean>
  /** A zip archive among the files, where they can be listed: what a folder without a config may be instead. */
  readonly archive?: string | undefined
}

export interface GetOptions {
  /** More bytes than that are refused, if possible before they are read. */
  readonly atMost: number
  readonly signal?: AbortSignal | undefined
  /** @param total 0 where it is not known */
  readonly onBytes?: ((received: number, total: number) => void) | undefined
}

/**
 * Files that were dropped or chosen.
 *
 * @param files by relative path; a folder that holds all of them is left off
 */
export function filesSource(files: ReadonlyMap<string, Blob>): Source {
  const paths = [...files.keys()]
  const top = commonFolder(paths)
  const found = (path: string) => files.get(top + path)
  return {
    name: top.slice(0, -1).split('/').at(-1) ?? '',
    archive: paths.find((path) => /\.(zip|tar|gz|tgz|7z)$/i.test(path)),
    has: (path) => Promise.resolve(found(path) !== undefined),
    async get(path, { atMost, signal, onBytes }) {
      signal?.throwIfAborted()
      const blob = found(path)
      if (!blob) return undefined
      if (blob.size > atMost) throw new CheckpointError('oversized', { file: path, found: `${blob.size} bytes`, expected: `at most ${atMost}` })
      const bytes = await blob.arrayBuffer().catch((cause: unknown) => {
        throw new CheckpointError('unreadable', { file: path, found: cause instanceof Error ? cause.message : 'no answer' }, { cause })
      })
      signal?.throwIfAborted()
      onBytes?.(blob.size, blob.size)
      return new Uint8Array(bytes)
    },
  }
}

/** The folder in which all paths lie, with its closing /; empty where there is none. */
function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths
  const parts = first.split('/').slice(0, -1)
  while (parts.length > 0 && !paths.every((path) => path.startsWith(`${parts.join('/')}/`))) parts.pop()
  // Of a pipeline, unet/ alone may have been dropped: its files are looked for there.
  if (parts.at(-1) === 'unet' && paths.includes([...parts, 'config.json'].join('/'))) parts.pop()
  return parts.length ? `${parts.join('/')}/` : ''
}

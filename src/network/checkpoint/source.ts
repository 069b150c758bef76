import { CheckpointError } from '../errors'
import { nameOfRoot, rootOf } from './root'

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
  /** The folder around this one, where this is a pipeline's unet/ or scheduler/. */
  readonly above?: Source | undefined
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
 * @param files by relative path; the folders around the network are left off
 * @throws CheckpointError `many`
 */
export function filesSource(files: ReadonlyMap<string, Blob>): Source {
  const paths = [...files.keys()]
  const top = rootOf(paths)
  const found = (path: string) => files.get(top + path)
  return {
    name: nameOfRoot(top),
    archive: paths.find((path) => /\.(zip|tar|gz|tgz|7z)$/i.test(path)),
    has: (path) => Promise.resolve(found(path) !== undefined),
    async get(path, { atMost, signal, onBytes }) {
      signal?.throwIfAborted()
      const blob = found(path)
      if (!blob) return undefined
      if (blob.size > atMost)
        throw new CheckpointError('oversized', {
          file: path,
          found: `${blob.size} bytes`,
          expected: `at most ${atMost}`,
        })
      const bytes = await blob.arrayBuffer().catch((cause: unknown) => {
        throw new CheckpointError(
          'unreadable',
          { file: path, found: cause instanceof Error ? cause.message : 'no answer' },
          { cause },
        )
      })
      signal?.throwIfAborted()
      onBytes?.(blob.size, blob.size)
      return new Uint8Array(bytes)
    },
  }
}

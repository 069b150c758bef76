import { keptOf } from './checkpoint/cache'
import { neededFiles, parseCard, type CardFile } from './checkpoint/card'
import type { FetchOptions } from './checkpoint/fetch-files'
import { fetchFolder } from './checkpoint/fetch-folder'
import { classifierFiles, parseClassifierCard } from './classifier/checkpoint'
import { CheckpointError } from './errors'

/** An entry that needs no tensors: it stores networks on this machine for later visits. */
export { CheckpointError } from './errors'

type Options = Pick<FetchOptions, 'signal' | 'onProgress'>

type Parse = (bytes: Uint8Array, name: string) => { readonly files: ReadonlyMap<string, CardFile> }

async function keep(url: string, parse: Parse, files: readonly string[], options: Options): Promise<void> {
  const { card } = await fetchFolder(url, parse, files, options)
  const hashes = files.flatMap((file) => card.files.get(file)?.sha256 ?? [])
  const keptHashes = await keptOf(hashes)
  const missingFile = files.find((file) => !keptHashes.includes(card.files.get(file)?.sha256 ?? ''))
  if (missingFile !== undefined) throw new CheckpointError('no-room', { file: missingFile })
}

/**
 * Fetches a checkpoint's files, as `fetchCheckpoint` does, and stores them on this machine.
 *
 * @param url its folder
 * @throws CheckpointError, `no-room` if the browser did not store a file; or the signal's AbortError
 */
export const keepCheckpoint = (url: string, options: Options): Promise<void> =>
  keep(url, parseCard, Object.values(neededFiles), options)

/** Fetches and stores a classifier's files. @throws CheckpointError, or the signal's AbortError */
export const keepClassifier = (url: string, options: Options): Promise<void> =>
  keep(url, parseClassifierCard, Object.values(classifierFiles), options)

import { CheckpointError } from '../errors'
import { dropPart, keep, keepPart, recall, recallPart } from './cache'
import { cardFile, type CardFile } from './card'
import { download, type DownloadOptions } from './download'
import { sha256, verify } from './verify'

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((received: number, total: number) => void) | undefined
  /** Whether to keep the files for the next visit (default true); 'only' takes kept files and downloads none. */
  readonly cache?: boolean | 'only'
}

/** The URL of a folder, from an address that is absolute or relative to the page (or worker), as a base for its files. */
export const folderUrl = (url: string): URL => new URL(url.endsWith('/') ? url : `${url}/`, globalThis.location.href)

interface Fetched<Bytes> {
  readonly bytes: Bytes
  /** Whether every SHA-256 was verified. */
  readonly verified: boolean
}

/**
 * Fetches files of a folder in parallel and verifies the length and SHA-256 of each against the folder's card.
 *
 * @param listed the files in the card
 * @param files the paths of the wanted files
 * @returns their bytes by path
 * @throws CheckpointError, or the signal's AbortError
 */
export async function fetchFiles(
  base: URL,
  listed: ReadonlyMap<string, CardFile>,
  files: readonly string[],
  { signal, onProgress, cache = true }: FetchOptions,
): Promise<Fetched<ReadonlyMap<string, Uint8Array>>> {
  const total = files.reduce((sum, file) => sum + entryOf(listed, file).bytes, 0)
  const received = new Map<string, number>()
  const failed = new AbortController()
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
  const loaded = await Promise.all(
    files.map((file) =>
      fetchFile(file, base, entryOf(listed, file), cache, {
        signal: stop,
        onBytes: (bytes) => {
          if (!stop.aborted) onProgress?.(sumWith(received, file, bytes), total)
        }, // no progress after a failure
      }),
    ),
  ).catch((error: unknown) => {
    failed.abort() // without this file, the others are useless
    throw error
  })
  return {
    bytes: new Map(files.map((file, i) => [file, (loaded[i] as Fetched<Uint8Array>).bytes])),
    verified: loaded.every((file) => file.verified),
  }
}

async function fetchFile(
  file: string,
  base: URL,
  entry: CardFile,
  cache: boolean | 'only',
  options: DownloadOptions,
): Promise<Fetched<Uint8Array<ArrayBuffer>>> {
  const storedBytes = cache ? await recall(entry.sha256) : undefined
  if (storedBytes?.length === entry.bytes) {
    options.onBytes?.(storedBytes.length, storedBytes.length)
    return { bytes: storedBytes, verified: true }
  }
  if (cache === 'only') throw new CheckpointError('not-kept', { file })
  const begun = cache ? await recallPart(entry.sha256) : undefined
  const bytes = await downloadFrom(begun, file, base, entry, cache, options)
  const verified = await verify(file, bytes, entry.sha256)
  if (cache && verified) await keep(entry.sha256, bytes)
  if (begun) await dropPart(entry.sha256)
  return { bytes, verified }
}

/** Resumes an interrupted download; if the resulting file is wrong, fetches it again from its start. */
async function downloadFrom(
  begun: Uint8Array<ArrayBuffer> | undefined,
  file: string,
  base: URL,
  { bytes: exactly, sha256: hash }: CardFile,
  cache: boolean,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const onBreak = cache ? (bytes: Uint8Array<ArrayBuffer>) => keepPart(hash, bytes) : undefined
  const fetchFrom = (from?: Uint8Array<ArrayBuffer>) =>
    download(file, new URL(file, base), { exactly }, { ...options, begun: from, onBreak })
  if (!begun) return fetchFrom()
  const bytes = await fetchFrom(begun)
  const actualHash = await sha256(bytes)
  return actualHash === hash ? bytes : fetchFrom()
}

function entryOf(files: ReadonlyMap<string, CardFile>, file: string): CardFile {
  const entry = files.get(file)
  if (!entry) throw new CheckpointError('field', { file: cardFile, field: 'files', found: ['nothing'], expected: file })
  return entry
}

function sumWith(parts: Map<string, number>, key: string, value: number): number {
  parts.set(key, value)
  return [...parts.values()].reduce((sum, part) => sum + part, 0)
}

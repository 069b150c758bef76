import { CheckpointError } from '../errors'
import { isLfsPointer, looksLikeWebPage } from '../../files/first-bytes'
import { type Begun, continuationOf, type Init, request } from './request'

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined
  /** @param total the length that the server announces, or 0 */
  readonly onBytes?: ((received: number, total: number) => void) | undefined
  /** Options of the request. By default, the page sends its credentials to its own server only. */
  readonly init?: Init | undefined
  /** The beginning of the file, if an earlier download broke off after it. */
  readonly begun?: Uint8Array<ArrayBuffer> | undefined
  /** Receives the bytes that had arrived when the download broke off for good. */
  readonly onBreak?: ((bytes: Uint8Array<ArrayBuffer>) => Promise<void>) | undefined
}

/** How many bytes are accepted: exactly what the card says, or, for the card itself, at most a cap. */
type Limit = { readonly exactly: number } | { readonly atMost: number }

/** How often a connection may break, if bytes arrive each time. */
const BREAKS = 8

/** A broken connection, with the bytes that had arrived. */
class Broken extends Error {
  constructor(
    readonly bytes: Uint8Array<ArrayBuffer>,
    readonly total: number,
    cause: unknown,
  ) {
    super('a broken connection', { cause })
  }
}

/**
 * Fetches one file, chunk by chunk, and stops as soon as it is longer than allowed. If the connection breaks, it requests the
 * rest.
 *
 * @throws CheckpointError, or the signal's AbortError
 */
export async function download(
  file: string,
  url: URL,
  limit: Limit,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const exactly = 'exactly' in limit ? limit.exactly : undefined
  const bytes = await fetchWhole(file, url, limit, options)
  if (looksLikeWebPage(bytes)) throw webPage(file)
  if (isLfsPointer(bytes)) throw new CheckpointError('lfs-pointer', { file })
  if (exactly !== undefined && bytes.length < exactly)
    throw new CheckpointError('truncated', { file, found: bytes.length, expected: exactly })
  return bytes
}

async function fetchWhole(
  file: string,
  url: URL,
  limit: Limit,
  { signal, onBytes, init, begun, onBreak }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let from: Begun | undefined =
    begun && 'exactly' in limit && begun.length < limit.exactly ? { bytes: begun, total: limit.exactly } : undefined
  for (let breaks = 0; ; breaks++) {
    let beginning = from
    try {
      const response = await request(file, url, { signal, init, from })
      beginning = continuationOf(response, from)
      return await read(file, response, limit, beginning?.bytes, onBytes)
    } catch (cause) {
      const arrived = cause instanceof Broken ? { bytes: cause.bytes, total: cause.total } : beginning
      if (cause instanceof CheckpointError && cause.code !== 'unreachable') throw cause
      const hasProgress = cause instanceof Broken && cause.bytes.length > (beginning?.bytes.length ?? 0)
      if (hasProgress && arrived && arrived.total > 0 && breaks < BREAKS && !signal?.aborted) {
        from = arrived
        continue
      }
      if (arrived && arrived.bytes.length > 0) await onBreak?.(arrived.bytes)
      signal?.throwIfAborted()
      throw cause instanceof Broken
        ? new CheckpointError('unreachable', { file, found: cause.message }, { cause })
        : cause
    }
  }
}

const webPage = (file: string) => new CheckpointError('web-page', { file })

/** @param before the beginning of the file, if the response is the rest */
async function read(
  file: string,
  response: Response,
  limit: Limit,
  before: Uint8Array = new Uint8Array(),
  onBytes: DownloadOptions['onBytes'],
): Promise<Uint8Array<ArrayBuffer>> {
  const exactly = 'exactly' in limit ? limit.exactly : 0
  const most = 'exactly' in limit ? limit.exactly : limit.atMost
  const announced = response.headers.has('content-encoding') ? 0 : Number(response.headers.get('content-length') ?? 0)
  const total = exactly || (announced && before.length + announced)
  const tooMuch = (start?: Uint8Array) =>
    start && looksLikeWebPage(start) ? webPage(file) : new CheckpointError('oversized', { file, expected: most })
  if (!exactly && total > most) {
    void response.body?.cancel()
    throw tooMuch()
  }
  let buffer = larger(before, Math.max(before.length, Math.min(most, total || 1 << 16)))
  let received = before.length
  const reader = response.body?.getReader()
  for (;;) {
    const chunk = await reader?.read().catch((cause: unknown) => {
      throw new Broken(buffer.subarray(0, received), total, cause)
    })
    if (!chunk || chunk.done) return buffer.subarray(0, received)
    const needed = received + chunk.value.length
    if (needed > most) {
      void reader?.cancel()
      throw tooMuch(received === 0 ? chunk.value : undefined)
    }
    if (needed > buffer.length) buffer = larger(buffer, Math.min(most, Math.max(needed, 2 * buffer.length)))
    buffer.set(chunk.value, received)
    received = needed
    onBytes?.(received, total)
  }
}

function larger(buffer: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length)
  grown.set(buffer)
  return grown
}

import { CheckpointError } from '../errors'
import { lfsPointer, looksLikeWebPage } from './kinds'

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined
  /** @param total what the server says, or 0 where it does not */
  readonly onBytes?: ((received: number, total: number) => void) | undefined
  /** Beside the signal; by default the page's own credentials go to its own server. */
  readonly init?: Pick<RequestInit, 'credentials' | 'referrerPolicy'> | undefined
}

/** How many bytes are accepted: exactly what the card says, or, for the card itself, at most a cap. */
export type Limit = { readonly exactly: number } | { readonly atMost: number }

/**
 * Fetches one file, chunk by chunk, and stops as soon as it is longer than allowed.
 *
 * @throws CheckpointError, or the signal's AbortError
 */
export async function download(file: string, url: URL, limit: Limit, { signal, onBytes, init }: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const response = await request(file, url, signal, init)
  const exact = 'exactly' in limit
  const most = exact ? limit.exactly : limit.atMost
  const bytes = await read(file, response, most, exact ? most : 0, onBytes).catch((cause: unknown) => {
    if (cause instanceof CheckpointError || signal?.aborted) throw cause
    throw new CheckpointError('unreachable', { file, found: 'a broken connection' }, { cause })
  })
  if (looksLikeWebPage(bytes)) throw new CheckpointError('web-page', { file, found: 'HTML', expected: file.split('.').at(-1) ?? '' })
  if (lfsPointer(bytes)) throw new CheckpointError('lfs-pointer', { file, found: 'a Git LFS pointer', expected: file.split('.').at(-1) ?? '' })
  if (exact && bytes.length < most) throw new CheckpointError('truncated', { file, found: `${bytes.length} bytes`, expected: `${most}` })
  return bytes
}

async function request(file: string, url: URL, signal: AbortSignal | undefined, init: DownloadOptions['init']): Promise<Response> {
  const response = await fetch(url, { credentials: 'same-origin', ...init, signal: signal ?? null }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new CheckpointError('unreachable', { file, found: cause instanceof Error ? cause.message : 'no answer' }, { cause })
  })
  if (response.ok && !isHtml(response)) return response
  void response.body?.cancel()
  if (response.ok) throw new CheckpointError('web-page', { file, found: 'text/html', expected: file.split('.').at(-1) ?? '' })
  throw new CheckpointError('http', { file, found: `status ${response.status}`, expected: 'status 200' })
}

function isHtml(response: Response): boolean {
  return response.headers.get('content-type')?.toLowerCase().startsWith('text/html') ?? false
}

/** @param expected how much room to make at first; where that is 0, what the server says, or little */
async function read(file: string, response: Response, most: number, expected: number, onBytes: DownloadOptions['onBytes']): Promise<Uint8Array<ArrayBuffer>> {
  const told = Number(response.headers.get('content-length') ?? 0)
  const total = expected || (response.headers.has('content-encoding') ? 0 : told)
  const tooMuch = (start?: Uint8Array) => start && looksLikeWebPage(start)
    ? new CheckpointError('web-page', { file, found: 'HTML', expected: file.split('.').at(-1) ?? '' })
    : new CheckpointError('oversized', { file, found: `more than ${most} bytes`, expected: `${most}` })
  if (!expected && total > most) {
    void response.body?.cancel()
    throw tooMuch()
  }
  let buffer = new Uint8Array(Math.min(most, total || 1 << 16))
  let received = 0
  const reader = response.body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
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

function larger(buffer: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length)
  grown.set(buffer)
  return grown
}

import { CheckpointError } from '../errors'

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined
  readonly onBytes?: ((received: number) => void) | undefined
}

/** How many bytes are accepted: exactly what the card says, or, for the card itself, at most a cap. */
export type Limit = { readonly exactly: number } | { readonly atMost: number }

/**
 * Fetches one file, chunk by chunk, and stops as soon as it is longer than allowed.
 *
 * @throws CheckpointError, or the signal's AbortError
 */
export async function download(file: string, url: URL, limit: Limit, { signal, onBytes }: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const response = await request(file, url, signal)
  const exact = 'exactly' in limit
  const most = exact ? limit.exactly : limit.atMost
  const bytes = await read(file, response, most, onBytes).catch((cause: unknown) => {
    if (cause instanceof CheckpointError || signal?.aborted) throw cause
    throw new CheckpointError('unreachable', { file, found: 'a broken connection' }, { cause })
  })
  if (looksLikeWebPage(bytes)) throw new CheckpointError('web-page', { file, found: 'HTML', expected: file.split('.').at(-1) ?? '' })
  if (exact && bytes.length < most) throw new CheckpointError('truncated', { file, found: `${bytes.length} bytes`, expected: `${most}` })
  return bytes
}

async function request(file: string, url: URL, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetch(url, { signal: signal ?? null, credentials: 'same-origin' }).catch((cause: unknown) => {
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

async function read(file: string, response: Response, most: number, onBytes: DownloadOptions['onBytes']): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(most)
  let received = 0
  const reader = response.body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return buffer.subarray(0, received)
    if (received + chunk.value.length > most) {
      void reader?.cancel()
      if (looksLikeWebPage(chunk.value)) throw new CheckpointError('web-page', { file, found: 'HTML', expected: file.split('.').at(-1) ?? '' })
      throw new CheckpointError('oversized', { file, found: `more than ${most} bytes`, expected: `${most}` })
    }
    buffer.set(chunk.value, received)
    received += chunk.value.length
    onBytes?.(received)
  }
}

/**
 * Whether the bytes begin as HTML or XML does. No safetensors file does: as a header length, three such bytes would mean
 * more than 2 MB.
 */
export function looksLikeWebPage(bytes: Uint8Array): boolean {
  return /^\s*<[!?a-z][a-z-]/i.test(String.fromCharCode(...bytes.subarray(0, 64)))
}

import { CheckpointError } from '../errors'

export type Init = Pick<RequestInit, 'credentials' | 'referrerPolicy'>

/** The beginning of a file that has been fetched before, and its whole length, so that the rest can be requested. */
export interface Begun {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly total: number
}

interface Options {
  readonly signal: AbortSignal | undefined
  readonly init: Init | undefined
  readonly from: Begun | undefined
}

/**
 * Requests a file, or the rest of it after a beginning; a server that does not support ranges sends the whole file.
 *
 * @throws CheckpointError, or the signal's AbortError
 */
export async function request(file: string, url: URL, { signal, init, from }: Options): Promise<Response> {
  const range = from && { headers: { range: `bytes=${from.bytes.length}-` } }
  const response = await fetch(url, { credentials: 'same-origin', ...init, ...range, signal: signal ?? null }).catch(
    (cause: unknown) => {
      if (signal?.aborted) throw cause
      if (url.protocol === 'file:') throw new CheckpointError('not-in-file', { file }, { cause })
      throw new CheckpointError(
        'unreachable',
        { file, ...(cause instanceof Error && { found: cause.message }) },
        { cause },
      )
    },
  )
  if (from && !follows(response, from) && response.status !== 200) {
    void response.body?.cancel()
    return request(file, url, { signal, init, from: undefined }) // the file has changed since
  }
  if (response.ok && !isHtml(response)) return response
  void response.body?.cancel()
  if (response.ok) throw new CheckpointError('web-page', { file })
  throw new CheckpointError('http', { file, found: response.status })
}

/** The beginning that a response continues; undefined if the response is the whole file. */
export const continuationOf = (response: Response, from: Begun | undefined): Begun | undefined =>
  from && follows(response, from) ? from : undefined

/** Whether the response is exactly the rest of this file. */
function follows({ status, headers }: Response, { bytes, total }: Begun): boolean {
  const [, start, length] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
  return (
    status === 206 && !headers.has('content-encoding') && Number(start) === bytes.length && Number(length) === total
  )
}

function isHtml(response: Response): boolean {
  return response.headers.get('content-type')?.toLowerCase().startsWith('text/html') ?? false
}

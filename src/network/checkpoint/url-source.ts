import { oneLine } from '../description'
import { CheckpointError } from '../errors'
import { download, type DownloadOptions } from './download'
import type { Source } from './source'

/** Requests carry neither cookies nor the page's address. */
const options = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const

/**
 * A static folder on any server that lets pages read it. Requests reveal nothing about the visitor.
 *
 * @param address absolute, or relative to the page (or worker)
 * @throws CheckpointError `address`
 */
export function urlSource(address: string): Source {
  return sourceAt(folderOf(address))
}

function sourceAt(base: URL): Source {
  let hasAnswered = false // a server that has let the page read a file allows reading
  const unlessAbsent = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const result = await work()
      hasAnswered = true
      return result
    } catch (error) {
      if (isAbsent(error) || (hasAnswered && isCors(error))) return undefined // some servers allow pages to read files but not errors
      throw error
    }
  }
  return {
    name: nameOf(base),
    above: /\/(unet|scheduler)\/$/.test(base.pathname) ? sourceAt(new URL('..', base)) : undefined,
    get: (path, { atMost, signal, onBytes }) => {
      const downloadOptions: DownloadOptions = { signal, onBytes, init: options }
      return unlessAbsent(() =>
        withCorsCheck(path, new URL(path, base), signal, (url) => download(path, url, { atMost }, downloadOptions)),
      )
    },
    has: async (path, signal) => {
      const head = async (url: URL) => {
        const response = await fetch(url, { ...options, method: 'HEAD', signal: signal ?? null })
        return response.ok && !response.headers.get('content-type')?.startsWith('text/html')
      }
      return head(new URL(path, base)).catch(() => {
        signal?.throwIfAborted()
        return false
      })
    },
  }
}

/** Endings of files in such a folder: the address of a file means its folder. */
const file = /[^/]+\.(json|safetensors|bin|ckpt|pth?|md|txt|png)$/i
const repository = String.raw`(?:/datasets|/spaces)?/[\w.-]+/[\w.-]+`

/** The folder of an address, or of the file that it points to. For the page of a repository on Hugging Face, the folder of its files. */
function folderOf(address: string): URL {
  const text = address.trim()
  const url =
    text !== '' && URL.canParse(text, globalThis.location.href) ? new URL(text, globalThis.location.href) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new CheckpointError('address', {
      file: 'address',
      found: oneLine(withoutUser(address)),
      expected: ['folder-address'],
    })
  url.search = ''
  url.hash = ''
  if (/^((www\.)?huggingface\.co|hf\.co)$/.test(url.host)) toRepository(url)
  url.pathname = url.pathname.replace(file, '')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

/** Turns the address of any page of a repository on Hugging Face into that of its files. */
function toRepository(url: URL): void {
  url.host = 'huggingface.co'
  url.protocol = 'https:'
  const [, name, kind, rest = ''] =
    new RegExp(`^(${repository}?)(?:\\.git)?(?:/(\\w+)(/.*)?)?/?$`).exec(url.pathname) ?? []
  if (name === undefined) return
  const ofFiles = kind !== undefined && /^(resolve|tree|blob|raw|blame|commits?)$/.test(kind) && rest.length > 1
  url.pathname = ofFiles ? `${name}/resolve${rest}` : `${name}/resolve/main/`
}

/** Removes a name and password, which the page must not repeat. */
const withoutUser = (address: string) => address.replace(/\/\/[^/@]*@/, '//')

/** The name of the folder as people wrote it; for files of a repository, the name of the repository. */
function nameOf({ pathname, host }: URL): string {
  const last =
    pathname
      .replace(/\/resolve\/[^/]+\/$/, '/')
      .replace(/\/(unet|scheduler)\/$/, '/')
      .split('/')
      .at(-2) ?? ''
  try {
    return decodeURIComponent(last) || host
  } catch {
    return last // a % that encodes nothing
  }
}

/** Finds out whether a failed request to another site lacked only permission: the browser does not say, but then an opaque request succeeds. */
async function withCorsCheck<T>(
  file: string,
  url: URL,
  signal: AbortSignal | undefined,
  work: (url: URL) => Promise<T>,
): Promise<T> {
  return work(url).catch(async (error: unknown) => {
    const elsewhere = url.origin !== new URL(globalThis.location.href).origin
    if (!(error instanceof CheckpointError) || error.code !== 'unreachable' || !elsewhere) throw error
    const isReachable = await fetch(url, { ...options, method: 'HEAD', mode: 'no-cors', signal: signal ?? null }).then(
      () => true,
      () => false,
    )
    signal?.throwIfAborted()
    throw isReachable ? new CheckpointError('cors', { file, found: url.host }, { cause: error }) : error
  })
}

/** Whether an error means a missing file. Some servers answer with the HTML of their start page, and object stores without a listing with 403. */
function isAbsent(error: unknown): boolean {
  if (!(error instanceof CheckpointError)) return false
  return error.code === 'web-page' || (error.code === 'http' && [403, 404, 410].includes(Number(error.details.found)))
}

function isCors(error: unknown): boolean {
  return error instanceof CheckpointError && error.code === 'cors'
}

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { neededFiles } from '../../src/network/checkpoint/card'
import { fetchCheckpoint } from '../../src/network/checkpoint/checkpoint'
import { urlSource } from '../../src/network/checkpoint/url-source'
import { CheckpointError } from '../../src/network/errors'
import { keepCheckpoint } from '../../src/network/keep'
import { changed, filesOf, tiny } from './checkpoint-files'

const weights = neededFiles.weights
let files: Map<string, Uint8Array<ArrayBuffer>>
let keptResponses: Map<string, Response>
/** What the server was asked for: a file, and from which byte on. */
let requests: string[]
type Serve = (file: string, from: number | undefined) => Response | Promise<Response>
let serve: Serve

const bytesOf = (file: string) => files.get(file) as Uint8Array<ArrayBuffer>
const failed = () => Promise.reject(new TypeError('Failed to fetch'))
const rest = (file: string, from = 0) =>
  new Response(
    bytesOf(file).subarray(from),
    from
      ? {
          status: 206,
          headers: { 'content-range': `bytes ${from}-${bytesOf(file).length - 1}/${bytesOf(file).length}` },
        }
      : {},
  )
/** The first bytes, and then the connection breaks. */
function broken(response: Response, bytes: Uint8Array<ArrayBuffer>): Response {
  const parts = [bytes]
  const body = new ReadableStream(
    {
      pull: (controller) => {
        const part = parts.pop()
        if (part) controller.enqueue(part)
        else controller.error(new TypeError('network error'))
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { status: response.status, headers: response.headers })
}
const partsKept = () => [...keptResponses.keys()].filter((key) => key.includes('/part/'))

beforeEach(() => {
  files = filesOf(tiny)
  keptResponses = new Map()
  requests = []
  serve = rest
  vi.stubGlobal('location', { href: 'https://host/page/' })
  vi.stubGlobal('fetch', async (url: URL, { signal, headers }: RequestInit & { headers?: { range?: string } }) => {
    signal?.throwIfAborted()
    const file = url.href.replace('https://host/page/models/tiny/', '')
    const from = headers?.range === undefined ? undefined : Number(/^bytes=(\d+)-$/.exec(headers.range)?.[1])
    requests.push(from === undefined ? file : `${file} ${from}`)
    return serve(file, from)
  })
  vi.stubGlobal('caches', {
    open: () =>
      Promise.resolve({
        match: (key: string) => Promise.resolve(keptResponses.get(key)?.clone()),
        put: (key: string, response: Response) => Promise.resolve(keptResponses.set(key, response)),
        delete: (key: string) => Promise.resolve(keptResponses.delete(key)),
      }),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const opened = () => fetchCheckpoint('models/tiny')
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (error: unknown) => {
      if (error instanceof CheckpointError) return error.code
      throw error
    },
  )

describe('what is kept is used without the network', () => {
  test.each<[string, Serve]>([
    ['no connection', failed],
    ['a server that fails', () => new Response('', { status: 503 })],
    ['the page of a hotspot', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
  ])('%s', async (_, answer) => {
    await opened()
    serve = answer
    expect((await opened()).weights.size).toBeGreaterThan(50)
  })

  test('also where a newer card has come and its weights do not', async () => {
    await opened()
    const other = {
      ...(JSON.parse(new TextDecoder().decode(bytesOf('card.json'))) as { files: Record<string, object> }),
    }
    const newer = changed(bytesOf('card.json'), {
      title: 'newer',
      files: { ...other.files, [weights]: { bytes: bytesOf(weights).length, sha256: 'ab'.repeat(32) } },
    })
    serve = (file) => (file === 'card.json' ? new Response(newer) : failed())
    expect((await opened()).card.title).not.toBe('newer')
    expect((await opened()).verified).toBe(true)
  })

  test('and what is not kept is told as a fault of the network', async () => {
    serve = failed
    expect(await code(opened())).toBe('unreachable')
  })

  test('a file that is wrong is no fault of the network: nothing older stands in for it', async () => {
    await opened()
    serve = (file) => (file === 'card.json' ? new Response('{}') : rest(file))
    expect(await code(opened())).toBe('field')
  })
})

describe('a download that breaks goes on from there', () => {
  const half = () => Math.floor(bytesOf(weights).length / 2)

  test('at once, where the server gives the rest', async () => {
    serve = (file, from) =>
      file === weights && from === undefined ? broken(rest(file), bytesOf(file).slice(0, half())) : rest(file, from)
    expect((await opened()).verified).toBe(true)
    expect(requests.filter((file) => file.startsWith(weights))).toEqual([weights, `${weights} ${half()}`])
    expect(partsKept()).toEqual([])
  })

  test('at the next try, where the network was gone', async () => {
    let there = false
    serve = (file, from) =>
      file !== weights || there
        ? rest(file, from)
        : from === undefined
          ? broken(rest(file), bytesOf(file).slice(0, half()))
          : failed()
    expect(await code(opened())).toBe('unreachable')
    expect(partsKept()).toHaveLength(1)
    there = true
    requests = []
    expect((await opened()).verified).toBe(true)
    expect(requests).toContain(`${weights} ${half()}`)
    expect(partsKept()).toEqual([])
  })

  test.each<[string, (from: number) => Response]>([
    ['gives all of it again', () => rest(weights)],
    [
      'gives another part',
      (from) =>
        new Response(bytesOf(weights).subarray(from + 1), {
          status: 206,
          headers: { 'content-range': `bytes ${from + 1}-9/10` },
        }),
    ],
    ['says that there is no such part', () => new Response('', { status: 416 })],
    [
      'gives a part in another coding',
      (from) => {
        const part = rest(weights, from)
        part.headers.set('content-encoding', 'gzip')
        return part
      },
    ],
  ])('from the start, where the server %s', async (_, answer) => {
    serve = (file, from) =>
      file !== weights
        ? rest(file)
        : from !== undefined
          ? answer(from)
          : requests.filter((each) => each === weights).length > 1
            ? rest(file)
            : broken(rest(file), bytesOf(file).slice(0, half()))
    expect((await opened()).verified).toBe(true)
  })

  test('from the start, where what was kept is not how the file begins', async () => {
    const { files: listed } = JSON.parse(new TextDecoder().decode(bytesOf('card.json'))) as {
      files: Record<string, { sha256: string }>
    }
    keptResponses.set(`/checkpoints/part/${listed[weights]?.sha256}`, new Response(new Uint8Array(500).fill(7)))
    expect((await opened()).verified).toBe(true)
    expect(requests.filter((file) => file.startsWith(weights))).toEqual([`${weights} 500`, weights])
    expect(partsKept()).toEqual([])
  })

  test('given up by the visitor, what had come is kept', async () => {
    const giving = new AbortController()
    serve = (file) =>
      file === weights
        ? new Response(
            new ReadableStream({
              start: (controller) => {
                controller.enqueue(bytesOf(file).slice(0, half()))
                giving.signal.addEventListener('abort', () => {
                  controller.error(giving.signal.reason)
                })
                setTimeout(() => {
                  giving.abort()
                })
              },
            }),
          )
        : rest(file)
    await expect(fetchCheckpoint('models/tiny', { signal: giving.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
    await vi.waitFor(() => {
      expect(partsKept()).toHaveLength(1)
    })
  })

  test("anybody's file, where the server says how long it is", async () => {
    serve = (file, from) => {
      const response = rest(file, from)
      if (from === undefined) response.headers.set('content-length', String(bytesOf(file).length))
      return from === undefined ? broken(response, bytesOf(file).slice(0, half())) : response
    }
    expect(await urlSource('https://host/page/models/tiny/').get(weights, { atMost: 1e7 })).toEqual(bytesOf(weights))
  })

  test('and again and again, if only something comes each time', async () => {
    serve = (file, from = 0) =>
      file === weights && from < half()
        ? broken(rest(file, from), bytesOf(file).slice(from, from + Math.ceil(half() / 4)))
        : rest(file, from)
    expect((await opened()).verified).toBe(true)
  })
})

test('a Git LFS pointer on a server is named, in the place of any file', async () => {
  const pointer = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 4321\n')
  for (const file of files.keys()) {
    serve = (path, from) => (path === file ? new Response(pointer) : rest(path, from))
    expect(await code(opened())).toBe('lfs-pointer')
    keptResponses.clear()
  }
})

describe('keeping for later', () => {
  test('what was kept opens without the network', async () => {
    await keepCheckpoint('models/tiny', {})
    serve = failed
    expect((await opened()).verified).toBe(true)
  })

  test('broken off in the middle, it goes on from there the next time', async () => {
    serve = (file, from) =>
      file !== weights ? rest(file) : from === undefined ? broken(rest(file), bytesOf(file).slice(0, 5000)) : failed()
    expect(await code(keepCheckpoint('models/tiny', {}))).toBe('unreachable')
    requests = []
    serve = rest
    await keepCheckpoint('models/tiny', {})
    expect(requests).toContain(`${weights} 5000`)
    expect(partsKept()).toEqual([])
  })

  test('what the browser does not keep is said', async () => {
    vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')) })
    expect(await code(keepCheckpoint('models/tiny', {}))).toBe('no-room')
  })
})

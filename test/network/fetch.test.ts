import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchCheckpoint } from '../../src/network/checkpoint/checkpoint'
import { neededFiles } from '../../src/network/checkpoint/card'
import { CheckpointError, type CheckpointErrorCode } from '../../src/network/errors'
import { attention, changed, filesOf, tiny } from './checkpoint-files'

let files: Map<string, Uint8Array<ArrayBuffer>>
let requests: string[]

beforeEach(() => {
  files = filesOf(tiny)
  requests = []
  vi.stubGlobal('location', { href: 'https://host/page/' })
  serve((file) => {
    const bytes = files.get(file)
    return bytes ? new Response(bytes) : new Response('not found', { status: 404 })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function serve(answer: (file: string) => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (url: URL, { signal }: RequestInit) => {
    signal?.throwIfAborted()
    requests.push(url.href)
    return answer(url.href.replace('https://host/page/models/tiny/', ''))
  })
}

async function failure(): Promise<CheckpointError> {
  const error: unknown = await fetchCheckpoint('models/tiny').then(
    () => 'accepted',
    (reason: unknown) => reason,
  )
  if (error instanceof CheckpointError) return error
  throw error
}

test('a checkpoint is fetched, verified and parsed, with progress over all of its files', async () => {
  const progress: [number, number][] = []
  const checkpoint = await fetchCheckpoint('models/tiny', {
    onProgress: (received, total) => progress.push([received, total]),
  })
  expect(checkpoint.verified).toBe(true)
  expect(checkpoint.weights.get('conv_in.weight')?.shape).toEqual([8, 1, 3, 3])
  expect(checkpoint.config.sample_size).toBe(28)
  const [received, total] = progress.at(-1) ?? []
  expect(received).toBe(total)
  expect(progress.every(([now], i) => i === 0 || now >= (progress[i - 1]?.[0] ?? 0))).toBe(true)
})

test('a model without classes', async () => {
  files = filesOf(attention)
  expect((await fetchCheckpoint('models/tiny/')).config.num_class_embeds).toBeNull()
})

test.each(['card.json', ...Object.values(neededFiles)])(
  '%s: missing, a web page, unreachable, corrupted, truncated, too long',
  async (file) => {
    const bytes = files.get(file) as Uint8Array<ArrayBuffer>
    const isCard = file === 'card.json'
    const served = async (content: BodyInit | undefined, code: CheckpointErrorCode, init?: ResponseInit) => {
      serve((path) =>
        path !== file
          ? new Response(files.get(path))
          : content === undefined
            ? Promise.reject(new TypeError('Failed to fetch'))
            : new Response(content, init),
      )
      const { code: failureCode, details } = await failure()
      expect({ found: failureCode, file: details.file }).toEqual({ found: code, file })
    }
    await served('gone', 'http', { status: 404 })
    await served('<!doctype html><title>App</title>', 'web-page', {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
    await served('\n<!DOCTYPE html><title>App</title>', 'web-page')
    await served(`<html>${'x'.repeat(5_000_000)}`, 'web-page')
    await served(undefined, 'unreachable')
    await served(bytes.subarray(0, bytes.length - 3), isCard ? 'not-json' : 'truncated')
    const broken = isCard ? bytes.indexOf(0x31) : 20 // the card's format 1, or anywhere
    await served(
      bytes.map((byte, i) => (i === broken ? byte ^ 1 : byte)),
      isCard ? 'field' : 'checksum',
    )
    await served(new Uint8Array(5_000_000).fill(0x20), 'oversized')
  },
)

test('a connection that breaks in the middle', async () => {
  serve((path) => {
    if (path !== neededFiles.weights) return new Response(files.get(path))
    return new Response(
      new ReadableStream({
        pull: (controller) => {
          controller.error(new TypeError('network error'))
        },
      }),
    )
  })
  expect((await failure()).code).toBe('unreachable')
})

test('an endless answer is not read to its end', async () => {
  let sentBytes = 0
  serve((path) => {
    if (path !== neededFiles.weights) return new Response(files.get(path))
    return new Response(
      new ReadableStream({
        pull: (controller) => {
          controller.enqueue(new Uint8Array(65536))
          sentBytes += 65536
        },
      }),
    )
  })
  expect((await failure()).code).toBe('oversized')
  expect(sentBytes).toBeLessThan(1_000_000)
})

test('no progress is told after a failure, though another file was still arriving', async () => {
  let flow = () => {
    /* set below */
  }
  let read = () => {
    /* set below */
  }
  const gate = new Promise<void>((resolve) => {
    flow = resolve
  })
  const arrived = new Promise<void>((resolve) => {
    read = resolve
  })
  let pulls = 0
  serve((path) => {
    if (path === neededFiles.config) return new Response('gone', { status: 404 })
    if (path !== neededFiles.weights) return new Response(files.get(path))
    return new Response(
      new ReadableStream({
        pull: async (controller) => {
          await gate
          controller.enqueue(new Uint8Array(100))
          if (++pulls === 3) read()
        },
      }),
    )
  })
  let count = 0
  await expect(
    fetchCheckpoint('models/tiny', {
      onProgress: () => {
        count++
      },
    }),
  ).rejects.toThrow(CheckpointError)
  const before = count
  flow()
  await arrived
  expect(count).toBe(before)
})

test('labels that the network has no rows for', async () => {
  files.set(
    'card.json',
    changed(files.get('card.json') as Uint8Array, { labels: Array.from({ length: 30 }, String), nullClass: 30 }),
  )
  expect(await failure()).toMatchObject({ code: 'field', details: { file: 'card.json', field: 'labels' } })
})

test('aborting is not a fault of the checkpoint', async () => {
  await expect(fetchCheckpoint('models/tiny', { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  })
})

test('where the browser has no SHA-256, the checkpoint says that it is unverified', async () => {
  vi.stubGlobal('crypto', {})
  expect((await fetchCheckpoint('models/tiny')).verified).toBe(false)
})

describe('the cache', () => {
  let keptResponses: Map<string, Response>
  beforeEach(() => {
    keptResponses = new Map()
    const cache = {
      match: (key: string) => Promise.resolve(keptResponses.get(key)?.clone()),
      put: (key: string, response: Response) => Promise.resolve(keptResponses.set(key, response)),
      delete: (key: string) => Promise.resolve(keptResponses.delete(key)),
    }
    vi.stubGlobal('caches', { open: () => Promise.resolve(cache) })
  })

  test('the second visit asks for the card only', async () => {
    await fetchCheckpoint('models/tiny')
    requests = []
    let last = [0, 1]
    const again = await fetchCheckpoint('models/tiny', { onProgress: (...now) => (last = now) })
    expect(requests).toEqual(['https://host/page/models/tiny/card.json'])
    expect(again.verified).toBe(true)
    expect(last[0]).toBe(last[1])
  })

  test('a poisoned entry is dropped and fetched again', async () => {
    await fetchCheckpoint('models/tiny')
    for (const key of keptResponses.keys()) keptResponses.set(key, new Response('poison'))
    requests = []
    expect((await fetchCheckpoint('models/tiny')).verified).toBe(true)
    expect(requests).toHaveLength(1 + Object.keys(neededFiles).length)
    for (const response of keptResponses.values()) expect(await response.clone().text()).not.toBe('poison')
  })

  test('it can be left alone', async () => {
    await fetchCheckpoint('models/tiny', { cache: false })
    expect(keptResponses.size).toBe(0)
  })

  test('it can be all that is used: what is not kept is refused by name, and nothing but the card is asked for', async () => {
    await expect(fetchCheckpoint('models/tiny', { cache: 'only' })).rejects.toMatchObject({ code: 'not-kept' })
    expect(requests).toEqual(['https://host/page/models/tiny/card.json'])
    await fetchCheckpoint('models/tiny')
    requests = []
    expect((await fetchCheckpoint('models/tiny', { cache: 'only' })).verified).toBe(true)
    expect(requests).toEqual([]) // the card is kept with its files
  })

  test('a full or forbidden storage is no failure', async () => {
    vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('denied', 'SecurityError')) })
    expect((await fetchCheckpoint('models/tiny')).verified).toBe(true)
  })
})

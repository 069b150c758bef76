import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { faultText } from '../../../src/i18n'
import '../../../src/i18n/files' // its faults
import { openForeign } from '../../../src/network/checkpoint/foreign'
import { urlSource } from '../../../src/network/checkpoint/url-source'
import { CheckpointError } from '../../../src/network/errors'
import { filesOf, tiny } from '../checkpoint-files'

let files: Map<string, Uint8Array<ArrayBuffer>>
let requests: { readonly url: string; readonly init: RequestInit }[]
const folder = 'https://elsewhere/models/tiny/'
const failed = () => Promise.reject(new TypeError('Failed to fetch'))

beforeEach(() => {
  files = filesOf(tiny)
  requests = []
  vi.stubGlobal('location', { href: 'https://page/app/' })
  serve((path) => {
    const bytes = files.get(path)
    return bytes ? new Response(bytes) : new Response('not found', { status: 404 })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function serve(answer: (path: string, init: RequestInit) => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit = {}) => {
    init.signal?.throwIfAborted()
    requests.push({ url: url.href, init })
    return answer(url.href.replace(folder, ''), init)
  })
}

async function failure(address = folder): Promise<CheckpointError> {
  const error: unknown = await Promise.resolve()
    .then(() => openForeign(urlSource(address)))
    .then(
      () => 'accepted',
      (reason: unknown) => reason,
    )
  if (!(error instanceof CheckpointError)) throw error
  expect(faultText(error.code, { ...error.details })).toMatch(/^\S.*[.)]$/)
  return error
}

test('a static folder opens; nothing of the visitor is sent along', async () => {
  const { card, notes } = await openForeign(urlSource(folder))
  expect({ id: card.id, notes }).toEqual({ id: 'tiny', notes: [] })
  expectNothingOfTheVisitor()
})

function expectNothingOfTheVisitor(): void {
  for (const { init } of requests) expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' })
}

describe('which folder an address means', () => {
  test.each<readonly [string, string]>([
    ['https://elsewhere/models/tiny', folder],
    ['https://elsewhere/models/tiny/model_index.json', folder],
    [' https://elsewhere/models/tiny/?download=true#top ', folder],
    ['models/mine', 'https://page/app/models/mine/'],
    ['https://huggingface.co/google/ddpm-cifar10-32', 'https://huggingface.co/google/ddpm-cifar10-32/resolve/main/'],
    [
      'https://huggingface.co/google/ddpm-cifar10-32/tree/main',
      'https://huggingface.co/google/ddpm-cifar10-32/resolve/main/',
    ],
    ...[
      'https://hf.co/google/ddpm-cifar10-32',
      'https://www.huggingface.co/google/ddpm-cifar10-32/',
      'http://huggingface.co/google/ddpm-cifar10-32.git',
      'https://huggingface.co/google/ddpm-cifar10-32/discussions/3',
      'https://huggingface.co/google/ddpm-cifar10-32/blob/main/config.json',
      'https://huggingface.co/google/ddpm-cifar10-32/resolve/main/diffusion_pytorch_model.safetensors?download=true',
      'https://huggingface.co/google/ddpm-cifar10-32/raw/main/README.md',
      'https://huggingface.co/google/ddpm-cifar10-32/tree/main/',
    ].map((address) => [address, 'https://huggingface.co/google/ddpm-cifar10-32/resolve/main/'] as const),
    ['https://huggingface.co/o/n/blob/v1.0/unet/config.json', 'https://huggingface.co/o/n/resolve/v1.0/unet/'],
    ['https://huggingface.co/o/n/commit/0123abc', 'https://huggingface.co/o/n/resolve/0123abc/'],
    ['https://huggingface.co/datasets/o/n/tree/main/net', 'https://huggingface.co/datasets/o/n/resolve/main/net/'],
    ['https://elsewhere/models/other/diffusion_pytorch_model.safetensors', 'https://elsewhere/models/other/'],
    ['https://elsewhere/models/v1.0', 'https://elsewhere/models/v1.0/'],
    [
      'https://huggingface.co/google/ddpm-cifar10-32/resolve/main/unet/',
      'https://huggingface.co/google/ddpm-cifar10-32/resolve/main/unet/',
    ],
  ])('%s', async (address, base) => {
    await urlSource(address).get('config.json', { atMost: 100 })
    expect(requests[0]?.url).toBe(`${base}config.json`)
  })

  test("its name is the folder's, or the repository's", () => {
    const named = [
      'https://a/b/my%20net/',
      'https://a/100%/',
      'https://a/',
      'https://huggingface.co/google/ddpm-cifar10-32',
    ].map((address) => urlSource(address).name)
    expect(named).toEqual(['my net', '100%', 'a', 'ddpm-cifar10-32'])
  })

  test.each([
    '',
    ' ',
    'ftp://a/b',
    'file:///etc/',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://a/b',
    'https://me:secret@a/b',
    'http://',
  ])('%j is none', async (address) => {
    expect((await failure(address)).code).toBe('address')
  })
})

describe('an address of one folder of a pipeline, or of a file in it, means the pipeline', () => {
  test.each([
    'unet',
    'unet/',
    'unet/config.json',
    'scheduler/scheduler_config.json',
    'unet/diffusion_pytorch_model.safetensors?download=true',
  ])('%s', async (part) => {
    const { card, notes, scheduler } = await openForeign(urlSource(`${folder}${part}`))
    expect([card.id, notes, scheduler.beta_schedule]).toEqual(['tiny', [], 'squaredcos_cap_v2'])
  })

  test("without a card, its scheduler is the one beside it, and its name the pipeline's", async () => {
    files.delete('card.json')
    const { card, notes, scheduler } = await openForeign(urlSource(`${folder}unet/`))
    expect([card.title, scheduler.beta_schedule]).toEqual(['tiny', 'squaredcos_cap_v2'])
    expect(notes).not.toContain('no-scheduler')
  })

  test('of latents, it is still refused', async () => {
    files.delete('card.json')
    files.set('model_index.json', new TextEncoder().encode('{"vae": ["diffusers", "AutoencoderKL"]}'))
    expect(await failure(`${folder}unet/`)).toMatchObject({ code: 'unsupported', details: { field: 'vae' } })
  })
})

test('a name and a password in an address are refused, and not repeated', async () => {
  const { details, message } = await failure('https://me:secret@elsewhere/models/tiny/')
  expect(details.found).toBe('https://elsewhere/models/tiny/')
  expect(message).not.toContain('secret')
})

describe('what is not there', () => {
  test.each([
    ['404', () => new Response('', { status: 404 })],
    ['403, as object stores say', () => new Response('', { status: 403 })],
    ['a start page instead', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['a start page that calls itself text', () => new Response('<html>')],
  ])('%s', async (_, answer) => {
    serve(answer)
    expect(await urlSource(folder).get('config.json', { atMost: 1000 })).toBeUndefined()
    expect((await failure()).code).toBe('absent')
  })

  test('a pickle is seen without being fetched', async () => {
    const weights = files.get('unet/diffusion_pytorch_model.safetensors') as Uint8Array<ArrayBuffer>
    files.delete('unet/diffusion_pytorch_model.safetensors')
    files.set('unet/diffusion_pytorch_model.bin', weights)
    expect((await failure()).code).toBe('pickle')
    expect(requests.filter(({ url }) => url.endsWith('.bin')).map(({ init }) => init.method)).toEqual(['HEAD'])
  })

  test('a server that fails is not a folder without files', async () => {
    serve(() => new Response('', { status: 500 }))
    expect(await failure()).toMatchObject({ code: 'http', details: { found: 500 } })
  })
})

describe('a server that cannot be read', () => {
  test('does not let other pages read it', async () => {
    serve((_, { mode }) => (mode === 'no-cors' ? new Response() : failed()))
    expect(await failure()).toMatchObject({ code: 'cors', details: { file: 'unet/config.json', found: 'elsewhere' } })
    expect(requests.filter(({ init }) => init.mode === 'no-cors').length).toBeGreaterThan(0)
    expectNothingOfTheVisitor()
  })

  test('aborted while it is asked whether it is there, is no fault of the server', async () => {
    const aborting = new AbortController()
    serve((_, { mode, signal }) => {
      if (mode === 'no-cors') aborting.abort()
      return mode === 'no-cors' ? Promise.reject((signal?.reason ?? new Error('no signal')) as Error) : failed()
    })
    await expect(openForeign(urlSource(folder), { signal: aborting.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  test('is not there', async () => {
    serve(failed)
    expect((await failure()).code).toBe('unreachable')
  })

  test("the page's own server needs no permission", async () => {
    serve((_, { mode }) => (mode === 'no-cors' ? new Response() : failed()))
    expect((await failure('models/mine')).code).toBe('unreachable')
  })

  test('permission for what is there only: the rest is absent', async () => {
    files.delete('probe.json')
    serve((path, { mode }) =>
      files.has(path)
        ? new Response(files.get(path))
        : mode === 'no-cors'
          ? new Response('', { status: 404 })
          : failed(),
    )
    expect((await openForeign(urlSource(folder))).notes).toEqual(['no-probe'])
  })
})

describe('too much', () => {
  test('a length that is said is believed, and nothing read', async () => {
    let read = false
    serve(
      () =>
        new Response(
          new ReadableStream(
            {
              pull: () => {
                read = true
              },
            },
            { highWaterMark: 0 },
          ),
          { headers: { 'content-length': '10000000000' } },
        ),
    )
    await expect(urlSource(folder).get('config.json', { atMost: 1000 })).rejects.toMatchObject({ code: 'oversized' })
    expect(read).toBe(false)
  })

  test('an answer without end is left', async () => {
    let sentBytes = 0
    serve(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => {
              controller.enqueue(new Uint8Array(65536))
              sentBytes += 65536
            },
          }),
        ),
    )
    await expect(urlSource(folder).get('config.json', { atMost: 200_000 })).rejects.toMatchObject({ code: 'oversized' })
    expect(sentBytes).toBeLessThan(1_000_000)
  })

  test('a length that is wrong does no harm', async () => {
    const bytes = new Uint8Array(5000).fill(7)
    serve(() => new Response(bytes, { headers: { 'content-length': '10' } }))
    expect(await urlSource(folder).get('config.json', { atMost: 10_000 })).toEqual(bytes)
  })
})

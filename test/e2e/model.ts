import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright'

/** The server's answer for a file: its bytes, or any other response. */
export type Answer = Uint8Array | { readonly status: number; readonly contentType: string; readonly body: string }

/** The served files of a model, by path. A test may break and repair them while the page is open. */
export type Model = Map<string, Answer>

export const WEIGHTS = 'unet/diffusion_pytorch_model.safetensors'
const files = ['card.json', 'probe.json', 'scheduler/scheduler_config.json', 'unet/config.json', WEIGHTS]
const tiny = new URL('../golden/tiny/', import.meta.url)

export const original = (path: string): Uint8Array => readFileSync(new URL(path, tiny))

/** The tiny checkpoint with random weights, served instead of the digits, because its steps are cheap even on an emulated GPU. */
export const tinyModel = (): Model => new Map(files.map((path) => [path, original(path)]))

interface Card {
  files: Record<string, { bytes: number; sha256: string }>
  [field: string]: unknown
}

export const cardOf = (): Card => JSON.parse(new TextDecoder().decode(original('card.json'))) as Card

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

/** The model with other bytes in one file, and a card with their hash. */
export function forged(path: string, bytes: Uint8Array): Model {
  const card = cardOf()
  card.files[path] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  return tinyModel().set(path, bytes).set('card.json', json(card))
}

/** Serves the model to the context's pages, once `when` has resolved. */
export async function serveModel(context: BrowserContext, model: Model, when?: Promise<void>): Promise<void> {
  await context.route('**/models/digits-v/**', async (route) => {
    await when
    const answer = model.get(new URL(route.request().url()).pathname.replace(/^.*\/models\/digits-v\//, ''))
    if (!answer) await route.fulfill({ status: 404, body: 'not found' })
    else if (answer instanceof Uint8Array)
      await route.fulfill({ body: Buffer.from(answer), contentType: 'application/octet-stream' })
    else await route.fulfill(answer)
  })
}

/** Serves the shipped model to the context's pages only once `until` has resolved. */
export async function holdBack(context: BrowserContext, until: Promise<void>): Promise<void> {
  await context.route('**/models/digits-v/**', async (route) => {
    await until
    await route.fallback()
  })
}

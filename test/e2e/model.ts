import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright'

/** What the server answers for a file: its bytes, or anything else that a server may say. */
export type Answer = Uint8Array | { readonly status: number; readonly contentType: string; readonly body: string }

/** A model's files by path, as they are served; a test may break them and mend them while the page is open. */
export type Model = Map<string, Answer>

export const WEIGHTS = 'unet/diffusion_pytorch_model.safetensors'
const files = ['card.json', 'probe.json', 'scheduler/scheduler_config.json', 'unet/config.json', WEIGHTS]
const tiny = new URL('../golden/tiny/', import.meta.url)

export const original = (path: string): Uint8Array => readFileSync(new URL(path, tiny))

/** The tiny checkpoint with random weights, in the place of the digits: a step costs little on an emulated GPU too. */
export const tinyModel = (): Model => new Map(files.map((path) => [path, original(path)]))

interface Card {
  files: Record<string, { bytes: number; sha256: string }>
  [field: string]: unknown
}

export const cardOf = (): Card => JSON.parse(new TextDecoder().decode(original('card.json'))) as Card

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

/** The model with other bytes in a file, and a card that vouches for them. */
export function forged(path: string, bytes: Uint8Array): Model {
  const card = cardOf()
  card.files[path] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  return tinyModel().set(path, bytes).set('card.json', json(card))
}

/** Lets the context's pages find the model; `when` holds it back. */
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

/** Lets the context's pages have the shipped model only when the time has come. */
export async function holdBack(context: BrowserContext, until: Promise<void>): Promise<void> {
  await context.route('**/models/digits-v/**', async (route) => {
    await until
    await route.fallback()
  })
}

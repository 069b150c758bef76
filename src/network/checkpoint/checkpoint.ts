import { expectedTensors } from '../unet/expected'
import { CheckpointError } from '../errors'
import { keep, recall } from './cache'
import { cardFile, maxBytes, neededFiles, parseCard, type Card, type CardFile } from './card'
import { parseConfig } from './config'
import { download, type DownloadOptions } from './download'
import type { CheckpointNote } from './notes'
import { parseProbe, type Probe } from './probe'
import { parseSafetensors, type Weight } from './safetensors'
import { parseScheduler, type SchedulerConfig } from './scheduler'
import type { UNetConfig } from './unetConfig'
import { verify } from './verify'

/** A checkpoint of which everything has been checked. */
export interface Checkpoint {
  readonly card: Card
  readonly config: UNetConfig
  readonly scheduler: SchedulerConfig
  /** By diffusers' parameter name; shapes as in PyTorch. */
  readonly weights: ReadonlyMap<string, Weight>
  readonly probe: Probe
  /** Whether every file's SHA-256 was verified: not on insecure pages, where the browser offers none, nor without a card that lists them. */
  readonly verified: boolean
  /** What had to be assumed, because the folder does not say it; the page has a sentence for each. */
  readonly notes: readonly CheckpointNote[]
}

export interface FetchOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (received: number, total: number) => void
  /** Keep the files for the next visit (default true). */
  readonly cache?: boolean
}

/** The files that a checkpoint is made of, as bytes. */
export type CheckpointFiles = Record<keyof typeof neededFiles, Uint8Array>

/**
 * Fetches `card.json` and the files that it names, verifies and parses them.
 *
 * @param baseUrl the checkpoint's folder, absolute or relative to the page (or worker)
 * @throws CheckpointError, or the signal's AbortError
 */
export async function fetchCheckpoint(baseUrl: string, { signal, onProgress, cache = true }: FetchOptions = {}): Promise<Checkpoint> {
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, globalThis.location.href)
  const card = parseCard(await download(cardFile, new URL(cardFile, base), { atMost: maxBytes.card }, { signal }), base.pathname.split('/').at(-2) ?? '')

  const names = Object.keys(neededFiles) as (keyof typeof neededFiles)[]
  const files = names.map((name) => neededFiles[name])
  const total = files.reduce((sum, file) => sum + entryOf(card, file).bytes, 0)
  const received = new Map<string, number>()
  const failed = new AbortController()
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
  const loaded = await Promise.all(
    files.map((file) =>
      fetchFile(file, base, entryOf(card, file), cache, {
        signal: stop,
        onBytes: (bytes) => { if (!stop.aborted) onProgress?.(sumWith(received, file, bytes), total) }, // no progress after a failure
      }),
    ),
  ).catch((error: unknown) => {
    failed.abort() // the other files are of no use any more
    throw error
  })
  const bytes = Object.fromEntries(names.map((name, i) => [name, loaded[i]?.bytes])) as CheckpointFiles
  return { ...parseCheckpoint(card, bytes), verified: loaded.every((file) => file.verified) }
}

/** Files that are already here → a checked checkpoint. */
export function parseCheckpoint(card: Card, files: CheckpointFiles): Omit<Checkpoint, 'verified'> {
  const config = parseConfig(neededFiles.config, files.config)
  checkClasses(card, config)
  const { scheduler, notes } = parseScheduler(neededFiles.scheduler, files.scheduler, config)
  return {
    card,
    config,
    scheduler,
    notes,
    weights: parseSafetensors(neededFiles.weights, files.weights, expectedTensors(config)),
    probe: parseProbe(neededFiles.probe, files.probe, config),
  }
}

async function fetchFile(file: string, base: URL, entry: CardFile, cache: boolean, options: DownloadOptions): Promise<{ bytes: Uint8Array<ArrayBuffer>; verified: boolean }> {
  const kept = cache ? await recall(entry.sha256) : undefined
  if (kept?.length === entry.bytes) {
    options.onBytes?.(kept.length, kept.length)
    return { bytes: kept, verified: true }
  }
  const bytes = await download(file, new URL(file, base), { exactly: entry.bytes }, options)
  const verified = await verify(file, bytes, entry.sha256)
  if (cache && verified) await keep(entry.sha256, bytes)
  return { bytes, verified }
}

/** The card's labels and null class must be rows of the class embedding, where that is a table. */
export function checkClasses(card: Card, config: UNetConfig): void {
  if (config.class_embed_type !== null) return
  const rows = config.num_class_embeds ?? 0
  const used = config.num_class_embeds === null ? card.labels.length : Math.max(card.labels.length, card.nullClass + 1)
  if (used > rows) {
    throw new CheckpointError('field', { file: cardFile, field: 'labels', found: `${card.labels.length} labels and null class ${card.nullClass}`, expected: `classes below ${rows}` })
  }
}

function entryOf(card: Card, file: string): CardFile {
  const entry = card.files.get(file)
  if (!entry) throw new CheckpointError('field', { file: cardFile, field: 'files', found: 'nothing', expected: file })
  return entry
}

function sumWith(parts: Map<string, number>, key: string, value: number): number {
  parts.set(key, value)
  return [...parts.values()].reduce((sum, part) => sum + part, 0)
}

import { expectedTensors } from '../config/expected'
import { CheckpointError } from '../errors'
import { cardFile, neededFiles, parseCard, type Card } from './card'
import { readConfig } from './config'
import type { FetchOptions } from './fetch-files'
import { fetchFolder } from './fetch-folder'
import type { CheckpointNote } from './notes'
import { parseProbe, type Probe } from './probe'
import { parseSafetensors, type Weight } from './safetensors'
import { parseScheduler, type SchedulerConfig } from './scheduler'
import type { UNetConfig } from '../config/unet-config'

export type { FetchOptions } from './fetch-files'

/** A checkpoint, completely checked. */
export interface Checkpoint {
  readonly card: Card
  readonly config: UNetConfig
  readonly scheduler: SchedulerConfig
  /** The weights by diffusers' parameter names; shapes as in PyTorch. */
  readonly weights: ReadonlyMap<string, Weight>
  readonly probe: Probe
  /** Whether the SHA-256 of every file was verified. It cannot be on insecure pages, where browsers offer no SHA-256, or without a card that lists it. */
  readonly verified: boolean
  /** The assumptions that the page makes because the folder does not give the answer. */
  readonly notes: readonly CheckpointNote[]
}

/** The bytes of the files of a checkpoint. */
type CheckpointFiles = Record<keyof typeof neededFiles, Uint8Array>

/**
 * Fetches `card.json` and the files that it names, or takes kept ones, then verifies and parses them.
 *
 * @param baseUrl the checkpoint's folder, absolute or relative to the page (or worker)
 * @throws CheckpointError, or the signal's AbortError
 */
export async function fetchCheckpoint(baseUrl: string, options: FetchOptions = {}): Promise<Checkpoint> {
  const names = Object.keys(neededFiles) as (keyof typeof neededFiles)[]
  const { card, bytes, verified } = await fetchFolder(
    baseUrl,
    parseCard,
    names.map((name) => neededFiles[name]),
    options,
  )
  const files = Object.fromEntries(names.map((name) => [name, bytes.get(neededFiles[name])])) as CheckpointFiles
  return { ...parseCheckpoint(card, files), verified }
}

/** Parses and checks the bytes of all files. */
function parseCheckpoint(card: Card, files: CheckpointFiles): Omit<Checkpoint, 'verified'> {
  const { config, notes: configNotes } = readConfig(neededFiles.config, files.config)
  checkClasses(card, config)
  const { scheduler, notes } = parseScheduler(neededFiles.scheduler, files.scheduler, config)
  return {
    card,
    config,
    scheduler,
    notes: [...configNotes, ...notes],
    weights: parseSafetensors(neededFiles.weights, files.weights, expectedTensors(config)),
    probe: parseProbe(neededFiles.probe, files.probe, config),
  }
}

/** Checks that the card's labels and null class are rows of the class embedding; an embedding of type 'timestep' takes any number. */
export function checkClasses(card: Card, config: UNetConfig): void {
  if (config.class_embed_type === 'timestep') return
  const rows = config.num_class_embeds ?? 0
  const neededRows =
    config.num_class_embeds === null ? card.labels.length : Math.max(card.labels.length, card.nullClass + 1)
  if (neededRows > rows) {
    throw new CheckpointError('field', {
      file: cardFile,
      field: 'labels',
      found: ['labels-and-null-class', card.labels.length, String(card.nullClass)],
      expected: ['classes-below', rows],
    })
  }
}

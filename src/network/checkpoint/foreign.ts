import { CheckpointError } from '../errors'
import { checkFits, pageLimits, type Limits } from '../limits'
import { expectedTensors } from '../config/expected'
import { cardFile, maxBytes, menuOf, neededFiles, parseCard, type Card } from './card'
import { checkClasses, type Checkpoint } from './checkpoint'
import { readConfig } from './config'
import { get, parseObject } from './fields'
import type { CheckpointNote } from './notes'
import { parseProbe, type Probe } from './probe'
import { defaultScheduler, parseScheduler } from './scheduler'
import type { Source } from './source'
import { neutralInputs, type UNetConfig } from '../config/unet-config'
import { verify } from './verify'
import { checkPipeline, loadWeights } from './weights'

interface OpenOptions {
  readonly signal?: AbortSignal | undefined
  /** Reports the bytes of the weights; the total is 0 if the server does not announce it. */
  readonly onProgress?: ((received: number, total: number) => void) | undefined
  /** The limits of the machine, if they are known already (`deviceLimits`). */
  readonly limits?: Limits
  /** The side of the pictures in pixels, for a folder that does not give it. */
  readonly size?: number | undefined
  /** Called when all but the weights has been read; it throws to refuse the network. @param file the name of its config */
  readonly check?: (network: Pick<Checkpoint, 'config' | 'scheduler'>, file: string) => void
}

/**
 * Opens anyone's `UNet2DModel`: a pipeline's folder (unet/, scheduler/) or that of the network alone. It reads all small
 * files first, so that whatever this page cannot compute is named before the weights are downloaded. If there is a card in this
 * page's format, the files must have its SHA-256.
 *
 * @throws CheckpointError, the signal's AbortError, or what `check` throws
 */
export async function openForeign(
  opened: Source,
  { signal, onProgress, limits = pageLimits, check, size }: OpenOptions = {},
): Promise<Checkpoint> {
  const folder = await pipelineOf(opened, signal)
  const ourCard = await findCard(folder, signal)
  const { source, verified } = ourCard ? verifyingSource(folder, ourCard) : { source: folder, verified: () => false }
  const json: ReadJson = (path) => source.get(path, { atMost: maxBytes.json, signal })
  const { subfolder, file, bytes } = await findConfig(source, json)
  const { config, notes: configNotes } = readConfig(file, bytes, size)
  checkFits(config, limits, file)
  const pipeline = subfolder ? await json('model_index.json') : undefined
  if (pipeline) checkPipeline('model_index.json', pipeline)
  const { scheduler, notes } = await findScheduler(json, config)
  check?.({ config, scheduler }, file)
  const card = ourCard ?? cardOf(folder.name, config)
  checkClasses(card, config)
  const stored = ourCard ? await json(neededFiles.probe) : undefined
  const probe = stored ? parseProbe(neededFiles.probe, stored, config) : noProbe
  const weights = await loadWeights(source, subfolder, expectedTensors(config), { signal, onProgress })
  const missing: CheckpointNote[] = [
    ...(ourCard ? [] : (['no-card'] as const)),
    ...(stored ? [] : (['no-probe'] as const)),
  ]
  return {
    card,
    config,
    scheduler,
    probe,
    weights,
    verified: verified(),
    notes: [...configNotes, ...notes, ...usageNotes(config, card), ...missing],
  }
}

/** Notes on the ways in which this page uses a network differently from its authors. */
function usageNotes(
  { time_embedding_type, class_embed_type }: UNetConfig,
  { labels }: Card,
): readonly CheckpointNote[] {
  return [
    ...(time_embedding_type === 'fourier' ? (['log-time'] as const) : []),
    ...(class_embed_type !== null && labels.length === 0 ? (['class-unasked'] as const) : []),
  ]
}

type ReadJson = (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>

const noProbe: Probe = { generator: 'none', cases: [] }

/** Wraps a folder so that it refuses a listed file whose SHA-256 is not the card's. It also tells whether all files were verified. */
function verifyingSource(folder: Source, card: Card): { readonly source: Source; readonly verified: () => boolean } {
  let allVerified = true
  const source: Source = {
    ...folder,
    async get(path, options) {
      const bytes = await folder.get(path, options)
      const listed = card.files.get(path)
      if (bytes) allVerified = listed !== undefined && (await verify(path, bytes, listed.sha256)) && allVerified
      return bytes
    },
  }
  return { source, verified: () => allVerified }
}

/** The folder of the whole pipeline, if the visitor opened one of its subfolders. */
async function pipelineOf(source: Source, signal: AbortSignal | undefined): Promise<Source> {
  const around = await source.above?.get(neededFiles.config, { atMost: maxBytes.json, signal }).catch(corsErrorOf)
  return source.above && around && !(around instanceof CheckpointError) ? source.above : source
}

/** Returns a CORS error, and throws any other. A server may allow pages to read its files but not its "not found": then a missing file looks forbidden. */
function corsErrorOf(error: unknown): CheckpointError {
  if (error instanceof CheckpointError && error.code === 'cors') return error
  throw error
}

/** The network's configuration, and the subfolder that it lies in. */
async function findConfig(
  source: Source,
  json: ReadJson,
): Promise<{ subfolder: string; file: string; bytes: Uint8Array }> {
  let first: unknown
  for (const subfolder of ['unet/', '']) {
    const file = `${subfolder}config.json`
    const bytes = await json(file).catch(corsErrorOf)
    if (bytes instanceof CheckpointError) first ??= bytes
    else if (bytes) return { subfolder, file, bytes }
  }
  if (first instanceof CheckpointError) throw first
  if (source.archive !== undefined) throw new CheckpointError('zip', { file: source.archive })
  throw new CheckpointError('absent', { file: neededFiles.config, expected: ['or-file', 'config.json'] })
}

/** Finds the scheduler in the pipeline's folder for it, or beside the network's config, where early diffusers saved it. */
async function findScheduler(json: ReadJson, config: UNetConfig) {
  for (const file of [neededFiles.scheduler, 'scheduler_config.json']) {
    const bytes = await json(file)
    if (bytes) return parseScheduler(file, bytes, config)
  }
  return defaultScheduler(config)
}

/** Finds a card in this page's format; a card.json in another format is ignored. */
async function findCard(source: Source, signal: AbortSignal | undefined): Promise<Card | undefined> {
  const bytes = await source.get(cardFile, { atMost: maxBytes.json, signal }).catch(corsErrorOf)
  if (!bytes || bytes instanceof CheckpointError) return undefined
  return get(parseObject(cardFile, bytes), 'format') === undefined ? undefined : parseCard(bytes, source.name)
}

const unknown = { name: 'unknown', licence: 'unknown', source: 'unknown' }

/** Makes a card for a network that has none: numbers name its classes, and no class stands for "none". */
function cardOf(name: string, config: UNetConfig): Card {
  const labels = Array.from({ length: config.num_class_embeds ?? 0 }, (_, i) => String(i))
  const title = name.slice(0, 200) || 'A network of your own'
  return {
    format: 1,
    id: title.slice(0, 64),
    title,
    labels,
    nullClass: neutralInputs(config).label,
    noClass: null,
    menus: menuOf(labels),
    data: unknown,
    licence: 'unknown',
    recipe: {},
    commit: 'unknown',
    training: {},
    quality: null,
    denoisingError: null,
    files: new Map(),
  }
}

import { CheckpointError, type CheckpointErrorCode } from '../errors'
import { keepCard, recallCard } from './cache'
import { cardFile, maxBytes, type CardFile } from './card'
import { download } from './download'
import { fetchFiles, folderUrl, type FetchOptions } from './fetch-files'

interface Folder<Card> {
  readonly card: Card
  /** By path. */
  readonly bytes: ReadonlyMap<string, Uint8Array>
  /** Whether every SHA-256 was verified. */
  readonly verified: boolean
}

/** Errors that mean that a file could not be fetched, not that it is wrong. */
const ofNetwork: readonly CheckpointErrorCode[] = ['unreachable', 'http', 'web-page']

/**
 * Fetches a folder's card and the files that it names. If the connection fails, it takes the files that an earlier visit kept,
 * with the card of that visit.
 *
 * @param parse bytes of the card, and the folder's name → the card
 * @param files the paths of the wanted files
 * @throws CheckpointError, or the signal's AbortError
 */
export async function fetchFolder<Card extends { readonly files: ReadonlyMap<string, CardFile> }>(
  baseUrl: string,
  parse: (bytes: Uint8Array, name: string) => Card,
  files: readonly string[],
  options: FetchOptions,
): Promise<Folder<Card>> {
  const base = folderUrl(baseUrl)
  const { signal, cache = true } = options
  const name = base.pathname.split('/').at(-2) ?? ''
  const recallFolder = async (): Promise<Folder<Card> | undefined> => {
    const bytes = await recallCard(base)
    if (!bytes) return undefined
    try {
      const card = parse(bytes, name)
      return { card, ...(await fetchFiles(base, card.files, files, { ...options, cache: 'only' })) }
    } catch (error) {
      if (error instanceof CheckpointError) return undefined
      throw error
    }
  }
  const downloadFolder = async (): Promise<Folder<Card>> => {
    const bytes = await download(cardFile, new URL(cardFile, base), { atMost: maxBytes.card }, { signal })
    const card = parse(bytes, name)
    const loaded = await fetchFiles(base, card.files, files, options)
    if (cache && loaded.verified) await keepCard(base, bytes) // the card is kept after the files that it names
    return { card, ...loaded }
  }
  if (cache === 'only') return (await recallFolder()) ?? downloadFolder()
  return downloadFolder().catch(async (error: unknown) => {
    const fallback =
      cache && error instanceof CheckpointError && ofNetwork.includes(error.code) ? await recallFolder() : undefined
    if (!fallback) throw error
    return fallback
  })
}

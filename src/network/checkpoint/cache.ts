import { sha256 } from './verify'

const cacheName = 'noisewalk-checkpoints'

/** Returns the file with this SHA-256 if an earlier visit kept it. Deletes it if its bytes do not match (damaged or poisoned). */
export async function recall(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const cache = await caches.open(cacheName)
    const response = await cache.match(keyOf(hash))
    if (!response) return undefined
    const bytes = new Uint8Array(await response.arrayBuffer())
    if ((await sha256(bytes)) === hash) return bytes
    await cache.delete(keyOf(hash))
  } catch {
    // No Cache API (insecure page), or storage is denied: the file has to be downloaded.
  }
  return undefined
}

/** Keeps the verified bytes for the next visit, if the browser allows it. */
export const keep = (hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => put(keyOf(hash), bytes)

/** Returns which of these files are kept on this machine. */
export async function keptOf(hashes: readonly string[]): Promise<readonly string[]> {
  try {
    const cache = await caches.open(cacheName)
    const isKept = await Promise.all(hashes.map(async (hash) => (await cache.match(keyOf(hash))) !== undefined))
    return hashes.filter((_, i) => isKept[i])
  } catch {
    return [] // no Cache API: nothing is kept
  }
}

/** Deletes these files from this machine. */
export async function forget(hashes: readonly string[]): Promise<void> {
  try {
    const cache = await caches.open(cacheName)
    await Promise.all(hashes.map((hash) => cache.delete(keyOf(hash))))
  } catch {
    // no Cache API: nothing is kept
  }
}

/** The beginning of the file with this SHA-256 if its download broke off; it is unverified until the rest has arrived. */
export const recallPart = (hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> => bytesAt(partOf(hash))

export const keepPart = (hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => put(partOf(hash), bytes)

export async function dropPart(hash: string): Promise<void> {
  await caches
    .open(cacheName)
    .then((cache) => cache.delete(partOf(hash)))
    .catch(() => undefined)
}

/** The card of a folder, as it was when its files were kept. */
export const recallCard = (folder: URL): Promise<Uint8Array<ArrayBuffer> | undefined> => bytesAt(cardOf(folder))

export const keepCard = (folder: URL, bytes: Uint8Array<ArrayBuffer>): Promise<void> => put(cardOf(folder), bytes)

async function bytesAt(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await (await caches.open(cacheName)).match(key)
    return response && new Uint8Array(await response.arrayBuffer())
  } catch {
    return undefined // no Cache API, or storage is denied
  }
}

async function put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await (await caches.open(cacheName)).put(key, new Response(bytes))
  } catch {
    // No Cache API, no room, or private browsing: the next visit downloads again.
  }
}

// These are keys only: nothing is ever fetched from these addresses.
const keyOf = (hash: string) => `/checkpoints/sha256/${hash}`
const partOf = (hash: string) => `/checkpoints/part/${hash}`
const cardOf = (folder: URL) => `/checkpoints/card/${encodeURIComponent(folder.href)}`

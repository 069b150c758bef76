import { sha256 } from './verify'

const cacheName = 'noisewalk-checkpoints'

/** The file with that SHA-256, if an earlier visit kept it. What does not match its key (damaged or poisoned) is dropped. */
export async function recall(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const cache = await caches.open(cacheName)
    const kept = await cache.match(keyOf(hash))
    if (!kept) return undefined
    const bytes = new Uint8Array(await kept.arrayBuffer())
    if ((await sha256(bytes)) === hash) return bytes
    await cache.delete(keyOf(hash))
  } catch {
    // No Cache API (insecure page), or storage is denied: the network has the file.
  }
  return undefined
}

/** Keeps the verified bytes for the next visit, where the browser allows it. */
export async function keep(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    const cache = await caches.open(cacheName)
    await cache.put(keyOf(hash), new Response(bytes))
  } catch {
    // No Cache API, no room, or private browsing: the next visit downloads again.
  }
}

/** Which of these files are kept on this machine. */
export async function keptOf(hashes: readonly string[]): Promise<readonly string[]> {
  try {
    const cache = await caches.open(cacheName)
    const found = await Promise.all(hashes.map(async (hash) => (await cache.match(keyOf(hash))) !== undefined))
    return hashes.filter((_, i) => found[i])
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

/** A key only: nothing is ever fetched from there. */
function keyOf(hash: string): string {
  return `/checkpoints/sha256/${hash}`
}

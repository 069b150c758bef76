import { CheckpointError } from '../errors'

/** SHA-256 as lower-case hexadecimal; undefined if the browser offers none (on http:// pages other than localhost). */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto } // typed as always there; absent on insecure pages
  if (!subtle) return undefined
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Compares the bytes with the card's SHA-256.
 *
 * @returns false if the browser cannot compute it: size, structure and values are still checked, and the page may
 *   say that the files are unverified
 */
export async function verify(file: string, bytes: Uint8Array<ArrayBuffer>, expected: string): Promise<boolean> {
  const digest = await sha256(bytes)
  if (digest !== undefined && digest !== expected) {
    throw new CheckpointError('checksum', {
      file,
      field: 'sha256',
      found: `${digest.slice(0, 12)}…`,
      expected: `${expected.slice(0, 12)}…`,
    })
  }
  return digest !== undefined
}

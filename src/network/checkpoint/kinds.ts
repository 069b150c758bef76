/** Recognises files that are not safetensors files by their first bytes. PyTorch's own are pickles, or zip archives of pickles. */

const beginsWith = (bytes: Uint8Array, ...start: readonly number[]) => start.every((byte, i) => bytes[i] === byte)

export const zipArchive = (bytes: Uint8Array): boolean => beginsWith(bytes, 0x50, 0x4b, 3, 4)

export function pickle([a, b, c]: Uint8Array): boolean {
  return a === 0x80 && b !== undefined && b >= 2 && b <= 5 && (c === 0x8a || c === 0x95 || c === 0x63 || c === 0x7d)
}

/** Whether a file is the placeholder of a large file, which Git has until `git lfs pull` fetches the file. */
export const lfsPointer = (bytes: Uint8Array): boolean =>
  textOf(bytes).startsWith('version https://git-lfs.github.com/spec/')

/**
 * Whether the bytes begin as HTML or XML does. No safetensors file does: as a header length, three such bytes would mean
 * more than 2 MB.
 */
export const looksLikeWebPage = (bytes: Uint8Array): boolean => /^\s*<[!?a-z][a-z-]/i.test(textOf(bytes))

const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 64))

// What the first bytes of a file tell, for whoever opens one: the network's checkpoints, and files that visitors bring.

const beginsWith = (bytes: Uint8Array, ...start: readonly number[]) => start.every((byte, i) => bytes[i] === byte)

export const isZipArchive = (bytes: Uint8Array): boolean => beginsWith(bytes, 0x50, 0x4b, 3, 4)

/** Whether a file may be a Python pickle, of protocols 2 to 5. The length of a safetensors header may begin with these bytes too. */
export const isPickle = ([first, protocol = 0]: Uint8Array): boolean => first === 0x80 && protocol >= 2 && protocol <= 5

/** Whether a file is the placeholder of a large file, which Git has until `git lfs pull` fetches the file. */
export const isLfsPointer = (bytes: Uint8Array): boolean =>
  textOf(bytes).startsWith('version https://git-lfs.github.com/spec/')

/**
 * Whether the bytes begin as HTML or XML does. No safetensors file does: as a header length, three such bytes would mean
 * more than 2 MB.
 */
export const looksLikeWebPage = (bytes: Uint8Array): boolean => /^\s*<[!?a-z][a-z-]/i.test(textOf(bytes))

const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 64))

/** WebAssembly's memory has whole pages, in bytes; the first holds what the module itself needs. */
export const page = 2 ** 16

/** A memory of so many bytes at least. @throws Error if there is not enough */
export function allocate(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / page)
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared })
  } catch (cause) {
    throw new Error(`WebAssembly has no ${bytes} bytes of memory`, { cause })
  }
}

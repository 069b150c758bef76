declare global {
  /** The portable page's own files as data: addresses, by path (setup/portable). */
  var embedded: ((path: string) => string | undefined) | undefined
}

/** The address of a file that the page brings, for what loads by address: letters and pictures. What is fetched needs none of this. */
export const pageFile = (path: string): string => globalThis.embedded?.(path) ?? `${import.meta.env.BASE_URL}${path}`

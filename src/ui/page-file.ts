declare global {
  /** In the portable page: the data: address of one of its files, by path (setup/portable). */
  var embedded: ((path: string) => string | undefined) | undefined
}

/** The address of one of the page's files, for fonts and pictures, which load by address. Code that calls `fetch` does not need it. */
export const pageFile = (path: string): string => globalThis.embedded?.(path) ?? `${import.meta.env.BASE_URL}${path}`

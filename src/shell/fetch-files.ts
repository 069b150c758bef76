/** Files by their addresses: those that came with the page itself, and those that were fetched since. */
const arrivals = new Map<string, Promise<unknown>>(
  [...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script[src], link[href]')].map((element) => [
    'src' in element ? element.src : element.href,
    Promise.resolve(),
  ]),
)

/** Puts a stylesheet into the page. */
const fetchStyles = (address: string) =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = address
    link.onload = resolve
    link.onerror = () => {
      link.remove()
      reject(new Error(`${address} did not arrive`))
    }
    document.head.append(link)
  })

/** Fetches a script into the browser's cache, where an import finds it. Some hosts answer with a page where a file is missing. */
async function fetchScript(address: string): Promise<void> {
  const response = await fetch(address)
  const type = response.headers.get('Content-Type') ?? ''
  if (!response.ok || !/(java|ecma)script/.test(type)) throw new Error(`${address}: ${response.status} ${type}`)
  await response.arrayBuffer()
}

function fetchOnce(address: string): Promise<unknown> {
  const arrival =
    arrivals.get(address) ??
    (address.endsWith('.css') ? fetchStyles : fetchScript)(address).catch((error: unknown) => {
      arrivals.delete(address) // it is fetched again when it is wanted again
      throw error
    })
  arrivals.set(address, arrival)
  return arrival
}

/**
 * Imports a part of the page once its files have arrived. Firefox never again asks for a module that has failed, nor for one that
 * imports it, until the page is loaded anew; so nothing is imported that may fail. `setup/page-files.ts` puts this function around
 * each import.
 *
 * @param files the part's own and those that it imports, relative to the importer's address
 * @throws if a file did not arrive
 */
export async function importFetched<Part>(
  importPart: () => Promise<Part>,
  files: readonly string[],
  importer: string,
): Promise<Part> {
  await Promise.all(files.map((file) => fetchOnce(new URL(file, importer).href)))
  return importPart()
}

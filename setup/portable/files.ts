import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const types: Readonly<Record<string, string>> = { '.woff2': 'font/woff2', '.json': 'application/json', '.png': 'image/png' }

/** Files of public as data: addresses, by their path. @param pattern which paths */
export function embeddedFiles(pattern: RegExp): Readonly<Record<string, string>> {
  const folder = join(root, 'public')
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).filter((path) => pattern.test(path)).sort()
  return Object.fromEntries(paths.map((path) => [path, `data:${types[extname(path)] ?? 'application/octet-stream'};base64,${readFileSync(join(folder, path)).toString('base64')}`]))
}

/**
 * A program that runs first in the page and in each worker. It replaces `fetch`, so that code that asks for one of these files beside
 * the page gets its data: address.
 */
export const answering = (files: Readonly<Record<string, string>>): string => `
const files = ${JSON.stringify(files)}
globalThis.embedded = (path) => files[path]
const fetchOutside = globalThis.fetch
const base = globalThis.document?.baseURI
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input, base)
  const beside = url.protocol === 'file:' || url.origin === location.origin
  const path = beside ? Object.keys(files).find((each) => url.pathname.endsWith('/' + each)) : undefined
  return fetchOutside(path === undefined ? input : files[path], init)
}
`

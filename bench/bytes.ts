import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { firstFaces, laterFaces } from '../src/ui/fonts'

/** Bytes of a file as a host sends it: gzip at its default level. */
const countSentBytes = (dist: string, file: string) => gzipSync(readFileSync(join(dist, file))).length

/** Files of the build that its page loads before anything of it runs: the entry, what it preloads and imports. */
export function firstScripts(dist: string): string[] {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = new Set<string>()
  const add = (file: string) => {
    if (scripts.has(file)) return
    scripts.add(file)
    // Static imports of a built chunk: import{…}from"./x.js" and import"./x.js", but not import("./x.js").
    for (const [, name] of readFileSync(join(dist, file), 'utf8').matchAll(
      /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g,
    ))
      add(`assets/${name ?? ''}`)
  }
  for (const [, file] of html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)) if (file) add(file)
  return [...scripts]
}

export function bytesOf(dist: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + countSentBytes(dist, file), 0)
}

/** Bytes of the fonts that the page's first picture waits for, and of those that come when their letters are shown: WOFF2, which no host packs further. */
export function fontBytes(dist: string): { readonly first: number; readonly later: number } {
  const bytesIn = (faces: readonly { readonly file: string }[]) =>
    faces.reduce((sum, { file }) => sum + statSync(join(dist, 'fonts', `${file}.woff2`)).size, 0)
  return { first: bytesIn(firstFaces), later: bytesIn(laterFaces) }
}

/** Bytes of a model's files that the page fetches, as its card says. */
export function weightBytes(dist: string): number {
  const { files } = JSON.parse(readFileSync(join(dist, 'models/digits-v/card.json'), 'utf8')) as {
    files: Record<string, { bytes: number }>
  }
  return files['unet/diffusion_pytorch_model.safetensors']?.bytes ?? NaN
}

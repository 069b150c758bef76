import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

type Group = Rolldown.CodeSplittingGroup
type Chunking = Rolldown.ChunkingContext

/**
 * The parts, modules of `src`, that a visitor's page always loads on an occasion: the walk's after its first picture, the plane's and
 * the course's when they are first wanted. Left alone, each part and each module that some parts share would be a file of its own:
 * more than a hundred requests before the page rests.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  walk: [
    'glossary/glossary.tsx',
    'glossary/start.ts',
    'i18n/undone.ts',
    'shell/frame-axis.tsx',
    'shell/share-dialog.tsx',
    'ui/tooltips.tsx',
    'walk/below.tsx',
    'walk/classifier/classifier-reading.tsx',
    'walk/first-minute/teachers.tsx',
    'walk/inspect/inspector.tsx',
    'walk/keys-list.tsx',
    'walk/on-paper.tsx',
    'walk/picture/draw-dialog.tsx',
    'walk/stage/look-inside.tsx',
    'walk/stage/spoken.tsx',
    'walk/stage/step.tsx',
    'walk/take-files.ts',
    'walk/tree/branching.tsx',
    'walk/tree/tree.tsx',
  ],
  plane: ['plane/open.tsx'],
  course: ['lessons/page/start.tsx'],
}
const occasions = Object.keys(PARTS)
const src = join(import.meta.dirname, '..', 'src')

/** The file of a part. @throws Error where there is none, because its name has changed */
function fileOf(part: string): string {
  const file = join(src, part)
  if (!existsSync(file)) throw new Error(`setup/page-files.ts names a part that does not exist: src/${part}`)
  return file.replaceAll('\\', '/') // as the names of modules are
}

/** An occasion's parts, the modules that they import, and the modules that those import, without what is imported later. */
function modulesOf(occasion: string, chunking: Chunking): Set<string> {
  const all = new Set((PARTS[occasion] ?? []).map(fileOf))
  for (const id of all) for (const imported of chunking.getModuleInfo(id)?.importedIds ?? []) all.add(imported)
  return all
}

/** Finds the occasions on which a module is loaded, for one build. */
function occasionFinder(): (module: string, chunking: Chunking) => readonly string[] {
  let modules: Map<string, Set<string>> | undefined
  return (module, chunking) => {
    modules ??= new Map(occasions.map((occasion) => [occasion, modulesOf(occasion, chunking)]))
    return occasions.filter((occasion) => modules?.get(occasion)?.has(module))
  }
}

/**
 * One file for the modules of each occasion, and one for those that the same occasions share. What more occasions share has the
 * higher priority, because a group takes what its modules import.
 */
export function pageFiles(): Group[] {
  const occasionsOf = occasionFinder()
  const counts = occasions.map((_, i) => i + 1)
  return counts.map((count) => ({
    debugName: `loaded on occasions: ${count}`,
    name: (module, chunking) => {
      const its = occasionsOf(module, chunking)
      return its.length === count ? its.join('-') : null
    },
    priority: count,
  }))
}

/** Every import of a part by a script of the page names all files that it needs, its own too. */
export const filesOfImport = (
  own: string,
  others: readonly string[],
  { hostType }: { readonly hostType: 'html' | 'js' },
): string[] => (hostType === 'js' ? [...new Set([own, ...others])] : [...others])

/** Imports of parts by the page wait for their files: src/shell/fetch-files.ts stands in for Vite's own function. */
export const withFetchedParts = (): Plugin => ({
  name: 'fetched-parts',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js'
      ? `export { importFetched as __vitePreload } from ${JSON.stringify(join(src, 'shell/fetch-files.ts'))}`
      : null,
})

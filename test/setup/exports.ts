import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Folders whose files may use what src exports. */
const FOLDERS = ['src', 'test', 'bench', 'setup']
const ENDINGS = ['', '.ts', '.tsx', '/index.ts']

interface Source {
  readonly path: string
  readonly text: string
}

const sources = (root: string): Source[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** The names within braces, `a, type b, c as d`: as the other module has them (a, b, c), or as this file does (a, b, d). */
const namesIn = (clause: string, whose: 'theirs' | 'ours'): string[] =>
  clause
    .split(',')
    .map((item) => item.trim().replace(/^type /, ''))
    .filter((item) => item !== '')
    .map((item) => item.split(' as ').at(whose === 'theirs' ? 0 : -1) ?? item)

const exportsOf = ({ text }: Source): string[] => [
  ...[...text.matchAll(/^export (?:async )?(?:const|let|function\*?|class|interface|type) (\w+)/gm)].map(
    ([, name = '']) => name,
  ),
  ...[...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, clause = '']) => namesIn(clause, 'ours')),
]

/** Path of the module that a file imports under this name; undefined for a package. */
function resolved(root: string, path: string, specifier: string): string | undefined {
  if (!/^[./]/.test(specifier)) return undefined
  const from = specifier.startsWith('/') ? specifier.slice(1) : join(dirname(path), specifier)
  return ENDINGS.map((ending) => normalize(from + ending)).find(
    (each) => /\.\w+$/.test(each) && existsSync(join(root, each)),
  )
}

/** What other files use: "path: name", or "path: *" where a file imports a module as a whole. Also what stands for what. */
function usesIn(root: string, files: readonly Source[]) {
  const usedNames = new Set<string>()
  const passedOn: { readonly by: string; readonly from: string }[] = []
  for (const { path, text } of files) {
    const module = (specifier = '') => resolved(root, path, specifier) ?? specifier
    for (const [, clause = '', specifier] of text.matchAll(
      /^(?:import|export) (?:type )?(?:\w+, )?\{([^}]*)\} from '([^']+)'/gm,
    ))
      for (const name of namesIn(clause, 'theirs')) usedNames.add(`${module(specifier)}: ${name}`)
    for (const [, specifier] of text.matchAll(/^export \* from '([^']+)'/gm))
      passedOn.push({ by: path, from: module(specifier) })
    for (const [, one, other] of text.matchAll(/(?:\bimport|\.load)\(\s*'([^']+)'|import \* as \w+ from '([^']+)'/g))
      usedNames.add(`${module(one ?? other)}: *`)
  }
  return { usedNames: usedNames, passedOn }
}

/**
 * The doors of the mathematics, and what page and workers can say to each other, may offer more than is used. What the WebAssembly module
 * offers is called through WebAssembly.
 */
const isOffer = (path: string): boolean =>
  /^src\/(diffusion\/(\w+\/)?index|engine\/protocol\/\w+|network\/kernels\/wasm\/assembly\/index)\.ts$/.test(path)

/** Exports of src that no other file uses, as "path: name". */
export function unusedExports(root: string): string[] {
  const files = sources(root)
  const { usedNames, passedOn } = usesIn(root, files)
  const isUsed = (path: string, name: string): boolean =>
    usedNames.has(`${path}: ${name}`) ||
    usedNames.has(`${path}: *`) ||
    passedOn.some(({ by, from }) => from === path && isUsed(by, name))
  return files
    .filter(({ path }) => path.startsWith('src/') && !isOffer(path))
    .flatMap((file) =>
      exportsOf(file)
        .filter((name) => !isUsed(file.path, name))
        .map((name) => `${file.path}: ${name}`),
    )
}

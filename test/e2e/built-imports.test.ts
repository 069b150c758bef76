import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(process.env.E2E_DIST ?? 'dist', 'assets')
const chunks = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
)
/** Where a worker is started: new Worker(new URL(new URL(`worker-entry-….js`, … */
const starts = /new Worker\((?:new URL\(\s*)+[`'"][^`'"]*?([^/`'"]+\.js)[`'"]/g
const entries = new Set(
  [...chunks.values()].flatMap((code) => [...code.matchAll(starts)].map(([, name]) => name ?? '')),
)

/** The page's files: what its first one names, and what those name; workers start from files of their own. */
function pageChunks(): readonly string[] {
  const names = new Set([...chunks.keys()].filter((name) => /^index-/.test(name)))
  for (const name of names)
    for (const [, named] of (chunks.get(name) ?? '').replace(starts, '').matchAll(/[`'"]\.\/([\w-]+\.js)[`'"]/g))
      if (named !== undefined) names.add(named)
  return [...names]
}

// Firefox (153) never again asks for a module that has failed: src/shell/fetch-files.ts
test('each import of a part by the page names the files that have to arrive before', () => {
  const codes = pageChunks().map((name) => chunks.get(name) ?? '')
  expect(codes.length).toBeGreaterThan(20)
  const counts = codes.map((code) => [
    [...code.matchAll(/\bimport\(/g)].length,
    [...code.matchAll(/__vite__mapDeps\(\[\d/g)].length,
  ])
  expect(counts.flatMap(([imports]) => imports ?? 0).reduce((a, b) => a + b)).toBeGreaterThan(40)
  for (const [imports, named] of counts) expect(named).toBe(imports)
})

// WebKit (2.50) evaluates a worker's entry again for a chunk that imports from it, and the second copy takes the messages.
// A page's entry it evaluates once.
test('the workers are built, and nothing imports from the entry of any', () => {
  expect(entries.size).toBe(4)
  for (const entry of entries) {
    expect(chunks.has(entry)).toBe(true)
    const named = [...chunks].filter(([, code]) => code.replace(starts, '').includes(entry)).map(([name]) => name)
    expect(named).toEqual([])
  }
})

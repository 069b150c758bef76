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

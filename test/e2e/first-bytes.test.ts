import { expect, test } from 'vitest'
import { bytesOf, firstScripts } from '../../bench/bytes'

const dist = process.env.E2E_DIST ?? 'dist'
/** As bench/README.md has it, in kB of gzip. */
const AIM = 150
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

test('what the page loads before its first picture is no more than it aims at', () => {
  const files = firstScripts(dist)
  expect(files.length).toBeGreaterThan(0)
  const all = bytesOf(dist, files)
  const largestFirst = files
    .map((file) => ({ file, bytes: bytesOf(dist, [file]) }))
    .toSorted((a, b) => b.bytes - a.bytes)
  const list = largestFirst.map(({ file, bytes }) => `${kB(bytes)} ${file}`).join(', ')
  expect(all, `${kB(all)} of JavaScript, which is ${kB(all - 1000 * AIM)} too much: ${list}`).toBeLessThanOrEqual(
    1000 * AIM,
  )
})

import { beforeEach, expect, test, vi } from 'vitest'

const IMPORTER = 'https://noisewalk.test/assets/index-1.js'
const addressOf = (file: string) => new URL(file, IMPORTER).href

/** What the server answers: by default a script. */
let answers: Map<string, Response>
let requests: string[]
const script = () => new Response('', { headers: { 'Content-Type': 'text/javascript' } })

beforeEach(() => {
  answers = new Map()
  requests = []
  vi.stubGlobal('document', { querySelectorAll: () => [{ src: IMPORTER }, { href: addressOf('./first-1.css') }] })
  vi.stubGlobal('fetch', (address: string) => {
    requests.push(address)
    return Promise.resolve(answers.get(address) ?? script())
  })
  return () => {
    vi.unstubAllGlobals()
  }
})

/** The function as a page that opens has it. */
async function openPage() {
  vi.resetModules()
  const { importFetched } = await import('../../src/shell/fetch-files')
  let importCount = 0
  return {
    importPart: (...files: string[]) => importFetched(() => Promise.resolve(++importCount), files, IMPORTER),
    importsSoFar: () => importCount,
  }
}

test('a part is imported when its files have arrived; what has come before, or with the page, is not asked for again', async () => {
  const { importPart } = await openPage()
  expect(await importPart('./a-1.js', './shared-1.js', './index-1.js', './first-1.css')).toBe(1)
  expect(await importPart('./b-1.js', './shared-1.js')).toBe(2)
  expect(requests).toEqual(['./a-1.js', './shared-1.js', './b-1.js'].map(addressOf))
})

test.each([
  ['is refused', () => new Response('', { status: 503 })],
  ['is a page, not a script', () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } })],
])('where a file %s, nothing is imported, and the next time that file is asked for again', async (_, answer) => {
  const { importPart, importsSoFar } = await openPage()
  answers.set(addressOf('./shared-1.js'), answer())
  await expect(importPart('./a-1.js', './shared-1.js')).rejects.toThrow('shared-1.js')
  expect(importsSoFar()).toBe(0)
  answers.clear()
  expect(await importPart('./a-1.js', './shared-1.js')).toBe(1)
  expect(requests).toEqual(['./a-1.js', './shared-1.js', './shared-1.js'].map(addressOf))
})

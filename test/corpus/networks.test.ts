import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkShown } from '../../src/engine/worker/pictures/load'
import { faultText } from '../../src/i18n'
import '../../src/i18n/files' // its faults
import { openForeign } from '../../src/network/checkpoint/foreign'
import { filesSource } from '../../src/network/checkpoint/source'
import { CheckpointError } from '../../src/network/errors'

/** What lies beside a case's files. */
interface Expected {
  /** Another case, whose files these replace. */
  readonly over?: string
  /** The folder around them. */
  readonly place?: string
  /** Side of the pictures, and the codes of what is noted about the network's own files. */
  readonly opens?: { readonly size: number; readonly notes: readonly string[]; readonly title?: string }
  readonly refused?: string
  readonly field?: string
  readonly expected?: number
}

const folder = new URL('networks/', import.meta.url)
const expectedOf = (name: string) => JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), 'utf8')) as Expected

/** A case's files, and under them those of the case that it stands on. */
function filesOf(name: string): Map<string, Blob> {
  const { over } = expectedOf(name)
  const files = over === undefined ? new Map<string, Blob>() : filesOf(over)
  const ownFolder = new URL(`${name}/files/`, folder)
  if (!existsSync(ownFolder)) return files
  for (const entry of readdirSync(ownFolder, { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`
    if (entry.isFile()) files.set(path.slice(ownFolder.pathname.length).replace(/^\//, ''), new Blob([readFileSync(path)]))
  }
  return files
}

/** Said of every folder without a card and stored outputs, as all of these are. */
const ofAll = ['no-card', 'no-probe']

describe('a network’s folder that people really have comes to what lies beside it', () => {
  test.each(readdirSync(folder))('%s', async (name) => {
    const { place = 'net/', opens, refused, field, expected } = expectedOf(name)
    const files = new Map([...filesOf(name)].map(([path, file]) => [`${place}${path}`, file]))
    const result = await Promise.resolve().then(() => openForeign(filesSource(files), { check: checkShown })).catch((error: unknown) => error)
    if (opens) {
      expect(result).toMatchObject({ config: { sample_size: opens.size }, ...(opens.title !== undefined && { card: { title: opens.title } }) })
      const { notes } = result as Awaited<ReturnType<typeof openForeign>>
      expect(notes.map((note) => (typeof note === 'string' ? note : note.code)).filter((code) => !ofAll.includes(code))).toEqual(opens.notes)
      return
    }
    if (!(result instanceof CheckpointError)) throw new Error('opened, or broke otherwise', { cause: result })
    expect(result).toMatchObject({ code: refused, details: { ...(field !== undefined && { field }), ...(expected !== undefined && { expected }) } })
    expect(faultText(result.code, { ...result.details })).toMatch(/^\S.*\.$/)
  })
})

import { describe, oneLine } from '../description'
import { get, unsupported, type Fields } from './fields'
import type { NamedNote } from './notes'

/** Words in the names of notes that people write about the file or the training. */
const forPeople = new Set([
  'note',
  'notes',
  'comment',
  'comments',
  'remark',
  'remarks',
  'description',
  'info',
  'readme',
  'about',
  'name',
  'title',
  'author',
  'authors',
  'license',
  'licence',
  'citation',
  'date',
  'created',
  'updated',
  'timestamp',
  'url',
  'homepage',
  'repo',
  'repository',
  'commit',
  'version',
  'tags',
  'language',
  'architectures',
  'framework',
  'library',
  'project',
  'experiment',
  'run',
  'dataset',
  'train',
  'trained',
  'training',
  'epoch',
  'epochs',
  'seed',
  'loss',
  'optimizer',
  'lr',
  'learning',
  'batch',
])

/** How many keys a note names. */
const NAMED = 6

const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)
/** Whether a value is a sentence, which no option is. */
const isProse = (value: unknown) => typeof value === 'string' && /\s/.test(value.trim())

/**
 * Finds unknown keys without a meaning for a network: empty ones, private ones (diffusers drops them too) and notes. It refuses any
 * other: that may be an option of a newer diffusers, which would change what the network computes.
 *
 * @throws CheckpointError `unsupported`
 */
export function unusedKeys(fields: Fields, knownKeys: ReadonlySet<string>): readonly NamedNote[] {
  const unused = Object.keys(fields.value).filter((key) => !knownKeys.has(key))
  for (const key of unused) {
    const value = get(fields, key)
    const note =
      isEmpty(value) ||
      isProse(value) ||
      key.startsWith('_') ||
      key
        .toLowerCase()
        .split(/[^a-z]+/)
        .some((word) => forPeople.has(word))
    if (!note || key === '__proto__') unsupported(fields, oneLine(key), describe(value), ['no-such-key'])
  }
  const names = unused.slice(0, NAMED).map(oneLine).join(', ') + (unused.length > NAMED ? ' …' : '')
  return unused.length ? [{ code: 'unused-keys', details: { file: fields.file, found: names } }] : []
}

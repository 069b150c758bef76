import { expect, test } from 'vitest'
import { filesText } from '../../src/i18n/files'
import type { FileKind } from '../../src/files/kind'

// A record over the union: a kind that is added there and not here does not compile.
const kinds: Record<FileKind, true> = {
  empty: true,
  text: true,
  npy: true,
  npz: true,
  gzip: true,
  picture: true,
  safetensors: true,
  learner: true,
  'network-config': true,
  'lfs-pointer': true,
  pytorch: true,
  pickle: true,
  spreadsheet: true,
  'old-spreadsheet': true,
  zip: true,
  'web-page': true,
  pdf: true,
  parquet: true,
  arrow: true,
  hdf5: true,
  matlab: true,
  media: true,
  binary: true,
}

test.each(Object.keys(kinds))(
  'a file that is %s and was dropped on the wrong place is named, and what to do with it is said',
  (kind) => {
    const opened = { plane: ['learner'], walk: [] as string[] } // what opens where it is dropped needs no sentence
    for (const room of ['plane', 'walk'] as const) {
      if (opened[room].includes(kind)) continue
      const sentence = filesText.misplaced[room]('x', kind)
      expect(sentence).toMatch(/^“x” is .+\. \S.*\.$/)
      expect(sentence).not.toMatch(/undefined/)
      expect(kind === 'binary' || sentence !== filesText.misplaced[room]('x', 'binary')).toBe(true)
    }
  },
)

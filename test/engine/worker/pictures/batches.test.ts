import { expect, test } from 'vitest'
import { type Change, plainGuidance } from '../../../../src/engine/protocol/changes'
import { batchesOf } from '../../../../src/engine/worker/pictures/batches'

const guidance = plainGuidance(3)

test.each<[string, readonly Change[], readonly number[]]>([
  ['without guidance, its pictures', [{ kind: 'clip' }], [4]],
  ['led by a classifier, its pictures', [{ kind: 'classifier', scale: 2 }], [4]],
  ['guided, each picture twice', [guidance, { kind: 'clip' }], [8]],
  ['guided in an interval, twice or once', [{ ...guidance, interval: [0.1, Infinity] }], [4, 8]],
  ['guided below a level, twice or once', [{ ...guidance, interval: [0, 5] }], [4, 8]],
  ['at scale 1, once', [plainGuidance(1)], [4]],
  ['at scale 1, rescaled to itself, once', [{ ...plainGuidance(1), rescaleX0: 0.5 }], [4]],
  ['at scale 0, once', [plainGuidance(0)], [4]],
  ['at scale 0, rescaled to the wanted answer, twice', [{ ...plainGuidance(0), rescaleX0: 0.5 }], [8]],
])('a run of four pictures shows the network, %s', (_, changes, batches) => {
  expect(batchesOf({ samples: 4, changes })).toEqual(batches)
})

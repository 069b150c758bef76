import { expect, test } from 'vitest'
import { type Change, plainGuidance } from '../../../src/engine/protocol/changes'
import { type Asking, composeChanges } from '../../../src/engine/worker/changes'
import { EngineFault } from '../../../src/engine/worker/engine-fault'

const guidance: Change = plainGuidance(3)
const classifier: Change = { kind: 'classifier', scale: 1 }
const clip: Change = { kind: 'clip' }
const threshold: Change = { kind: 'threshold' }

/** What is composed, and who is asked for what meanwhile; nobody answers. */
function compose(changes: readonly Change[], patch: Partial<Asking> = {}) {
  const requests: (number | null | 'wanted')[] = []
  const silent = () => {
    throw new Error('Nobody is here to answer.')
  }
  composeChanges(changes, {
    conditioned: () => {
      requests.push('wanted')
      return silent
    },
    conditionedOn: (label) => {
      requests.push(label)
      return silent
    },
    onProcess: (denoiser) => denoiser,
    prediction: 'epsilon',
    gradient: () => silent,
    limits: { range: 1, quantile: 0.995, most: Infinity },
    ...patch,
  })
  return requests
}

function faultOf(changes: readonly Change[], patch: Partial<Asking> = {}): unknown {
  try {
    compose(changes, patch)
    return undefined
  } catch (error) {
    if (error instanceof EngineFault) return error.fault
    throw error
  }
}

test.each<[string, readonly Change[]]>([
  ['nothing', []],
  ['guidance', [guidance]],
  ['a classifier', [classifier]],
  ['a limit', [threshold]],
  ['guidance, then a limit', [guidance, clip]],
  ['a classifier, then a limit', [classifier, threshold]],
])('%s can change a run', (_, changes) => {
  expect(faultOf(changes)).toBeUndefined()
})

test.each<[string, readonly Change[], string, string]>([
  ['a limit before guidance', [clip, guidance], 'classifier-free', 'clip'],
  ['two limits', [guidance, clip, threshold], 'threshold', 'clip'],
  ['guidance twice', [guidance, guidance], 'classifier-free', 'classifier-free'],
  ['two kinds of guidance', [classifier, guidance], 'classifier-free', 'classifier'],
])('%s is refused, and said', (_, changes, kind, before) => {
  expect(faultOf(changes)).toEqual({ code: 'change-order', details: { kind, before } })
})

test.each(['sharpen', 'constructor', '__proto__'])('a change that nobody knows, %s, is refused', (kind) => {
  expect(faultOf([{ kind } as unknown as Change])).toEqual({ code: 'change-unknown', details: { kind } })
})

test('limits are refused where a state has none', () => {
  for (const change of [clip, threshold])
    expect(faultOf([change], { limits: undefined })).toEqual({ code: 'change-unknown', details: { kind: change.kind } })
})

test('without guidance the network is asked for what is wanted alone, led by a classifier for no class, and guided for both', () => {
  expect(compose([clip])).toEqual(['wanted'])
  expect(compose([classifier, clip])).toEqual([null])
  expect(compose([plainGuidance(3, 7), clip])).toEqual(['wanted', 7])
})

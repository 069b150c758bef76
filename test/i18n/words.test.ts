import { describe, expect, test } from 'vitest'
import { faultText, text } from '../../src/i18n'
import { settingsText } from '../../src/i18n/settings'
import { filesText } from '../../src/i18n/files'
import { glossaryText } from '../../src/i18n/glossary'
import { boundText } from '../../src/i18n/bound'
import { exercisesText } from '../../src/i18n/exercises'
import { decidedText } from '../../src/i18n/decided'
import { inspectText } from '../../src/i18n/inspect'
import { learnedText } from '../../src/i18n/learned'
import { studyText } from '../../src/i18n/study'
import { takeText } from '../../src/i18n/take'
import { planeText } from '../../src/i18n/plane'
import { shelfText } from '../../src/i18n/shelf'
import { laterText } from '../../src/i18n/later'
import type { NamedNote, PlainNote } from '../../src/network/checkpoint/notes'
import type { BackendErrorCode, CheckpointErrorCode } from '../../src/network/errors'

// Records over the unions: a code that is added there and not here does not compile.
const checkpointCodes: Record<CheckpointErrorCode, true> = {
  unreachable: true,
  http: true,
  'web-page': true,
  truncated: true,
  oversized: true,
  checksum: true,
  'not-json': true,
  field: true,
  header: true,
  'tensor-missing': true,
  'tensor-unexpected': true,
  'tensor-shape': true,
  'tensor-value': true,
  cors: true,
  address: true,
  absent: true,
  unreadable: true,
  unsupported: true,
  pickle: true,
  zip: true,
  memory: true,
  'not-kept': true,
  'not-in-file': true,
  'no-room': true,
  'lfs-pointer': true,
  size: true,
  many: true,
}
const backendCodes: Record<BackendErrorCode, true> = {
  'no-webgpu': true,
  'no-adapter': true,
  'software-adapter': true,
  'no-device': true,
  'no-webgl': true,
  'software-webgl': true,
  'no-wasm': true,
  'not-fetched': true,
}
const notes: Record<PlainNote | NamedNote['code'], true> = {
  'null-default': true,
  'unused-keys': true,
  'size-chosen': true,
  'no-card': true,
  'no-probe': true,
  'no-scheduler': true,
  'variance-assumed': true,
  'log-time': true,
  'variance-unread': true,
  'class-unasked': true,
}
const others = [
  'worker',
  'worker-unreachable',
  'engine-unreachable',
  'late',
  'network',
  'no-backend',
  'self-test',
  'backend',
  'gallery',
  'not-picture',
  'taker-unreachable',
  'picture-large',
  'file-large',
  'own-channels',
  'own-square',
  'own-steps',
  'look-step',
  'look-network',
  'look-lost',
  'ask-states',
  'ask-network',
  'ask-lost',
  'change-unknown',
  'change-order',
  'classifier-missing',
  'classifier-wrong',
  'take-canvas',
  'take-broken',
]

/** What a sentence may be given: words, numbers, or several numbers. */
const GIVEN: readonly (readonly unknown[])[] = [['a', 'b', 'c', 'd', 'e'], [3, 4, 5, 6, 7], [[3, 4]]]

/** A sentence of the first of these that it takes. */
function makeSentence(sentence: (...args: unknown[]) => unknown): unknown {
  for (const args of GIVEN) {
    try {
      return sentence(...args)
    } catch {
      continue
    }
  }
  throw new Error(`${String(sentence)} takes neither words nor numbers`)
}

/** Every string that is visible, functions called with what they take. */
function everyText(of: unknown, path = 'text'): [string, string][] {
  if (typeof of === 'string') return [[path, of]]
  if (typeof of === 'function') return everyText(makeSentence(of as (...args: unknown[]) => unknown), path)
  if (typeof of !== 'object' || of === null) return []
  return Object.entries(of).flatMap(([key, value]) => everyText(value, `${path}.${key}`))
}

describe('every fault has a sentence', () => {
  test.each([...Object.keys(checkpointCodes), ...Object.keys(backendCodes), ...Object.keys(notes), ...others])(
    '%s',
    (code) => {
      const details = {
        file: 'unet/config.json',
        field: 'in_channels',
        found: '2',
        expected: '1',
        message: 'm',
        name: 'n',
        kind: 'clip',
        step: 3,
        steps: 2,
        before: 'threshold',
        width: 1,
        height: 1,
        megabytes: 1,
        most: 1,
        backend: 'webgpu',
        worst: '1',
        seconds: 30,
      }
      const sentence = faultText(code, details)
      expect(sentence).not.toBe(text.unknownFault(code))
      expect(sentence).toMatch(/^\S.*[.)]$/)
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
    },
  )

  test.each(Object.keys(checkpointCodes))('%s, also where only the file is known', (code) => {
    if (code.startsWith('tensor') || ['http', 'truncated', 'oversized'].includes(code)) return // these always say more
    expect(faultText(code, { file: 'card.json' })).not.toMatch(/undefined/)
  })

  test.each(['constructor', '__proto__', 'toString', ''])('“%s” is an unknown fault, which has one too', (code) => {
    expect(faultText(code, {})).toBe(text.unknownFault(code))
  })
})

test('a message’s own full stop is not doubled', () => {
  expect(faultText('network', { message: 'it broke.' })).toBe(faultText('network', { message: 'it broke' }))
})

test('what explains samplers, processes, grids and advice is whole sentences', () => {
  const { samplers, levels, advice, guidance } = settingsText
  for (const [path, words] of everyText([
    samplers.explain,
    samplers.varianceExplain,
    samplers.parametersExplain,
    levels.processExplain,
    levels.gridExplain,
    advice,
    guidance.twice,
  ])) {
    expect(words, path).toMatch(/^[\p{Lu}\d].*\.$/u)
  }
})

test('samplers are explained in words that hold of the plane’s exact answer too', () => {
  const { explain, parametersExplain, varianceExplain, evaluations, guided } = settingsText.samplers
  const { learned, ...variances } = varianceExplain // which a network alone can have
  expect(learned).toContain('network')
  for (const [path, words] of [
    ...everyText([explain, parametersExplain, variances]),
    ['evaluations', evaluations(1)],
    ['guided', guided(1)],
  ] as const) {
    expect(words, path).not.toMatch(/\bthe network\b|\bpixel|\bdigit/i)
  }
})

test('no visible string has a control character, an empty edge or a straight quotation mark', () => {
  const all = [
    ...everyText(text),
    ...everyText(settingsText, 'settingsText'),
    ...everyText(filesText, 'filesText'),
    ...everyText(inspectText, 'inspectText'),
    ...everyText(boundText, 'boundText'),
    ...everyText(decidedText, 'decidedText'),
    ...everyText(exercisesText, 'exercisesText'),
    ...everyText(studyText, 'studyText'),
    ...everyText(learnedText, 'learnedText'),
    ...everyText(takeText, 'takeText'),
    ...everyText(planeText, 'planeText'),
    ...everyText(shelfText, 'shelfText'),
    ...everyText(laterText, 'laterText'),
    ...everyText(glossaryText, 'glossaryText'),
  ]
  expect(all.length).toBeGreaterThan(100)
  for (const [path, words] of all) {
    expect(words, path).not.toMatch(/\p{Cc}|"/u)
    expect(words, path).toBe(words.trim())
  }
})

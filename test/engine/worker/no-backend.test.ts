import { expect, test } from 'vitest'
import { whyNone } from '../../../src/engine/worker/no-backend'
import type { Refusal } from '../../../src/engine/protocol/pictures'

const refused = (...codes: readonly string[]): readonly Refusal[] =>
  codes.map((code) => ({ backend: 'wasm', code, details: {} }))

test('that nothing computes is a fault of the network if a file did not come, and else of the machine', () => {
  expect(whyNone(refused('no-webgpu', 'no-webgl', 'not-fetched'))).toBe('engine-unreachable')
  expect(whyNone(refused('no-webgpu', 'software-webgl', 'self-test'))).toBe('no-backend')
})

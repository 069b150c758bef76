import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/network/checkpoint/config'
import { errorOf, json } from './checkpoint-files'
import { expectedTensors } from '../../src/network/config/expected'

/** What training/golden_unet.py writes: configurations of any size, and a digest of the tensors that diffusers gives them. */
interface Structure {
  readonly config: Record<string, unknown>
  readonly tensors: number | null
  readonly sha256: string | null
}

const structures = JSON.parse(
  readFileSync(new URL('../golden/unet/structures.json', import.meta.url), 'utf8'),
) as readonly Structure[]
const [possible, impossible] = [
  structures.filter(({ sha256 }) => sha256 !== null),
  structures.filter(({ sha256 }) => sha256 === null),
]

describe('networks of any size', () => {
  test('have exactly the tensors that diffusers gives them, by name and shape', () => {
    expect(possible.length).toBeGreaterThan(80)
    for (const { config, tensors, sha256 } of possible) {
      const expected = expectedTensors(parseConfig('config', json(config)))
      const lines = [...expected]
        .map(([name, shape]) => `${name} ${shape.join()}`)
        .sort()
        .join('\n')
      expect({ config, tensors: expected.size, sha256: createHash('sha256').update(lines).digest('hex') }).toEqual({
        config,
        tensors,
        sha256,
      })
    }
  })

  test('are refused where diffusers refuses them', () => {
    expect(impossible.length).toBeGreaterThan(30)
    for (const { config } of impossible)
      expect(errorOf(() => parseConfig('config', json(config))).code).toMatch(/^(field|unsupported)$/)
  })
})

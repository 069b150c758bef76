import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, buildUNet, memory, selfTest } from '../../src/network'
import { NAMED } from '../../src/walk/model/models'
import { checkpoint, open } from './open-backend'

const every = NAMED.map(({ id }) => id)

// An emulated GPU compiles a minute for networks of another shape: one of each, and that of digits is `unet.test.ts`.
describe.each([
  ['wasm', 1e-4, every],
  ['webgpu', 1e-3, ['emoji-v', 'growing']],
] as const)('the networks of the shelf on %s', (name, tolerance, ids) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open(name)
  })
  afterAll(() => {
    backend.dispose()
  })

  test.each(ids)('%s says of its stored picture what it says in PyTorch, and leaves no tensor', async (id) => {
    const loaded = await checkpoint(`/models/${id}`)
    expect(loaded.probe.cases.length).toBeGreaterThan(0)
    const before = memory().tensors
    const unet = buildUNet(loaded)
    const { worst } = await selfTest(unet, loaded.probe)
    unet.dispose()
    expect(worst).toBeLessThanOrEqual(tolerance)
    expect(memory().tensors).toBe(before)
  })
})

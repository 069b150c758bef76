import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, memory } from '../../src/network'
import { learn, trainer } from './trainer'
import { open } from './open-backend'
import { fresh, losses, shape, tuning } from './learning-moons'

describe('on webgpu', () => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open('webgpu')
  })
  afterAll(() => {
    backend.dispose()
  })

  test('the same lessons give the same losses as on wasm, to 1e-4, and nothing grows', async () => {
    const small = { ...shape, width: 8, depth: 1 }
    const few = { ...tuning, batch: 16 }
    fresh()
    await trainer.handle({ kind: 'create', shape: small, tuning: few })
    await learn(2)
    const early = memory()
    await learn(2)
    expect(memory()).toEqual(early)
    const gpuLosses = losses()
    trainer.dispose()
    backend.dispose()
    backend = await open('wasm')
    fresh()
    await trainer.handle({ kind: 'create', shape: small, tuning: few })
    await learn(4)
    const expected = losses()
    trainer.dispose()
    expect(gpuLosses).toHaveLength(4)
    expect(Math.max(...gpuLosses.map((loss, i) => Math.abs(loss - (expected[i] ?? NaN))))).toBeLessThan(1e-4)
  })
})

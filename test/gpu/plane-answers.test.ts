import { describe, expect, test, vi } from 'vitest'
import {
  arrayAlgebra,
  classifierFree,
  classifierGuided,
  type Denoiser,
  type Level,
  type Oracle,
  oracleDenoiser,
} from '../../src/diffusion'
import { type AnswerFailed } from '../../src/engine/page/plane/client'
import { difference } from './formula'
import { guidedBy, openedOn, oracleOf, overArrays, question, specOf, startOf, states } from './plane-engine'

const scoreOf = (of: Oracle, x: Float32Array, at: Level) =>
  oracleDenoiser(of)(x, at).epsHat.map((eps) => -eps / at.noise)

describe.each(['wasm', 'webgpu'] as const)('answers on %s', (name) => {
  const { listener, engine } = openedOn(name)

  test('a class’s own points answer for it, and guidance goes beyond them', async () => {
    const [ofClass, ofAll] = [oracleOf(1), oracleOf(null)]
    const expected: Record<'classifier-free' | 'classifier', Denoiser<Float32Array>> = {
      'classifier-free': classifierFree(arrayAlgebra, oracleDenoiser(ofClass), oracleDenoiser(ofAll), { scale: 3 }),
      classifier: classifierGuided(
        arrayAlgebra,
        oracleDenoiser(ofAll),
        (x, at) => arrayAlgebra.combine([1, scoreOf(ofClass, x, at)], [-1, scoreOf(ofAll, x, at)]),
        3,
      ),
    }
    for (const kind of ['classifier-free', 'classifier'] as const) {
      const spec = specOf({ label: 1, changes: guidedBy(kind, 3) })
      const { xt, nfe } = await engine.sample(spec, startOf(spec))
      expect(difference(xt, (await overArrays(spec, expected[kind])).at(-1))).toBeLessThanOrEqual(1e-4)
      expect(nfe).toBe(kind === 'classifier' ? 6 : 12)
    }
  })

  test.each([null, 0] as const)('score, x̂₀ and density of class %s are the oracle’s', async (label) => {
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const evaluation = await engine.evaluate({ ...question, label, points: states, at })
    const oracle = oracleOf(label)
    expect(difference(evaluation.score, scoreOf(oracle, states, at))).toBeLessThanOrEqual(1e-4)
    expect(difference(evaluation.x0Hat, oracleDenoiser(oracle)(states, at).x0Hat)).toBeLessThanOrEqual(1e-4)
    expect(
      difference(
        evaluation.logDensity,
        Array.from({ length: states.length / 2 }, (_, i) => oracle.logDensity(states.subarray(2 * i, 2 * i + 2), at)),
      ),
    ).toBeLessThanOrEqual(1e-4)
  })

  test('the gradient of log p(y | x_t) is that of the exact posterior of classes, by numerical differentiation', async () => {
    const at = { t: 0.5, signal: 0.5, noise: 0.5 }
    const guided = (scale: number) =>
      engine.evaluate({ ...question, label: 1, changes: guidedBy('classifier', scale), points: states, at })
    const [plain, led] = [await guided(0), await guided(1)]
    const gradient = led.score.map((value, i) => value - (plain.score[i] ?? NaN))
    const logClass = (x: Float64Array) => oracleOf(1).logDensity(x, at) - oracleOf(null).logDensity(x, at)
    const differenced = Array.from(states, (_, k) => {
      const moved = (by: number) =>
        Float64Array.from(
          states.subarray(k - (k % 2), k - (k % 2) + 2),
          (value, axis) => value + (axis === k % 2 ? by : 0),
        )
      return (logClass(moved(1e-4)) - logClass(moved(-1e-4))) / 2e-4
    })
    expect(difference(gradient, differenced)).toBeLessThanOrEqual(1e-4)
  })

  test('what cannot be answered is said, each by its fault, and the next question is answered', async () => {
    const at = { t: 0.4, signal: 0.6, noise: 0.4 }
    const spec = specOf({})
    const code = (answer: Promise<unknown>) =>
      answer.then(
        () => 'answered',
        (error: unknown) => (error as AnswerFailed).fault.code,
      )
    expect(
      await Promise.all([
        code(engine.evaluate({ ...question, points: Float32Array.of(NaN, 0), at })),
        code(engine.evaluate({ ...question, points: states, at: { t: 0, signal: 1, noise: 0 } })),
        code(engine.evaluate({ ...question, answerer: 'network', points: states, at })),
        code(engine.sample({ ...spec, answerer: 'student' }, startOf(spec))),
        code(engine.sample({ ...spec, particles: 0 }, new Float32Array())),
        code(engine.sample({ ...spec, particles: 1e6 }, new Float32Array(2e6))),
        code(engine.sample({ ...spec, levels: [{ t: 1, signal: NaN, noise: 1 }, at] }, startOf(spec))),
        code(engine.evaluate({ ...question, points: states, at })),
      ]),
    ).toEqual([
      'plane-coordinates',
      'plane-no-noise',
      'plane-no-network',
      'plane-no-student',
      'plane-particles',
      'plane-particles',
      'plane-level',
      'answered',
    ])
    listener.failed.mockClear()
    engine.setPoints({ xy: new Float32Array(), labels: new Uint8Array() })
    engine.begin(
      1,
      { ...spec, seed: -1, sampler: { id: 'ddpm', variance: 'beta' } },
      { index: 0, xt: startOf(spec), history: [], nfe: 0 },
    )
    engine.step(1)
    await vi.waitFor(
      () => {
        expect(listener.failed).toHaveBeenCalledTimes(2)
      },
      { timeout: 30_000 },
    )
    expect(listener.failed.mock.calls.map(([{ code }, slot]) => [code as string, slot as unknown])).toEqual([
      ['plane-no-points', undefined],
      ['plane-stopped', 1],
    ])
    engine.end(1)
  })
})

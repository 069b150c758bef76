import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileProgram } from '../../../setup/program-wasm'
import { createWasmProgram } from '../../../src/network/kernels/wasm/program'
import { relativeError } from '../../../src/network/self-test'
import {
  attentionCase,
  attentionCases,
  convolutionCases,
  normalisationCases,
  type ProgramCase,
  resamplingCases,
} from './program-cases'

const module = await WebAssembly.compile(readFileSync(await compileProgram('plain')))

/** The largest error of a program's output. */
function errorOf({ program, weights, x, projections, expected }: ProgramCase): number {
  const out = new Float32Array(expected.length)
  const running = createWasmProgram(program, weights, module)
  running.run(x, 2, projections, out)
  running.dispose()
  return relativeError(out, expected)
}

function hold(cases: fc.Arbitrary<ProgramCase>, tolerance: number, numRuns: number): void {
  fc.assert(
    fc.property(cases, (programCase) => {
      expect(errorOf(programCase)).toBeLessThanOrEqual(tolerance)
    }),
    { numRuns },
  )
}

test('a convolution of any form, with all that surrounds it, is what its definition says', () => {
  hold(convolutionCases, 2e-6, 150)
})

test.each(['down', 'fir-down', 'fir-up'] as const)('resampling %s is its blur and its mean or its repeats', (by) => {
  hold(resamplingCases(by), 1e-6, 40)
})

test('a normalisation by itself is what its definition says', () => {
  hold(normalisationCases, 2e-6, 100)
})

describe('attention', () => {
  test('is softmax(QKᵀ/√d)·V of each head', () => {
    hold(attentionCases, 2e-6, 100)
  })

  test('of many pixels is computed in parts', () => {
    expect(errorOf(attentionCase(5, 19, 20, 1, 4))).toBeLessThanOrEqual(2e-6)
  })
})

test('what diverged stays not a number', () => {
  fc.assert(
    fc.property(normalisationCases, ({ program, weights, x, projections, expected }) => {
      const out = new Float32Array(expected.length)
      const running = createWasmProgram(program, weights, module)
      running.run(x.fill(NaN), 2, projections, out)
      running.dispose()
      expect(out.some(Number.isNaN)).toBe(true)
    }),
    { numRuns: 10 },
  )
})

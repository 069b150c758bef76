import { integerIn } from '../bounds'
import { philox4x32 } from './philox'
import { normalQuantile } from './quantile'

/**
 * What a random array is for; arrays of different purposes are independent. The numbers are part of what a link means:
 * append, never renumber.
 */
const purposes = {
  /** x_T, where a run begins. */
  start: 0,
  /** The one ε of the forward walk. */
  forward: 1,
  /** The fresh noise of a stochastic sampler's step. */
  step: 2,
  /** Points that are drawn of a distribution, or chosen of many. */
  points: 3,
  /** First weights of a network. */
  weights: 4,
  /** Which points a step of learning looks at. */
  batch: 5,
  /** At which times. */
  times: 6,
  /** Behind which noise. */
  noise: 7,
  /** Whose classes are hidden. */
  hidden: 8,
  /** The pairs of reflow. */
  pairs: 9,
} as const

export type Purpose = keyof typeof purposes

/** The name of a random array. All numbers are uint32. */
export interface RandomKey {
  readonly seed: number
  readonly purpose: Purpose
  /** The step of the run, 0 where there is only one. */
  readonly step: number
  /** The sample of the batch: sample 3 is the same in a batch of 4 and of 16. */
  readonly sample: number
  /** Which of several draws of one step, 0 by default. */
  readonly draw?: number | undefined
}

const words = new Uint32Array(4) // one block of Philox

/** f of each of n random uint32: word i is lane i mod 4 of counter (⌊i/4⌋, step, sample, draw) under key (seed, purpose). */
function drawArray(key: RandomKey, n: number, f: (word: number) => number): Float32Array {
  const uint32 = 2 ** 32 - 1
  const seed = integerIn('seed', key.seed, 0, uint32)
  const step = integerIn('step', key.step, 0, uint32)
  const sample = integerIn('sample', key.sample, 0, uint32)
  const draw = integerIn('draw', key.draw ?? 0, 0, uint32)
  const purpose = purposes[key.purpose]
  const out = new Float32Array(integerIn('n', n, 0, uint32))
  for (let i = 0; i < n; i++) {
    if (i % 4 === 0) philox4x32(words, i / 4, step, sample, draw, seed, purpose)
    out[i] = f(words[i % 4] ?? NaN)
  }
  return out
}

/**
 * n independent samples of N(0, 1): Φ⁻¹((w + ½)/2³²) of Philox's words w, hence within ±6.34. The same bits on every
 * machine; element i depends on the key and i alone, not on n nor on what was drawn before.
 *
 * @throws RangeError if a number of the key is no uint32.
 */
export function normalArray(key: RandomKey, n: number): Float32Array {
  return drawArray(key, n, (word) => normalQuantile((word + 0.5) / 0x100000000))
}

/** n independent samples of the uniform distribution on [0, 1), multiples of 2⁻²⁴; otherwise as `normalArray`. */
export function uniformArray(key: RandomKey, n: number): Float32Array {
  return drawArray(key, n, (word) => (word >>> 8) / 0x1000000)
}

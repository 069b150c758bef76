import { normalArray } from '../../src/diffusion'
import type { PointSet } from '../../src/engine/protocol/plane'
import { arrayEngine } from './array-engine'

// What the tests of measuring measure: particles of two blobs, by an engine over arrays.

/** Two blobs, one a class, 2 apart. */
export const N = 60

export const points: PointSet = {
  xy: normalArray({ seed: 8, purpose: 'start', step: 0, sample: 0 }, 2 * N).map(
    (z, k) => 0.4 * z + (k % 2 === 0 ? (k < N ? -1 : 1) : 0),
  ),
  labels: Uint8Array.from({ length: N }, (_, i) => Number(i >= N / 2)),
}

export const few = 150 // particles: tests over arrays are slow with more

export const engine = arrayEngine(points)

export const thinned: typeof engine = {
  sample: (spec, start, signal) => engine.sample({ ...spec, particles: few }, start.subarray(0, 2 * few), signal),
}

export const never = new AbortController().signal

import {
  energyDistance,
  meanDistanceWithin,
  repeated,
  type Repeated,
  slicedWasserstein,
  uniformArray,
} from '../../diffusion'
import type { PointSet } from '../../engine/protocol/plane'
import type { PlaneGuidance } from '../changes'

/** The distances between particles and data that are measured. */
export type Metric = 'energy' | 'sliced'
export const METRICS = ['sliced', 'energy'] as const satisfies readonly Metric[]
export type Distances = Readonly<Record<Metric, number>>

/** The true points with which particles are compared. */
export interface Truth {
  /** [M·2] */
  readonly xy: Float32Array
  /** Both distances between particles [n·2] and these points. */
  readonly distances: (particles: Float32Array) => Distances
}

/** The most points that are compared: the distances are computed over all pairs. */
const MOST = 1000

/** n draws from points [M·2], with replacement, keyed by the seed and `draw`. */
export function drawnFrom(xy: Float32Array, n: number, seed: number, draw: number): Float32Array {
  const M = xy.length / 2
  const u = uniformArray({ seed, purpose: 'points', step: 1, sample: 0, draw }, n)
  const out = new Float32Array(2 * n)
  for (let i = 0; i < n; i++) {
    const k = 2 * Math.floor((u[i] ?? NaN) * M)
    out.set(xy.subarray(k, k + 2), 2 * i)
  }
  return out
}

/** The points at which a run should end: those of the class towards which it is guided, or all. Empty if the class has none. */
export function truthPoints(
  { xy, labels }: PointSet,
  { label, scale }: Pick<PlaneGuidance, 'label' | 'scale'>,
): Float32Array {
  if (label === null || scale === 0) return xy
  return xy.filter((_, k) => labels[k >> 1] === label)
}

export function truthOf(xy: Float32Array): Truth {
  const reference = xy.length / 2 > MOST ? drawnFrom(xy, MOST, 0, 0) : xy
  let withinY: number | undefined
  return {
    xy: reference,
    distances: (particles) => ({
      energy: energyDistance(particles, reference, 2, { withinY: (withinY ??= meanDistanceWithin(reference, 2)) }),
      sliced: slicedWasserstein(particles, reference),
    }),
  }
}

const FLOOR_DRAWS = 5

/** The distances that perfect particles would have: those of equally many independent draws from the data, several times. It pauses between draws so that the page can respond. */
export async function floorOf(
  xy: Float32Array,
  truth: Truth,
  particles: number,
): Promise<Readonly<Record<Metric, Repeated>>> {
  const draws: Distances[] = []
  for (let draw = 0; draw < FLOOR_DRAWS; draw++) {
    draws.push(truth.distances(drawnFrom(xy, particles, 1, draw)))
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
  }
  return { energy: repeated(draws.map(({ energy }) => energy)), sliced: repeated(draws.map(({ sliced }) => sliced)) }
}

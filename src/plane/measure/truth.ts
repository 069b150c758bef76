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

/** How far particles are from the data. */
export type Metric = 'energy' | 'sliced'
export const METRICS = ['sliced', 'energy'] as const satisfies readonly Metric[]
export type Distances = Readonly<Record<Metric, number>>

/** What particles are held against. */
export interface Truth {
  /** [M·2] */
  readonly xy: Float32Array
  /** Both distances of particles [n·2] to it. */
  readonly distances: (particles: Float32Array) => Distances
}

/** More points than this are thinned: distances are counted pair by pair. */
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

/** The points that a run should come to: those of the class that it is told, or all. A class without points is nobody's truth. */
export function truthPoints(
  { xy, labels }: PointSet,
  { label, scale }: Pick<PlaneGuidance, 'label' | 'scale'>,
): Float32Array {
  if (label === null || scale === 0) return xy
  return xy.filter((_, k) => labels[k >> 1] === label)
}

export function truthOf(xy: Float32Array): Truth {
  const kept = xy.length / 2 > MOST ? drawnFrom(xy, MOST, 0, 0) : xy
  let withinY: number | undefined
  return {
    xy: kept,
    distances: (particles) => ({
      energy: energyDistance(particles, kept, 2, { withinY: (withinY ??= meanDistanceWithin(kept, 2)) }),
      sliced: slicedWasserstein(particles, kept),
    }),
  }
}

const FLOOR_DRAWS = 5

/** What perfect particles would be measured at: as many independent draws of the data, several times; between them the page goes on. */
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

import type { PointSet } from '../../engine/protocol/plane'
import type { DistributionId } from '../settings'
import { checkerboard, gaussians, grid, oneGaussian, triangle, twoBlobs } from './crowds'
import { moons, pinwheel, rings, spirals, swissRoll, wave } from './curves'
import { type Distribution, drawsOf } from './distribution'
import { frameOf, intoFrame, type PointsFrame } from './frame'
import { face, heart, letters } from './strokes'

const distributions: Readonly<Record<DistributionId, Distribution>> = {
  moons,
  rings,
  'swiss-roll': swissRoll,
  spirals,
  pinwheel,
  checkerboard,
  gaussians,
  grid,
  'two-blobs': twoBlobs,
  'one-gaussian': oneGaussian,
  letters,
  heart,
  face,
  wave,
  triangle,
}

function drawPoints(distribution: Distribution, n: number, seed: number): { xy: Float64Array; labels: Uint8Array } {
  const xy = new Float64Array(2 * n)
  const labels = new Uint8Array(n)
  for (const draw of drawsOf(n, seed)) {
    const [x, y, label] = distribution(draw)
    xy.set([x, y], 2 * draw.i)
    labels[draw.i] = label
  }
  return { xy, labels }
}

const frames = new Map<DistributionId, PointsFrame>()

/** The frame of a distribution, computed once from 4,096 points of a fixed seed: it does not depend on how many points are drawn. */
function frameOfDistribution(id: DistributionId): PointsFrame {
  const cached = frames.get(id)
  if (cached) return cached
  const frame = frameOf(drawPoints(distributions[id], 4096, 0).xy)
  frames.set(id, frame)
  return frame
}

/**
 * n points of a distribution, with a mean of about 0 and a standard deviation, averaged over both axes, of about 1. The i-th
 * point does not depend on n.
 *
 * @throws RangeError if seed is no uint32.
 */
export function distributionPoints(id: DistributionId, n: number, seed: number): PointSet {
  const { xy, labels } = drawPoints(distributions[id], n, seed)
  return { xy: intoFrame(xy, frameOfDistribution(id)), labels }
}

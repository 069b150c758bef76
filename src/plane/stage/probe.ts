import { type Level, type Oracle } from '../../diffusion'
import { shrunkBy } from '../scale'
import { drawnLevel } from './field-question'

/** A point of the plane, in shown coordinates. */
export type Place = readonly [x: number, y: number]

/** The exact answer at one place. */
export interface Probe {
  /** x_t, as it is shown. */
  readonly place: Place
  /** E[x₀ | x_t]. */
  readonly mean: Place
  /** ∇ log q(x_t) and log q(x_t), in nats, of states as they are shown. */
  readonly score: Place
  readonly logDensity: number
  /** The data points that x_t most likely came from, heaviest first. */
  readonly lines: readonly WeightedPoint[]
  /** p(any of these | x_t), in [0, 1]. */
  readonly covered: number
}

interface WeightedPoint {
  readonly index: number
  /** p(i | x_t), in (0, 1]. */
  readonly weight: number
}

const MOST_LINES = 400
/** A weight below this share of the heaviest would give an invisible line. */
const LIGHTEST = 0.02

/** The heaviest weights, at most 400, down to a fiftieth of the heaviest. */
export function heaviest(weights: ArrayLike<number>): WeightedPoint[] {
  let most = 0
  for (let i = 0; i < weights.length; i++) most = Math.max(most, weights[i] ?? 0)
  const heavy: WeightedPoint[] = []
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] ?? 0
    if (weight > LIGHTEST * most) heavy.push({ index, weight })
  }
  return heavy.sort((a, b) => b.weight - a.weight).slice(0, MOST_LINES)
}

/** The exact answer at a place. Without noise there is no density, so it is then given at the least noise that is drawn. */
export function probe(oracle: Oracle, place: Place, level: Level): Probe {
  const at = level.noise > 0 ? level : drawnLevel(level).at
  const scale = shrunkBy(at)
  const x = Float64Array.of(place[0] * scale, place[1] * scale)
  const lines = heaviest(oracle.posteriorWeights(x, at))
  const [mean, score] = [oracle.posteriorMean(x, at), oracle.score(x, at)]
  return {
    place,
    mean: [mean[0] ?? NaN, mean[1] ?? NaN],
    score: [scale * (score[0] ?? NaN), scale * (score[1] ?? NaN)],
    logDensity: oracle.logDensity(x, at) + 2 * Math.log(scale),
    lines,
    covered: lines.reduce((sum, { weight }) => sum + weight, 0),
  }
}

import { integerIn, realIn } from './bounds'
import type { Reals } from './oracle'

/** How many values fall into each of equal bins. */
interface Histogram {
  /** [bins]; bin k holds [low + k·width, low + (k+1)·width), the last one `high` too. */
  readonly counts: Uint32Array
  /** Width of a bin, in the unit of the values. */
  readonly width: number
  /** Values below `low` and above `high`. */
  readonly below: number
  readonly above: number
}

/**
 * A histogram over [low, high]. As a density: counts/(N·width), N all values, those outside included.
 *
 * @param bins an integer in [1, 65536].
 * @throws RangeError if the interval is none, there are no bins, or a value is NaN.
 */
export function histogram(values: Reals, low: number, high: number, bins: number): Histogram {
  integerIn('bins', bins, 1, 2 ** 16)
  realIn('low', low, -Number.MAX_VALUE, high)
  if (!(high > low && high < Infinity)) throw new RangeError(`high must be finite and above low, not ${high}.`)
  const counts = new Uint32Array(bins)
  const width = (high - low) / bins
  let [below, above] = [0, 0]
  for (const value of values) {
    if (Number.isNaN(value)) throw new RangeError('A value of a histogram must be a number, not NaN.')
    if (value < low) below += 1
    else if (value > high) above += 1
    else {
      const bin = Math.min(bins - 1, Math.floor((value - low) / width))
      counts[bin] = (counts[bin] ?? NaN) + 1
    }
  }
  return { counts, width, below, above }
}

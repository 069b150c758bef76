import { integerIn } from './bounds'
import type { Statistics } from './guidance'
import { varianceOf } from './statistics'

/** f of each sample of a batch, in its place. */
function bySample(
  x: Float32Array,
  size: number,
  f: (sample: Float32Array, offset: number) => Float32Array,
): Float32Array {
  if (x.length % size !== 0)
    throw new RangeError(`A batch must be whole samples of ${size} values, not ${x.length} values.`)
  const out = new Float32Array(x.length)
  for (let offset = 0; offset < x.length; offset += size) out.set(f(x.subarray(offset, offset + size), offset), offset)
  return out
}

const deviation = (x: Float32Array): number => Math.sqrt(varianceOf(x))

/** The p-quantile, linear between order statistics, as numpy's and torch's default. */
function quantile(values: Float32Array, p: number): number {
  const sorted = values.toSorted()
  const place = p * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? NaN
  return low + ((sorted[Math.ceil(place)] ?? NaN) - low) * (place - Math.floor(place))
}

/** Statistics of plain arrays. @param size values a sample, an integer in [1, 2²⁴]. */
export function arrayStatistics(size: number): Statistics<Float32Array> {
  integerIn('size', size, 1, 2 ** 24)
  return {
    matchDeviation: (x, like) =>
      bySample(x, size, (sample, offset) => {
        if (like.length !== x.length)
          throw new RangeError(`Batches must be of one length, not ${x.length} and ${like.length}.`)
        const sampleDeviation = deviation(sample)
        const scale = sampleDeviation === 0 ? 1 : deviation(like.subarray(offset, offset + size)) / sampleDeviation
        return sample.map((value) => value * scale)
      }),
    threshold: (x, p, most = Infinity) =>
      bySample(x, size, (sample) => {
        const s = Math.min(most, Math.max(1, quantile(sample.map(Math.abs), p)))
        return sample.map((value) => Math.min(Math.max(value, -s), s) / s)
      }),
  }
}

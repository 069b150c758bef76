type Values = ArrayLike<number>

const sum = (values: Values, of: (value: number, i: number) => number): number => {
  let total = 0
  for (let i = 0; i < values.length; i++) total += of(values[i] ?? NaN, i)
  return total
}

/** The mean of values; NaN of none. */
export const meanOf = (values: Values): number => sum(values, (value) => value) / values.length

/** The variance of values about their mean, divided by n. */
export const varianceOf = (values: Values): number => {
  const mean = meanOf(values)
  return sum(values, (value) => (value - mean) ** 2) / values.length
}

/** The root of the mean squared difference of two lists of the same length. */
export const rmsDifference = (a: Values, b: Values): number =>
  Math.sqrt(sum(a, (value, i) => (value - (b[i] ?? NaN)) ** 2) / a.length)

export const largestDifference = (a: Values, b: Values): number => {
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((a[i] ?? NaN) - (b[i] ?? NaN)))
  return largest
}

/** Pearson's correlation of two lists of the same length, in [−1, 1]; 0 where one of them is constant. */
export function correlationOf(a: Values, b: Values): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  const covariance = sum(a, (value, i) => (value - meanA) * ((b[i] ?? NaN) - meanB)) / a.length
  const spread = Math.sqrt(varianceOf(a) * varianceOf(b))
  return spread === 0 ? 0 : covariance / spread
}

/** The mean of pictures of the same size, pixel by pixel. */
export function meanPicture(pictures: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(pictures[0]?.length ?? 0)
  for (const picture of pictures) picture.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value / pictures.length))
  return mean
}

/** The index of the largest value. */
export const indexOfMost = (values: readonly number[]): number => values.indexOf(Math.max(...values))

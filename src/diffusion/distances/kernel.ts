import { integerIn } from '../bounds'
import type { Reals } from '../oracle'
import { pointCount } from './points'
import { repeated, type Repeated } from './repeated'

/** k(xᵢ, yⱼ) = (xᵢᵀyⱼ/d + 1)³; arrays of [n·d]. */
export function kernel(x: Reals, i: number, y: Reals, j: number, d: number): number {
  let product = 0
  for (let k = 0; k < d; k++) product += (x[i * d + k] ?? NaN) * (y[j * d + k] ?? NaN)
  const base = product / d + 1
  return base * base * base
}

/** The mean of k(xᵢ, xⱼ) over all pairs of different points. */
function meanWithin(x: Reals, n: number, d: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += kernel(x, i, x, j, d)
  return (2 * sum) / (n * (n - 1))
}

/** The mean of k(xᵢ, yⱼ) over all pairs. */
function meanAcross(x: Reals, n: number, y: Reals, m: number, d: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) sum += kernel(x, i, y, j, d)
  return sum / (n * m)
}

/**
 * The squared maximum mean discrepancy of the two distributions from which the points are, by a polynomial kernel, without bias:
 *
 *     k(x, y) = (xᵀy/d + 1)³
 *     MMD²    = mean of k(xᵢ, xⱼ), i ≠ j  +  mean of k(yᵢ, yⱼ), i ≠ j  −  2 · mean of k(xᵢ, yⱼ)
 *
 * Of features of pictures it is the kernel inception distance (KID): Bińkowski et al. 2018 ("Demystifying MMD GANs"), section 4;
 * the U-statistic is Gretton et al. 2012, lemma 6. It compares the first three moments, and no more. Without bias it may be below 0
 * where the distributions are the same; its floor is 0 at every n, unlike that of `frechetDistance`.
 *
 * Cost: n·m + n²/2 + m²/2 kernels of d products each.
 *
 * @param x [n·d] @param y [m·d], one point after another; n and m at least 2.
 * @throws RangeError if a set has fewer points, part of one, or a number that is not finite.
 */
export function kernelDistance(x: Reals, y: Reals, dimension: number): number {
  const [n, m] = [pointCount(x, dimension), pointCount(y, dimension)]
  if (n < 2 || m < 2) throw new RangeError(`An unbiased MMD² needs two points of each set, not ${n} and ${m}.`)
  return meanWithin(x, n, dimension) + meanWithin(y, m, dimension) - 2 * meanAcross(x, n, y, m, dimension)
}

/**
 * MMD² by disjoint blocks of both sets, as KID is usually given: the mean over the blocks, and its standard error. The blocks are
 * independent, so that the error is honest; a block has fewer pairs than all points together, so that it is larger than that of
 * `kernelDistance` of the same points.
 *
 * Points at the end that fill no block are left out. Let the points be in no order: a block is a stretch of them.
 *
 * @param blocks in [2, 10000].
 * @returns mean and standard error, `repeated`.
 * @throws RangeError as `kernelDistance` of each block, and if the number of blocks is out of its range.
 */
export function blockKernelDistance(x: Reals, y: Reals, dimension: number, blocks: number): Repeated {
  integerIn('blocks', blocks, 2, 10000)
  const part = (points: Reals, block: number) => {
    const size = Math.floor(pointCount(points, dimension) / blocks) * dimension
    return Float64Array.from({ length: size }, (_, i) => points[block * size + i] ?? NaN)
  }
  return repeated(
    Array.from({ length: blocks }, (_, block) => kernelDistance(part(x, block), part(y, block), dimension)),
  )
}

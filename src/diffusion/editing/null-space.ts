import type { Algebra } from '../algebra'
import type { Level } from '../level'
import { convert } from '../prediction'
import type { Denoised } from '../step'
import { rangePart, type LinearOperator } from './linear-operator'

/**
 * Restoration of x₀ from y = A·x₀ by range and null space: wraps a denoiser so that each x̂₀ agrees with y, and the network
 * fills in only what A does not see.
 *
 *     x̂₀' = A†·y + (I − A†·A)·x̂₀,   ε̂' = (x − α·x̂₀')/σ
 *
 * so A·x̂₀' = y, and with a sampler that ends on x̂₀ the result is consistent to the last digit. Wang et al. 2023 (DDNM),
 * algorithm 1, which steps by DDPM and so looks at x̂₀' alone; ε̂' keeps x = α·x̂₀' + σ·ε̂' for the samplers that look at ε̂.
 * y is without noise. The paper's time travel is `repaintPath`.
 *
 * @param operator A and A†; `averagePooling` for super-resolution, `greyMean` for colourisation, `hiding` for inpainting.
 * @param y A·x₀, shaped as the operator's answers. x̂₀' is not clipped: that would undo the agreement.
 */
export function restoring<X>(
  algebra: Algebra<X>,
  operator: LinearOperator<X>,
  y: X,
): (denoise: (x: X, at: Level) => Denoised<X>) => (x: X, at: Level) => Denoised<X> {
  return (denoise) => (x, at) => {
    const denoised = denoise(x, at)
    const x0Hat = algebra.combine(
      [1, operator.pseudoInverse(y)],
      [1, denoised.x0Hat],
      [-1, rangePart(operator, denoised.x0Hat)],
    )
    return { ...denoised, x0Hat, epsHat: convert(algebra, x, at, x0Hat, 'sample', 'epsilon') }
  }
}

import type { Level } from '../level'
import { assembled, type StepOver } from './inpainting'
import { rangePart, type LinearOperator } from './linear-operator'

/**
 * Iterative latent variable refinement: after each step the low frequencies are those of a reference, noised to the level
 * reached; the sampler's own are kept above.
 *
 *     x_s = x'_s + φ(α_s·y + σ_s·z) − φ(x'_s),   φ = A†·A a low-pass filter
 *
 * Choi et al. 2021 (ILVR), algorithm 1. There φ shrinks and enlarges by a bicubic filter; average pooling is such a filter
 * that is a projection, so that at the end φ(x₀) = φ(y).
 *
 * @param reference y, a picture, in [−1, 1].
 * @param operator A; `averagePooling` by the factor N of the paper.
 * @param active whether to refine at the level reached, so as to leave the last levels free ("conditioning range"); always
 * by default.
 * @returns a wrapper of any sampler's step, which draws one z more than the sampler.
 */
export function refining<X>(
  reference: X,
  operator: LinearOperator<X>,
  active: (to: Level) => boolean = () => true,
): (sampler: StepOver<X>) => StepOver<X> {
  return (sampler) => (input) => {
    const { algebra, to, normal } = input
    const step = sampler(input)
    if (!active(to)) return step
    const low = (x: X) => rangePart(operator, x)
    const mean = algebra.combine([1, step.mean], [to.signal, low(reference)], [-1, low(step.mean)])
    if (to.noise === 0 && step.added === undefined) return assembled(algebra, step, mean, undefined)
    const z = low(normal())
    const added =
      step.added === undefined
        ? algebra.combine([to.noise, z])
        : algebra.combine([1, step.added], [to.noise, z], [-1, low(step.added)])
    return assembled(algebra, step, mean, added)
  }
}

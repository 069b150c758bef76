import type { Algebra } from '../algebra'
import type { Step, StepInput } from '../step'

/** A sampler's step over one representation of states: what the editing functions wrap. */
export type StepOver<X> = (input: StepInput<X>) => Step<X>

/** 1 − mask, in an algebra without constants: exp(0·mask) is all ones. */
function complement<X>(algebra: Algebra<X>, mask: X): X {
  return algebra.combine([1, algebra.exp(algebra.combine([0, mask]))], [-1, mask])
}

/** A step whose mean and noise are given: next is their sum, exactly. */
export function assembled<X>(algebra: Algebra<X>, step: Step<X>, mean: X, added: X | undefined): Step<X> {
  if (added === undefined) return { ...step, next: mean, mean }
  return { ...step, next: algebra.combine([1, mean], [1, added]), mean, added }
}

/**
 * Inpainting by replacement: after each step the known pixels are replaced by the known picture, noised to the level reached.
 *
 *     x_s = m ⊙ (α_s·known + σ_s·z) + (1 − m) ⊙ (the sampler's x_s)
 *
 * Song et al. 2021 (score SDE), appendix I.2; Lugmayr et al. 2022 (RePaint), eq. 8. The unknown part sees the known one only
 * through the next step's x̂₀, so seams show: RePaint's `repaintPath` steps back and forth to heal them. At the end, where
 * σ_s = 0, the known pixels are the known picture's, to the bit.
 *
 * @param knownPicture in [−1, 1]; what it holds where m = 0 does not matter, if it is finite.
 * @param mask m, shaped as the picture: 1 where it is known, 0 where not.
 * @returns a wrapper of any sampler's step, which draws one z more than the sampler.
 */
export function inpainting<X>({
  knownPicture,
  mask,
}: {
  readonly knownPicture: X
  readonly mask: X
}): (sampler: StepOver<X>) => StepOver<X> {
  return (sampler) => (input) => {
    const { algebra, to, normal } = input
    const step = sampler(input)
    const unknown = complement(algebra, mask)
    const mean = algebra.combine(
      [to.signal, algebra.multiply(mask, knownPicture)],
      [1, algebra.multiply(unknown, step.mean)],
    )
    if (to.noise === 0 && step.added === undefined) return assembled(algebra, step, mean, undefined)
    const z = algebra.multiply(mask, normal())
    const added =
      step.added === undefined
        ? algebra.combine([to.noise, z])
        : algebra.combine([to.noise, z], [1, algebra.multiply(unknown, step.added)])
    return assembled(algebra, step, mean, added)
  }
}

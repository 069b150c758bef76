import type { LinearTerm } from '../../diffusion'
import { figure } from '../../i18n/format/figures'
import { fixed, integer } from '../../i18n/format/numbers'

/** Terms that a caption has room for. */
const MOST_TERMS = 4

/** A number as an index: 980 is ₉₈₀. */
const lowered = (number: number): string =>
  integer(number).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit)

/** The absolute value of a coefficient: 0.981, or 0.012. */
const size = (coefficient: number): string =>
  Math.abs(coefficient) >= 0.0995 ? fixed(Math.abs(coefficient), 3) : figure(Math.abs(coefficient))

const NAMES = { x0Hat: 'x̂₀', epsHat: 'ε̂', z: 'z', fresh: 'z' } as const

function nameOf({ part, index }: LinearTerm, times: readonly number[], frame: number): string {
  const earlier = times[frame - 1 + index] ?? NaN
  if (part === 'xt') return `x${lowered(earlier)}`
  return `${NAMES[part]}${index < 0 ? `(${integer(earlier)})` : '′'.repeat(Math.min(3, index))}`
}

/**
 * The sum that made a frame, as a line of text: x₉₈₀ = 0.992·x₁₀₀₀ + 0.021·x̂₀.
 *
 * @param terms of the step; none gives an empty line
 * @param times of the run's frames on the timeline
 */
export function stepText(terms: readonly LinearTerm[], times: readonly number[], frame: number): string {
  if (terms.length === 0) return ''
  const sum = terms.slice(0, MOST_TERMS).map((term, i) => {
    const sign = term.coefficient < 0 ? '− ' : i === 0 ? '' : '+ '
    const factor = term.part === 'fresh' ? 'σ_θ⊙' : `${size(term.coefficient)}·`
    return `${sign}${factor}${nameOf(term, times, frame)}`
  })
  return `x${lowered(times[frame] ?? NaN)} = ${sum.join(' ')}${terms.length > MOST_TERMS ? ' + …' : ''}`
}

/** The forward walk's sum: x₅₀₀ = 0.709·x₀ + 0.705·ε. */
export const forwardText = (
  t: number,
  { signal, noise }: { readonly signal: number; readonly noise: number },
): string => `x${lowered(t)} = ${fixed(signal, 3)}·x₀ + ${fixed(noise, 3)}·ε`

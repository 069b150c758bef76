import { parseNumber } from '../../ui/parse-number'
import type { Answer, SlipId } from './task'

/** What becomes of a number that a student typed. */
export type Verdict =
  | { readonly kind: 'empty' | 'unread' | 'right' | 'rounded' | 'sign' | 'wrong' }
  /** A typical mistake gives this number: `factor` times the solution. */
  | { readonly kind: 'slip'; readonly id: SlipId; readonly factor: number }

/** So many tolerances beside the solution, a number was rounded too early rather than computed wrongly. */
const ROUNDED = 3

/** Compares a number with one component of the solution, and with what typical mistakes give. */
function judge({ values, tolerance, slips }: Answer, component: number, typed: number): Verdict {
  const solution = values[component] ?? NaN
  const isNear = (value: number, tolerances = 1) => Math.abs(typed - value) <= tolerances * tolerance * (1 + 1e-9)
  if (isNear(solution)) return { kind: 'right' }
  const slip = slips.find(({ values: wrong }) => isNear(wrong[component] ?? NaN))
  if (slip) return { kind: 'slip', id: slip.id, factor: typed / solution }
  if (isNear(-solution)) return { kind: 'sign' }
  return { kind: isNear(solution, ROUNDED) ? 'rounded' : 'wrong' }
}

const BOUNDS = { min: -1e6, max: 1e6, integersOnly: false }

/** Judges what was typed into the field of a component. A comma may stand before the decimals. */
export function verdictOf(answer: Answer, component: number, input: string): Verdict {
  if (input.trim() === '') return { kind: 'empty' }
  const parsed = parseNumber(input, BOUNDS)
  if (parsed.kind === 'none') return { kind: 'unread' }
  if (parsed.kind === 'number') return judge(answer, component, parsed.value)
  const [thousands, decimals] = parsed.values // 1,234: read with its decimals, as all answers here are small
  return judge(answer, component, Math.abs(decimals) < 10 ? decimals : thousands)
}

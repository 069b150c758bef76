import type { slips } from '../../i18n/en/exercises/slips'
import type { Draw } from './draw'
import type { SheetId } from './sheet-ids'

/** A typical mistake that explains a wrong number; `i18n/en/exercises/slips.ts` has its sentence. */
export type SlipId = keyof typeof slips

/** A number that a task gives, or three of them. */
export interface Given {
  /** As a formula in plain signs (`glossary/formula.ts`). */
  readonly symbol: string
  /** The variable's name in Python. */
  readonly python: string
  readonly value: number | readonly number[]
}

/** A number that a student computes, or several of them that are computed alike. */
export interface Answer {
  readonly symbol: string
  readonly python: string
  /** The solution, [1] or one number for each component. */
  readonly values: readonly number[]
  /** How many decimals the student is asked for. */
  readonly decimals: number
  /** An answer this far from the solution, or nearer, is right. */
  readonly tolerance: number
  /** What a typical mistake makes of each component. */
  readonly slips: readonly { readonly id: SlipId; readonly values: readonly number[] }[]
}

export interface Task {
  /** Unique within the sheet. */
  readonly id: string
  /** Its title and what is to be computed, in the language that is on. */
  readonly words: () => { readonly title: string; readonly ask: string }
  /** Formulas that the task gives. */
  readonly formulas?: readonly string[]
  readonly givens: readonly Given[]
  readonly answers: readonly Answer[]
  /** The formulas of the solution. */
  readonly method: readonly string[]
}

/** A sheet before its numbers are drawn. */
export interface SheetSource {
  readonly id: SheetId
  readonly tasks: (draw: Draw) => readonly Task[]
}

export const makeGiven = (symbol: string, python: string, value: number | readonly number[]): Given => ({
  symbol,
  python,
  value,
})

type OneOrMore = number | readonly number[]
const list = (of: OneOrMore): readonly number[] => (typeof of === 'number' ? [of] : of)

interface AnswerOptions {
  /** Three by default. */
  readonly decimals?: number
  /** Two units of the last decimal by default: whoever rounds on the way is still right. */
  readonly tolerance?: number
}

/** @param slips what each typical mistake gives in place of the solution, shaped as it. */
export function answer(
  symbol: string,
  python: string,
  solution: OneOrMore,
  slips: Readonly<Partial<Record<SlipId, OneOrMore>>>,
  { decimals = 3, tolerance = 2 * 10 ** -decimals }: AnswerOptions = {},
): Answer {
  return {
    symbol,
    python,
    values: list(solution),
    decimals,
    tolerance,
    slips: Object.entries(slips).map(([id, values]) => ({ id: id as SlipId, values: list(values) })),
  }
}

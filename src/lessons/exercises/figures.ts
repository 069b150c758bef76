import { parseFormula, type Piece } from '../../glossary/formula'
import type { Answer, Given } from './task'

/** Digits with a true minus sign. */
const withMinus = (digits: string): string => digits.replace('-', '−')

/** A number of the solution with the decimals that were asked for; −0.00 is 0.00. */
export function rounded(value: number, decimals: number): string {
  const digits = value.toFixed(decimals)
  return withMinus(Number(digits) === 0 ? digits.replace('-', '') : digits)
}

/** symbol = number, or numbers in brackets. Each number is one piece with its sign, so that the minus stands close to it. */
function equation(symbol: string, numbers: readonly string[]): readonly Piece[] {
  const pieces = numbers.flatMap((text, i): Piece[] => [
    ...(i > 0 ? [{ kind: 'sign', text: ',' } as const] : []),
    { kind: 'number', text },
  ])
  const right: readonly Piece[] = numbers.length === 1 ? pieces : [{ kind: 'bracket', open: '(', pieces, close: ')' }]
  return [...parseFormula(`${symbol} =`), ...right]
}

/** A given number, or several, as a formula: x₀ = (0.4, −0.2, 0.9). */
export const givenFormula = ({ symbol, value }: Given): readonly Piece[] =>
  equation(
    symbol,
    (typeof value === 'number' ? [value] : value).map((each) => withMinus(String(each))),
  )

/** The solution as a formula: x̂₀ = (1.875, 0.507, −0.693). */
export const solutionFormula = ({ symbol, values, decimals }: Answer): readonly Piece[] =>
  equation(
    symbol,
    values.map((value) => rounded(value, decimals)),
  )

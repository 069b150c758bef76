import type { Answer, Given } from './task'

/** A number within a formula: with a true minus sign and a point. */
const written = (digits: string): string => digits.replace('-', '−')

/** Several numbers within a formula, in brackets. */
const listed = (numbers: readonly string[]): string =>
  numbers.length === 1 ? (numbers[0] ?? '') : `(${numbers.join(', ')})`

/** A given number, or several, as a formula: x₀ = (0.4, −0.2, 0.9). */
export const givenFormula = ({ symbol, value }: Given): string =>
  `${symbol} = ${listed((typeof value === 'number' ? [value] : value).map((each) => written(String(each))))}`

/** A number of the solution with the decimals that were asked for; −0.00 is 0.00. */
export function rounded(value: number, decimals: number): string {
  const digits = value.toFixed(decimals)
  return written(Number(digits) === 0 ? digits.replace('-', '') : digits)
}

/** The solution as a formula: x̂₀ = (1.875, 0.507, −0.693). */
export const solutionFormula = ({ symbol, values, decimals }: Answer): string =>
  `${symbol.includes(',') ? `(${symbol})` : symbol} = ${listed(values.map((value) => rounded(value, decimals)))}`

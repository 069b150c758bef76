import { fixed, significant } from '../format/numbers'

/** A mean and its standard error, both to the first digit of the error: 1.994 ± 0.004; without it where that is not known. */
export function withError(mean: number, error: number): string {
  if (!(error > 0) || !Number.isFinite(error)) return significant(mean, 3)
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(error))))
  return `${fixed(mean, decimals)} ± ${fixed(error, decimals)}`
}

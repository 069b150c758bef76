import { exactly, fixed, perCent, significant, integer } from './numbers'

/** A share as the number of per cent that a classifier gives: of small ones one decimal more. */
export const likelihood = (share: number): string => perCent(share, share < 0.0995 ? 1 : 0)

/** A share of all weight as the number of per cent; 100 only where nothing is left. */
export function weight(share: number): string {
  if (share > 1 - 1e-9) return integer(100)
  return share > 0.985 ? fixed(Math.floor(1000 * share) / 10, 1) : perCent(share)
}

/** A time of a run, which between the timesteps has a decimal: 980, 2.5. */
export const levelTime = (t: number): string => fixed(t, t >= 10 || Number.isInteger(t) ? 0 : 1)

/** Bytes as the number of kilobytes. */
export const kilobytes = (bytes: number): string => integer(bytes / 1000)

const raised = (power: number): string =>
  String(power).replace(/[-0-9]/g, (sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'['0123456789-'.indexOf(sign)] ?? sign)

/** A figure as short as it can be read: two or three digits, as a power of ten where it is tiny or huge; a dash where there is none. */
export function figure(value: number): string {
  const size = Math.abs(value)
  if (value === 0 || !Number.isFinite(value)) return fixed(value, 0)
  if (size >= 1e-3 && size < 1e5) return significant(value, size >= 100 ? 3 : 2, false)
  const [digits = '', power = ''] = value.toExponential(1).split('e')
  const factor = exactly(Number(digits))
  return `${factor === '1' ? '' : `${factor}·`}10${raised(Number(power))}`
}

/** A measured number with its standard error, to the error's second digit: 1.234 ± 0.012; without one as a figure. */
export function measurement(value: number, error: number): string {
  if (!Number.isFinite(value)) return fixed(value, 0)
  if (!(error > 0)) return Math.abs(value) < 1e-3 ? figure(value) : significant(value, 3, false)
  const decimals = Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(error))))
  return `${fixed(value, decimals)}\u00a0±\u00a0${fixed(error, decimals)}`
}

import { perLocale } from './locale'

const formatter = perLocale((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))

/** With a true minus sign, in every language. */
const written = (value: number, options: Intl.NumberFormatOptions): string =>
  formatter(options).format(value).replace('-', '−')

/**
 * A number with a fixed count of decimals: 0.50, −1.3; a dash where there is none.
 * @param decimals rounded as `toFixed` rounds
 */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞'
  return written(Number(value.toFixed(decimals)), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  })
}

/** A whole number that is a place on a scale, a time, a frame, a seed: 1000. */
export const whole = (value: number): string => fixed(value, 0)

/** How many there are of something: 1,000. */
export const count = (value: number): string => written(value, { maximumFractionDigits: 0, useGrouping: true })

/** A number as somebody chose it, to two decimals and without needless ones: 2, 1.5, 1.25. */
export const asChosen = (value: number): string =>
  Number.isFinite(value)
    ? written(Number(value.toFixed(2)), { maximumFractionDigits: 2, useGrouping: false })
    : fixed(value, 2)

/** A number with all the digits that it has: 0.0001, 80. */
export const exactly = (value: number): string =>
  Number.isFinite(value) ? written(value, { maximumFractionDigits: 20, useGrouping: false }) : fixed(value, 0)

/** A number to so many significant digits, without needless zeros: 0.012, 20,000. */
export const significant = (value: number, digits: number, grouped = true): string =>
  Number.isFinite(value) ? written(value, { maximumSignificantDigits: digits, useGrouping: grouped }) : fixed(value, 0)

/** A share of 1 as the number of per cent, without their sign: 0.123 is 12. */
export const perCent = (share: number, decimals = 0): string => fixed(100 * share, decimals)

/** A share as the number of per cent that a classifier gives: of small ones one decimal more. */
export const likelihood = (share: number): string => perCent(share, share < 0.0995 ? 1 : 0)

/** A share of all weight as the number of per cent; 100 only where nothing is left. */
export function weight(share: number): string {
  if (share > 1 - 1e-9) return whole(100)
  return share > 0.985 ? fixed(Math.floor(1000 * share) / 10, 1) : perCent(share)
}

/** A time of a run, which between the timesteps has a decimal: 980, 2.5. */
export const levelTime = (t: number): string => fixed(t, t >= 10 || Number.isInteger(t) ? 0 : 1)

/** Bytes as the number of megabytes: 8,123,456 is 8.1. */
export const megabytes = (bytes: number): string => fixed(bytes / 1e6, 1)

/** Bytes as the number of kilobytes. */
export const kilobytes = (bytes: number): string => fixed(bytes / 1000, 0)

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

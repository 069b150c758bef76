import { perLocale } from './locale'

const formatter = perLocale((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))

/** With a true minus sign, in every language. */
const formatNumber = (value: number, options: Intl.NumberFormatOptions): string =>
  formatter(options).format(value).replace('-', '−')

/**
 * A number with a fixed count of decimals: 0.50, −1.3; a dash where there is none.
 * @param decimals rounded as `toFixed` rounds
 */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞'
  return formatNumber(Number(value.toFixed(decimals)), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  })
}

/** A whole number that is a place on a scale, a time, a frame, a seed: 1000. */
export const integer = (value: number): string => fixed(value, 0)

/** How many there are of something: 1,000. */
export const count = (value: number): string => formatNumber(value, { maximumFractionDigits: 0, useGrouping: true })

/** A number as somebody chose it, to two decimals and without needless ones: 2, 1.5, 1.25. */
export const asChosen = (value: number): string =>
  Number.isFinite(value)
    ? formatNumber(Number(value.toFixed(2)), { maximumFractionDigits: 2, useGrouping: false })
    : fixed(value, 2)

/** A number with all the digits that it has: 0.0001, 80. */
export const exactly = (value: number): string =>
  Number.isFinite(value) ? formatNumber(value, { maximumFractionDigits: 20, useGrouping: false }) : fixed(value, 0)

/** A number to so many significant digits, without needless zeros: 0.012, 20,000. */
export const significant = (value: number, digits: number, grouped = true): string =>
  Number.isFinite(value)
    ? formatNumber(value, { maximumSignificantDigits: digits, useGrouping: grouped })
    : fixed(value, 0)

/** A share of 1 as the number of per cent, without their sign: 0.123 is 12. */
export const perCent = (share: number, decimals = 0): string => fixed(100 * share, decimals)

/** Bytes as the number of megabytes: 8,123,456 is 8.1. */
export const megabytes = (bytes: number): string => fixed(bytes / 1e6, 1)

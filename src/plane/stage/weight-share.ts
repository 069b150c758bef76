import { fixed } from '../../i18n/format/numbers'

/** A share of all weight in percent; 100 only where nothing is left. */
export function weightShare(covered: number): string {
  if (covered > 1 - 1e-9) return '100'
  return covered > 0.985 ? fixed(Math.floor(1000 * covered) / 10, 1) : fixed(100 * covered, 0)
}

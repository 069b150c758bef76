/**
 * Tells whether helpers pay. Where another program has taken their core, threads wait for each other and one alone is quicker. The bits
 * are the same in either way, so this may be tried at any time.
 */
export interface Pace {
  /** Whether the next picture is to be computed with helpers. */
  shared(): boolean
  /** @param milliseconds what that picture took */
  took(milliseconds: number): void
}

/** One picture of so many is computed in the way that was slower lately, because that may have changed. */
const between = 24
/** The share of a newest time in the mean. */
const newest = 0.3

export function createPace(): Pace {
  const means: [alone: number, shared: number] = [Infinity, 0] // helpers are tried first
  let count = 0
  let way: 0 | 1 = 1
  return {
    shared() {
      const quicker = means[1] <= means[0] ? 1 : 0
      const other = quicker === 1 ? 0 : 1
      count++
      way = count % between === 0 ? other : quicker
      return way === 1
    },
    took(milliseconds) {
      const mean = means[way]
      const isKnown = mean > 0 && mean < Infinity
      means[way] = isKnown ? mean + newest * (milliseconds - mean) : milliseconds
    },
  }
}

/**
 * The 95 % confidence interval of a share (Wilson 1927).
 *
 * @param share of trials that succeeded, in [0, 1]
 * @param trials number of trials
 */
export function wilson(share: number, trials: number): readonly [low: number, high: number] {
  const z2 = 1.959964 ** 2
  const middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
  const half = Math.sqrt((z2 * share * (1 - share)) / trials + (z2 / (2 * trials)) ** 2) / (1 + z2 / trials)
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

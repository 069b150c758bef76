import { uniformArray } from '../../../diffusion'

const BLOCK = 4096

interface Kept<Item> {
  readonly key: number
  readonly i: number
  readonly item: Item
}

const byKey = (a: Kept<unknown>, b: Kept<unknown>) => a.key - b.key || a.i - b.i

/**
 * `most` of whatever goes by, each as likely as another, in their order: those whose random keys are the smallest (reservoir sampling). No more than
 * twice as many are held at a time.
 */
export function reservoir<Item>(most: number, seed: number) {
  let kept: Kept<Item>[] = []
  let limit = Infinity
  let keys: Float32Array = new Float32Array()
  let n = 0
  const cut = () => {
    kept = kept.sort(byKey).slice(0, most)
    limit = kept.at(-1)?.key ?? Infinity
  }
  return {
    offer(item: Item): void {
      if (n % BLOCK === 0) keys = uniformArray({ seed, purpose: 'points', step: 1, sample: n / BLOCK }, BLOCK)
      const key = keys[n % BLOCK] ?? NaN
      if (key <= limit) kept.push({ key, i: n, item })
      n++
      if (kept.length >= 2 * most) cut()
    },
    chosen(): Item[] {
      if (kept.length > most) cut()
      return kept.sort((a, b) => a.i - b.i).map(({ item }) => item)
    },
  }
}

import { uniformArray } from '../../../diffusion'

const BLOCK = 4096

interface Candidate<Item> {
  readonly key: number
  readonly i: number
  readonly item: Item
}

const byKey = (a: Candidate<unknown>, b: Candidate<unknown>) => a.key - b.key || a.i - b.i

/**
 * Chooses `most` of the items that it is offered, each with the same probability, and returns them in their order: reservoir
 * sampling, by the smallest random keys. It holds at most twice as many items at a time.
 */
export function reservoir<Item>(most: number, seed: number) {
  let candidates: Candidate<Item>[] = []
  let limit = Infinity
  let keys: Float32Array = new Float32Array()
  let n = 0
  const cut = () => {
    candidates = candidates.sort(byKey).slice(0, most)
    limit = candidates.at(-1)?.key ?? Infinity
  }
  return {
    offer(item: Item): void {
      if (n % BLOCK === 0) keys = uniformArray({ seed, purpose: 'points', step: 1, sample: n / BLOCK }, BLOCK)
      const key = keys[n % BLOCK] ?? NaN
      if (key <= limit) candidates.push({ key, i: n, item })
      n++
      if (candidates.length >= 2 * most) cut()
    },
    chosen(): Item[] {
      if (candidates.length > most) cut()
      return candidates.sort((a, b) => a.i - b.i).map(({ item }) => item)
    },
  }
}

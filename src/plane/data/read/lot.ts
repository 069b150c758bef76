import { uniformArray } from '../../../diffusion'

const BLOCK = 4096

interface Kept<Item> { readonly lot: number; readonly i: number; readonly item: Item }

const byLot = (a: Kept<unknown>, b: Kept<unknown>) => a.lot - b.lot || a.i - b.i

/**
 * `most` of whatever goes by, each as likely as another, in their order: those with the smallest lots of a seed. No more than
 * twice as many are held at a time.
 */
export function chosenByLot<Item>(most: number, seed: number) {
  let kept: Kept<Item>[] = []
  let limit = Infinity
  let lots: Float32Array = new Float32Array()
  let n = 0
  const cut = () => {
    kept = kept.sort(byLot).slice(0, most)
    limit = kept.at(-1)?.lot ?? Infinity
  }
  return {
    offer(item: Item): void {
      if (n % BLOCK === 0) lots = uniformArray({ seed, purpose: 'points', step: 1, sample: n / BLOCK }, BLOCK)
      const lot = lots[n % BLOCK] ?? NaN
      if (lot <= limit) kept.push({ lot, i: n, item })
      n++
      if (kept.length >= 2 * most) cut()
    },
    chosen(): Item[] {
      if (kept.length > most) cut()
      return kept.sort((a, b) => a.i - b.i).map(({ item }) => item)
    },
  }
}

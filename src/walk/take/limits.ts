/** What a canvas may be: beyond it some browsers, those of iPhones among them, draw nothing. */
export const MOST_CANVAS = { side: 8192, area: 16_000_000 } as const

const MEGABYTE = 1e6

/** A machine with little memory: it says so, or is held in the hand. */
export function hasLittleMemory(): boolean {
  const { deviceMemory } = navigator as { deviceMemory?: number }
  return deviceMemory === undefined ? matchMedia('(pointer: coarse)').matches : deviceMemory <= 4
}

/** Bytes of numbers that are saved at once, at most. */
export const mostBytes = (littleMemory: boolean): number => (littleMemory ? 300 : 2000) * MEGABYTE

/** Pixels of all frames of a film together, at most. */
export const mostPixels = (littleMemory: boolean): number => (littleMemory ? 300 : 3000) * MEGABYTE

/** Places from 0 to `last`, both with them, as evenly as whole numbers can be. @param count at least 1; more than there are gives all */
export function evenly(count: number, last: number): readonly number[] {
  const places = Math.max(1, Math.min(Math.round(count), last + 1))
  return Array.from({ length: places }, (_, i) => (places === 1 ? last : Math.round((i * last) / (places - 1))))
}

/** Seeds are uint32. */
export const MAX_SEED = 0xffffffff

/** Other noise: after the last seed the first again. */
export const nextSeed = (seed: number): number => (seed >= MAX_SEED ? 0 : seed + 1)

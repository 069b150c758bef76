/** Seeds are uint32. */
export const MAX_SEED = 0xffffffff

/** The seed of new noise; after the last seed comes the first. */
export const nextSeed = (seed: number): number => (seed >= MAX_SEED ? 0 : seed + 1)

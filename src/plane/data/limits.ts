/** More points are thinned to this many: each is asked about at every pixel. */
export const MOST_POINTS = 10_000
/** Characters, or bytes, of what has to be read as a whole: JSON, and what is pasted. */
export const LONGEST = 16e6
/** Bytes of a table, which is read as it goes by. */
export const MOST_BYTES = 256e6

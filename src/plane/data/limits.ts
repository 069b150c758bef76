/** The most points that the room holds: larger sets are thinned, because every pixel of a field sums over all points. */
export const MOST_POINTS = 10_000
/** The most characters or bytes of a text that has to be read as a whole: JSON, or a pasted text. */
export const LONGEST = 16e6
/** The most bytes of a table, which is read piece by piece. */
export const MOST_BYTES = 256e6

/** The class that picture `picture` of a reading, [samples·classes], most probably is, and how probably. */
export function surest(
  reading: Float32Array,
  picture: number,
  classes: number,
): { readonly label: number; readonly probability: number } {
  const own = reading.subarray(picture * classes, (picture + 1) * classes)
  const label = own.reduce((best, probability, i) => (probability > (own[best] ?? -1) ? i : best), 0)
  return { label, probability: own[label] ?? NaN }
}

/** How many pictures of a reading are most probably of that class. */
export function askedFor(reading: Float32Array, classes: number, label: number): number {
  return Array.from({ length: reading.length / classes }, (_, picture) => surest(reading, picture, classes)).filter(
    (found) => found.label === label,
  ).length
}

/** The likeliest class of one picture of a reading, [samples·classes], and its probability. */
export function surest(
  reading: Float32Array,
  picture: number,
  classes: number,
): { readonly label: number; readonly probability: number } {
  const probabilities = reading.subarray(picture * classes, (picture + 1) * classes)
  const label = probabilities.reduce(
    (best, probability, i) => (probability > (probabilities[best] ?? -1) ? i : best),
    0,
  )
  return { label, probability: probabilities[label] ?? NaN }
}

/** For how many pictures of a reading this class is the likeliest. */
export function countOf(reading: Float32Array, classes: number, label: number): number {
  return Array.from({ length: reading.length / classes }, (_, picture) => surest(reading, picture, classes)).filter(
    (likeliest) => likeliest.label === label,
  ).length
}

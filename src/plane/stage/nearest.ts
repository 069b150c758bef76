/**
 * The particle nearest to a place in pixels.
 *
 * @param places [particles·2], in pixels.
 * @param reach the greatest distance, in pixels.
 * @returns the index of the particle; null if none is within reach.
 */
export function nearestParticle(places: Float32Array, x: number, y: number, reach: number): number | null {
  let [best, least] = [-1, reach * reach]
  for (let i = 0; 2 * i + 1 < places.length; i++) {
    const distance = ((places[2 * i] ?? NaN) - x) ** 2 + ((places[2 * i + 1] ?? NaN) - y) ** 2
    if (distance <= least) [best, least] = [i, distance]
  }
  return best < 0 ? null : best
}

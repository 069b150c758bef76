import type { Algebra } from '../algebra'
import { realIn } from '../bounds'
import type { Level } from '../level'

/**
 * The levels that SDEdit visits: the last ⌊N·strength⌋ steps of a run of N, so of a picture little is changed by few and all
 * by N. diffusers' img2img pipelines cut their grids the same way.
 *
 * Meng et al. 2022 (SDEdit), section 3 and algorithm 1, where t₀ is the strength.
 *
 * @param levels of the whole run, N + 1, from noise to data.
 * @param strength in [0, 1]; 0 leaves the data level alone.
 * @throws RangeError if the strength is out of its range or there is no level.
 */
export function sdeditLevels(levels: readonly Level[], strength: number): readonly Level[] {
  realIn('strength', strength, 0, 1)
  if (levels.length === 0) throw new RangeError('A run must have at least one level.')
  const N = levels.length - 1
  return levels.slice(N - Math.floor(N * strength))
}

/**
 * Where SDEdit begins: the guide (a drawing, a collage) noised to the first of its levels, α·guide + σ·z, so that its faults
 * drown and its layout does not.
 *
 * @param z a standard normal state, shaped as the guide.
 */
export function sdeditStart<X>(algebra: Algebra<X>, guide: X, z: X, at: Level): X {
  return algebra.combine([at.signal, guide], [at.noise, z])
}

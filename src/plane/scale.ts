import type { Level } from '../diffusion'

/** √(α²+σ²), but at least 1: a state is divided by this to be shown. */
export const shrunkBy = ({ signal, noise }: Level): number => Math.max(1, Math.hypot(signal, noise))

/**
 * The factor by which a state is multiplied to be shown. It is 1 where α²+σ² ≤ 1, so that a flow's straight paths look straight.
 * Where the variance explodes, it brings the state to α²+σ² = 1, so that the state stays in sight.
 */
export const planeScale = (at: Level): number => 1 / shrunkBy(at)

/** log q of states as they are shown, in nats: in two dimensions the density of x_t/c is c² times that of x_t. @param scale c = `shrunkBy` */
export const shownLogDensity = (logDensity: Float32Array, scale: number): Float32Array =>
  logDensity.map((value) => value + 2 * Math.log(scale))

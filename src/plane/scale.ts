import type { Level } from '../diffusion'

/** √(α²+σ²), but at least 1: by how much a state is larger than it is shown. */
export const shrunkBy = ({ signal, noise }: Level): number => Math.max(1, Math.hypot(signal, noise))

/**
 * By how much a state of the plane is scaled to be shown: not at all where its process keeps the data's size or less, so that
 * a flow's straight paths are straight; where variance explodes, to that of α²+σ² = 1, so that it stays in sight.
 */
export const planeScale = (at: Level): number => 1 / shrunkBy(at)

/** log q of states as they are shown, in nats: on a plane the density of x_t/c is c² times that of x_t. @param scale c = `shrunkBy` */
export const shownLogDensity = (logDensity: Float32Array, scale: number): Float32Array =>
  logDensity.map((value) => value + 2 * Math.log(scale))

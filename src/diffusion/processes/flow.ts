import type { Process } from './process'

/**
 * The straight path of rectified flow and of flow matching with optimal-transport paths, on t ∈ [0, 1], data at 0:
 *
 *     x_t = (1 − t)·x₀ + t·ε,   dx_t/dt = ε − x₀ given both
 *
 * Liu et al. 2023 (rectified flow); Lipman et al. 2023 (flow matching), section 4.1, example II, with σ_min = 0; both count
 * time the other way.
 */
export function flowProcess(): Process {
  return { id: 'flow', tMin: 1e-3, tMax: 1, scales: (t) => ({ signal: 1 - t, noise: t, dSignal: -1, dNoise: 1 }) }
}

/**
 * The trigonometric path, α = cos(πt/2), σ = sin(πt/2), on t ∈ [0, 1]: variance-preserving, at constant angular speed.
 *
 * Salimans & Ho 2022 (progressive distillation); Albergo & Vanden-Eijnden 2023 (stochastic interpolants).
 */
export function cosineInterpolant(): Process {
  const quarter = Math.PI / 2
  return {
    id: 'cosine-interpolant',
    tMin: 1e-3,
    tMax: 1,
    scales: (t) => {
      const signal = Math.sin(quarter * (1 - t)) // exactly 0 at t = 1
      const noise = t === 1 ? 1 : Math.sin(quarter * t)
      return { signal, noise, dSignal: -quarter * noise, dNoise: quarter * signal }
    },
  }
}

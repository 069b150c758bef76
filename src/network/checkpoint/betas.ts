import type { Betas } from './scheduler'

/**
 * β_1 … β_T of a scheduler configuration, with which its network was trained, in float64 (PyTorch's are float32).
 *
 * linear: evenly from beta_start to beta_end; scaled_linear: the same for √β; sigmoid: the logistic function over [−6, 6], between
 * the same ends; squaredcos_cap_v2: 1 − f(t/T)/f((t−1)/T) with f(s) = cos²(π/2·(s + 0.008)/1.008), at most 0.999.
 * Source: diffusers, `DDPMScheduler.__init__`.
 *
 * @returns [T]; the last is 1 if the configuration rescales to zero terminal SNR
 */
export function betasOf(config: Betas): Float64Array {
  const betas = config.trained_betas ? Float64Array.from(config.trained_betas) : scheduleBetas(config)
  return config.rescale_betas_zero_snr ? rescaleToZeroSnr(betas) : betas
}

function scheduleBetas({
  num_train_timesteps: T,
  beta_schedule,
  beta_start: first,
  beta_end: last,
}: Betas): Float64Array {
  const along = (i: number) => (T === 1 ? 0 : i / (T - 1)) // 0 … 1
  const f = (s: number) => Math.cos((Math.PI / 2) * ((s + 0.008) / 1.008)) ** 2
  const beta: Record<Betas['beta_schedule'], (i: number) => number> = {
    linear: (i) => first + (last - first) * along(i),
    scaled_linear: (i) => (Math.sqrt(first) + (Math.sqrt(last) - Math.sqrt(first)) * along(i)) ** 2,
    sigmoid: (i) => first + (last - first) / (1 + Math.exp(6 - 12 * along(i))),
    squaredcos_cap_v2: (i) => Math.min(1 - f((i + 1) / T) / f(i / T), 0.999),
  }
  return Float64Array.from({ length: T }, (_, i) => beta[beta_schedule](i))
}

/** Shifts and stretches √ᾱ so that it ends at 0 and keeps its first value. Source: Lin et al. 2024, algorithm 1. */
function rescaleToZeroSnr(betas: Float64Array): Float64Array {
  let product = 1
  const roots = betas.map((beta) => Math.sqrt((product *= 1 - beta)))
  const [first = 1, last = 0] = [roots[0], roots.at(-1)]
  if (roots.length === 1) return Float64Array.of(1)
  const alphaBar = roots.map((root) => (((root - last) * first) / (first - last)) ** 2)
  return alphaBar.map((value, i) => 1 - value / (i === 0 ? 1 : (alphaBar[i - 1] as number)))
}

/** Numerical tools that share nothing with src: the solutions of exercises are checked against them. */

/** ∫ f from low to high, by Simpson's rule in n steps. */
export function integral(f: (x: number) => number, low: number, high: number, n = 4000): number {
  const h = (high - low) / n
  let sum = f(low) + f(high)
  for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * f(low + i * h)
  return (sum * h) / 3
}

/** f′ by central differences. */
export const derivative = (f: (x: number) => number, x: number, h = 1e-5): number => (f(x + h) - f(x - h)) / (2 * h)

/** Where f changes its sign between low and high. */
export function root(f: (x: number) => number, low: number, high: number): number {
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2
    if (Math.sign(f(middle)) === Math.sign(f(low))) low = middle
    else high = middle
  }
  return low
}

/** The density of N(mean, variance). */
export const density = (x: number, mean: number, variance: number): number =>
  Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance)

/** Uniform numbers by a small generator (mulberry32). */
export function uniforms(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Standard normal numbers, by Box and Muller. */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed)
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** The mean of a sample and its standard error. */
export function estimate(sample: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = sample.reduce((all, x) => all + x, 0) / sample.length
  const variance = sample.reduce((all, x) => all + (x - mean) ** 2, 0) / (sample.length - 1)
  return { mean, error: Math.sqrt(variance / sample.length) }
}

/** The variance of a sample and its standard error, from fourth moments. */
export function spread(sample: readonly number[]): { readonly mean: number; readonly error: number } {
  const { mean } = estimate(sample)
  return estimate(sample.map((x) => (x - mean) ** 2))
}

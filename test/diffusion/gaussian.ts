import { posterior, type Algebra, type Denoised, type Level } from '../../src/diffusion'

/**
 * A state as an affine function of independent standard normals: [constant, coefficient of z₁, of z₂, …]. Linear samplers
 * over it give their exact mean and variance instead of samples. exp and multiply are for constants only.
 */
export type Affine = readonly number[]

const constant = (x: Affine): number => {
  if (x.some((c, i) => i > 0 && c !== 0)) throw new Error('Not a constant.')
  return x[0] ?? NaN
}

export const affineAlgebra: Algebra<Affine> = {
  combine: (...terms) =>
    Array.from({ length: Math.max(...terms.map(([, x]) => x.length)) }, (_, i) =>
      terms.reduce((sum, [c, x]) => sum + c * (x[i] ?? 0), 0),
    ),
  clamp: () => {
    throw new Error('Clamping is not affine.')
  },
  exp: (x) => [Math.exp(constant(x))],
  multiply: (x, y) => y.map((c) => constant(x) * c),
}

export const meanOf = (x: Affine) => x[0] ?? NaN
export const varianceOf = (x: Affine) => x.slice(1).reduce((sum, c) => sum + c * c, 0)

/** A source of fresh independent normals, z_first, z_first+1, … */
export function freshNormals(first: number): () => Affine {
  let i = first
  return () => [...new Array<number>(i++).fill(0), 1]
}

/** One-dimensional data x₀ ~ N(m, s²). */
export interface Gaussian {
  readonly m: number
  readonly s: number
}

/** Var[x₀ | x_t], the same for every x_t. */
export function posteriorVariance({ s }: Gaussian, { signal, noise }: Level): number {
  return (s * s * noise * noise) / (signal * signal * s * s + noise * noise)
}

/** E[x₀ | x_t] = m + α·s²/(α²s² + σ²)·(x_t − α·m), the best denoiser that there is; needs a state that is all ones. */
export function exactDenoiser<X>(algebra: Algebra<X>, data: Gaussian, ones: X, v?: (at: Level) => number) {
  return (x: X, at: Level): Denoised<X> => {
    const slope = (at.signal * data.s ** 2) / (at.signal ** 2 * data.s ** 2 + at.noise ** 2)
    const x0Hat = algebra.combine([slope, x], [data.m * (1 - slope * at.signal), ones])
    const epsHat = algebra.combine([1 / at.noise, x], [-at.signal / at.noise, x0Hat])
    return v ? { x0Hat, epsHat, v: algebra.combine([v(at), ones]) } : { x0Hat, epsHat }
  }
}

/** The head v with which DDPM's reverse variance is that of q(x_s | x_t) under the data: β̃ + (x₀'s coefficient)²·Var[x₀ | x_t]. */
export function exactHead(data: Gaussian, from: Level, to: Level): number {
  const q = posterior(from, to)
  const logVariance = Math.log(q.betaTilde + q.x0 ** 2 * posteriorVariance(data, from))
  return (2 * (logVariance - Math.log(q.betaTilde))) / (Math.log(q.beta) - Math.log(q.betaTilde)) - 1
}

import type { SamplerStep } from '../step'

/**
 * DDIM run upwards: from a picture to the noise that DDIM (η = 0) would turn into it. Notation: s = `from`, the cleaner level,
 * t = `to`, the noisier one.
 *
 *     x_t = √ᾱ_t·x̂₀(x_s, s) + √(1−ᾱ_t)·ε̂(x_s, s)
 *
 * Song et al. 2021 (DDIM), section 4.3; Dhariwal & Nichol 2021, appendix F. Deterministic, order 1, one network evaluation. It
 * undoes a DDIM step to first order, not exactly: that looks from the other end. On the data themselves, which no network
 * has seen without noise, it looks at the mean of level t, α_t·x₀.
 *
 * @throws RangeError if `to` is not noisier than `from`.
 */
export function ddimInversion(): SamplerStep {
  return ({ algebra, xt, from, to, denoise }) => {
    if (!(to.noise / to.signal > from.noise / from.signal)) {
      throw new RangeError(`Inversion leads to a higher noise level, not from t = ${from.t} to t = ${to.t}.`)
    }
    const onData = from.noise === 0
    const denoised = onData ? denoise(algebra.combine([to.signal, xt]), to) : denoise(xt, from)
    const x0Hat = onData ? xt : denoised.x0Hat
    const next = algebra.combine([to.signal, x0Hat], [to.noise, denoised.epsHat])
    return { next, x0Hat, epsHat: denoised.epsHat, mean: next }
  }
}

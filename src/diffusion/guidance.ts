import type { Algebra } from './algebra'
import { realIn } from './bounds'
import { isPureNoise, noiseToSignal, type Level } from './level'
import type { Denoiser } from './matching'
import { convert, outputOf, type Prediction } from './prediction'
import type { Sigma } from './scalars'
import type { Denoised } from './step'

/**
 * What needs numbers of each sample of a batch: `arrayStatistics` of plain arrays; of tensors, computed where they are, so that
 * nothing is read back (`network/tensor-statistics.ts`).
 */
export interface Statistics<X> {
  /** x, each sample scaled to the standard deviation that this sample has in `like`. */
  matchDeviation(x: X, like: X): X
  /** Each sample clipped to ±s and divided by s, s = max(1, the p-quantile of its |x|), and at most `most` where that is given. */
  threshold(x: X, p: number, most?: number): X
}

/** How far the contrast that guidance exaggerates is brought back to the conditional answer's. */
interface Rescaling<X> {
  /** φ, in [0, 1]: 0 leaves it. */
  readonly phi: number
  readonly statistics: Statistics<X>
}

/** What two denoisers say of the same state: the conditional one, then the unconditional (or negative) one. */
export type DenoiserPair<X> = (x: X, at: Level) => readonly [aimed: Denoised<X>, other: Denoised<X>]

interface Guidance<X> {
  /** w, in [−1e6, 1e6]: 0 is the unconditional (or negative) denoiser, 1 the conditional one, beyond it is guidance. */
  readonly scale: number
  /** Of the network's output, whose prediction it is; the levels are then those at which the network itself is asked. */
  readonly rescaleOutput?: (Rescaling<X> & { readonly prediction: Prediction }) | undefined
  /** Of x̂₀, after that. */
  readonly rescaleX0?: Rescaling<X> | undefined
}

/** Both parts of a, and of b: (1 − w)·a + w·b, so that x = α·x̂₀ + σ·ε̂ still holds. */
function between<X>(algebra: Algebra<X>, w: number, a: Denoised<X>, b: Denoised<X>): Denoised<X> {
  const mix = (p: X, q: X) => algebra.combine([1 - w, p], [w, q])
  return { ...b, x0Hat: mix(a.x0Hat, b.x0Hat), epsHat: mix(a.epsHat, b.epsHat) }
}

/** x̂₀ changed, and ε̂ with it; as it was on the data, where ε̂ says nothing. */
function withX0<X>(algebra: Algebra<X>, x: X, at: Level, denoised: Denoised<X>, x0Hat: X): Denoised<X> {
  const epsHat = at.noise === 0 ? denoised.epsHat : algebra.combine([1 / at.noise, x], [-at.signal / at.noise, x0Hat])
  return { ...denoised, x0Hat, epsHat }
}

/** φ·y·std(like)/std(y) + (1 − φ)·y, sample by sample. */
function rescaled<X>(algebra: Algebra<X>, y: X, like: X, { phi, statistics }: Rescaling<X>): X {
  return algebra.combine([phi, statistics.matchDeviation(y, like)], [1 - phi, y])
}

/**
 * Whether classifier-free guidance compares two answers. Where w = 1 the conditional one is enough, and where w = 0 and nothing is
 * rescaled the other one.
 *
 * @param phis how far the output and x̂₀ are rescaled
 */
export const comparesAnswers = (scale: number, ...phis: readonly number[]): boolean =>
  scale !== 1 && (scale !== 0 || phis.some((phi) => phi > 0))

/**
 * Classifier-free guidance: ε̂ = ε̂_u + w·(ε̂_c − ε̂_u), and x̂₀ alike, and so any prediction y. With a negative condition, ε̂_u is
 * its denoiser. Wrap denoisers that do not clip, and clip afterwards (`clipped`): a mixture of clipped x̂₀ is another one than a
 * clipped mixture.
 *
 *     Ho & Salimans 2022, eq. 6, with their w + 1 for w
 *     rescaleOutput:  y ← φ·y·std(y_c)/std(y) + (1 − φ)·y          Lin et al. 2024, section 3.4; diffusers' `rescale_noise_cfg`
 *     rescaleX0:      x̂₀ ← φ·x̂₀·std(x̂₀ᶜ)/std(x̂₀) + (1 − φ)·x̂₀     the same of x̂₀: ours. Of an ε that is mostly noise the
 *                     deviation hardly tells guided from unguided, where x̂₀'s does
 *
 * A learned variance is the conditional denoiser's. Costs two network evaluations, and one where it does not compare answers
 * (`comparesAnswers`).
 *
 * @param both asks both denoisers about one state; a network answers both in one batch. By default one is asked after the other.
 * @throws RangeError if a number is out of its range.
 */
export function classifierFree<X>(
  algebra: Algebra<X>,
  conditional: Denoiser<X>,
  unconditional: Denoiser<X>,
  { scale, rescaleOutput, rescaleX0 }: Guidance<X>,
  both: DenoiserPair<X> = (x, at) => [conditional(x, at), unconditional(x, at)],
): Denoiser<X> {
  realIn('scale', scale, -1e6, 1e6)
  const phiOf = (rescaling?: Rescaling<X>) => realIn('phi', rescaling?.phi ?? 0, 0, 1)
  const [ofOutput, ofX0] = [phiOf(rescaleOutput), phiOf(rescaleX0)]
  if (!comparesAnswers(scale, ofOutput, ofX0)) return scale === 1 ? conditional : unconditional
  return (x, at) => {
    const [aimed, other] = both(x, at)
    let guided = between(algebra, scale, other, aimed)
    if (ofOutput && rescaleOutput) {
      const outputs = [guided, aimed].map((answer) => outputOf(algebra, answer, at, rescaleOutput.prediction)) as [X, X]
      guided = readOutput(
        algebra,
        x,
        at,
        guided,
        rescaled(algebra, ...outputs, rescaleOutput),
        rescaleOutput.prediction,
      )
    }
    return ofX0 && rescaleX0
      ? withX0(algebra, x, at, guided, rescaled(algebra, guided.x0Hat, aimed.x0Hat, rescaleX0))
      : guided
  }
}

/** An answer whose network has another output now. */
function readOutput<X>(
  algebra: Algebra<X>,
  x: X,
  at: Level,
  answer: Denoised<X>,
  output: X,
  prediction: Prediction,
): Denoised<X> {
  const read = (to: Prediction) => convert(algebra, x, at, output, prediction, to)
  return { ...answer, x0Hat: read('sample'), epsHat: read('epsilon') }
}

/**
 * Guidance between two noise levels only; elsewhere the conditional denoiser stands alone. Kynkäänniemi et al. 2024.
 *
 * @param interval σ̂ = σ/α, 0 ≤ low ≤ high, both among the levels where it guides.
 * @throws RangeError if the interval is none.
 */
export function guidedWithin<X>(
  [low, high]: readonly [low: Sigma, high: Sigma],
  guided: Denoiser<X>,
  conditional: Denoiser<X>,
): Denoiser<X> {
  realIn('interval[0]', low, 0, realIn('interval[1]', high, 0, Infinity))
  return (x, at) => {
    const sigma = noiseToSignal(at)
    return sigma < low || sigma > high ? conditional(x, at) : guided(x, at)
  }
}

/**
 * Classifier guidance: ε̂ ← ε̂ − w·σ·∇ log p(y | x), and x̂₀ ← x̂₀ + w·(σ²/α)·∇ log p(y | x) with it. On pure noise, of which
 * no class can be told, nothing changes. Dhariwal & Nichol 2021, algorithm 2.
 *
 * @param gradient of the log-probability of the wanted class by x, at its level; shaped as x.
 * @param scale w, in [−1e6, 1e6].
 * @throws RangeError if w is out of its range.
 */
export function classifierGuided<X>(
  algebra: Algebra<X>,
  denoise: Denoiser<X>,
  gradient: (x: X, at: Level) => X,
  scale: number,
): Denoiser<X> {
  realIn('scale', scale, -1e6, 1e6)
  return (x, at) => {
    const denoised = denoise(x, at)
    if (scale === 0 || isPureNoise(at)) return denoised
    return withX0(
      algebra,
      x,
      at,
      denoised,
      algebra.combine([1, denoised.x0Hat], [(scale * at.noise ** 2) / at.signal, gradient(x, at)]),
    )
  }
}

/**
 * x̂₀ limited to [−range, range], by default [−1, 1], the range of pictures, and ε̂ derived again from it. Ho et al. 2020's
 * code, `clip_denoised`; another range is diffusers' `clip_sample_range`.
 */
export function clipped<X>(algebra: Algebra<X>, denoise: Denoiser<X>, range = 1): Denoiser<X> {
  return (x, at) => {
    const denoised = denoise(x, at)
    return withX0(algebra, x, at, denoised, algebra.clamp(denoised.x0Hat, -range, range))
  }
}

/**
 * Imagen's dynamic thresholding: each sample's x̂₀ is clipped to ±s and divided by s, where s ≥ 1 is the p-quantile of its
 * |x̂₀|; ε̂ is derived again. Saharia et al. 2022 (Imagen), section 2.3; p = 0.995 in diffusers.
 *
 * The quantile needs sorting, which is no operation of the algebra: it is the statistics' part, over arrays and on the GPU alike.
 *
 * @param p in [0, 1].
 * @param most beyond which s is not raised: diffusers' `sample_max_value`; Imagen has none.
 * @throws RangeError if p is out of its range.
 */
export function dynamicallyThresholded<X>(
  algebra: Algebra<X>,
  statistics: Statistics<X>,
  denoise: Denoiser<X>,
  p = 0.995,
  most = Infinity,
): Denoiser<X> {
  realIn('p', p, 0, 1)
  return (x, at) => {
    const denoised = denoise(x, at)
    return withX0(algebra, x, at, denoised, statistics.threshold(denoised.x0Hat, p, most))
  }
}

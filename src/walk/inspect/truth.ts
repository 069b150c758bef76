import { arrayAlgebra } from '../../diffusion'
import type { LookedStep } from '../../engine/protocol/look'
import { pictureValues } from '../model/pictures'
import { forwardFrame } from '../run/player'
import type { Seen } from './context'
import type { Fact } from './facts'
import { roundAround } from './grey'
import { largestDifference, rootMeanSquare } from './sum'

/** What is known of the picture that a walk began with. */
type Truth =
  /** The walk began at pure noise, or nothing is known of the step. */
  | { readonly kind: 'unknown' }
  /** The step begins where the walk turned back: xₜ was made of this very x₀ and ε. Errors are root mean squares. */
  | {
      readonly kind: 'turn'
      readonly x0: Float32Array
      readonly x0Error: number
      readonly epsError: number
      readonly facts: readonly Fact[]
    }
  /** Any later step: how far x̂₀ is from the picture, as a root mean square. */
  | { readonly kind: 'after'; readonly distance: number }

/** Whether xₜ is α·x₀ + σ·ε at the level where the step begins: not where first steps were left out. */
const isMadeOf = ({ xt, from: { signal, noise } }: LookedStep, x0: Float32Array, eps: Float32Array): boolean =>
  largestDifference(xt, arrayAlgebra.combine([signal, x0], [noise, eps])) < 1e-3 * Math.hypot(signal, noise)

/** What was true, of a walk that turned back from a known picture, or inverted it. */
export function truthOf({ player, run, step, lookedStep }: Seen): Truth {
  const { settings } = run
  const x0 = pictureValues(settings.picture, player.gallery)
  if (settings.from === 'noise' || !lookedStep || x0?.length !== lookedStep.xt.length) return { kind: 'unknown' }
  const { x0Hat, epsHat } = lookedStep.answer
  if (step > 1 || settings.from === 'inverted') return { kind: 'after', distance: rootMeanSquare(x0Hat, x0) }
  const eps = forwardFrame(player, settings.from)?.eps
  if (!eps || !isMadeOf(lookedStep, x0, eps)) return { kind: 'after', distance: rootMeanSquare(x0Hat, x0) }
  const [wrongX0, wrongEps] = [arrayAlgebra.combine([1, x0Hat], [-1, x0]), arrayAlgebra.combine([1, epsHat], [-1, eps])]
  return {
    kind: 'turn',
    x0,
    x0Error: rootMeanSquare(wrongX0),
    epsError: rootMeanSquare(wrongEps),
    facts: [
      { name: 'x0Error', values: wrongX0, grey: roundAround(wrongX0), tone: 'signal' },
      { name: 'epsError', values: wrongEps, grey: roundAround(wrongEps), tone: 'noise' },
    ],
  }
}

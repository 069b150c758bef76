import { level, type LinearTerm } from '../../diffusion'
import { shownScale } from '../../runs/levels'
import { stepTerms } from '../formula/step-terms'
import { scheduleOf } from '../model/schedules'
import { forwardFrame } from '../run/player'
import { shownRange, type WalkRun } from '../run/walk-run'
import { nameOf } from './coefficients'
import type { Seen } from './context'
import { around, type Grey, roundAround } from './grey'
import { ofSample } from './subject'

/** A term of the equation as it is shown. */
export interface ShownTerm {
  readonly name: string
  /** Of a step's sum; of the forward walk's, x₀ or ε. */
  readonly of: Pick<LinearTerm, 'part' | 'index'> | 'x0' | 'epsilon'
  readonly coefficient: number
  /** [C·H·W]; undefined where it is known only once the walk stands still. */
  readonly values: Float32Array | undefined
  readonly grey: Grey
  readonly tone: 'signal' | 'noise' | undefined
}

/** The sum that makes the next state, and where it begins and leads. */
export interface ShownSum {
  readonly terms: readonly ShownTerm[]
  /** xₜ, before anything is added up. */
  readonly start: Float32Array | undefined
  readonly startGrey: Grey
  /** The state that the sum leads to, as the walk has it. */
  readonly end: Float32Array | undefined
  readonly endGrey: Grey
}

const toneOf = { xt: undefined, x0Hat: 'signal', epsHat: 'noise', z: 'noise', fresh: 'noise' } as const

/** A part of a frame as the page keeps it, in 256 greys, as values again. */
const fromBytes = (bytes: Uint8ClampedArray, range: number): Float32Array =>
  Float32Array.from(bytes, (byte) => range * (byte / 127.5 - 1))

/** What the page has of a term without asking anybody: states exactly, x̂₀ and ε̂ as they are shown. */
function keptValues(run: WalkRun, step: number, sample: number, { part, index }: Pick<LinearTerm, 'part' | 'index'>) {
  if (index > 0 || part === 'z' || part === 'fresh') return undefined
  if (part === 'xt') {
    const state = run.frames[step - 1 + index]?.xt
    return state && ofSample(state, run, sample)
  }
  const bytes = run.frames[step + index]?.[part]
  return bytes && fromBytes(ofSample(bytes, run, sample), shownRange[part])
}

function greyOf(
  { part, index }: Pick<LinearTerm, 'part' | 'index'>,
  run: WalkRun,
  step: number,
  values?: Float32Array,
) {
  if (part === 'fresh') return values ? roundAround(values) : around(1)
  if (part !== 'xt') return around(part === 'x0Hat' ? 1 : 3)
  const at = run.levels[step - 1 + Math.min(0, index)]
  return around(at ? 1 / shownScale(at) : 1)
}

/** The sum of the step that is shown; without terms where it is no one sum. */
function reverseSum({ run, step, sample, lookedStep }: Seen): ShownSum {
  const [from, to] = [run.levels[step - 1], run.levels[step]]
  const states = [run.frames[step - 1]?.xt, run.frames[step]?.xt]
  const [start, end] = states.map((state) => state && ofSample(state, run, sample))
  const terms =
    lookedStep?.terms ?? stepTerms(run, step).map((term) => ({ ...term, value: keptValues(run, step, sample, term) }))
  return {
    terms: terms.map(({ value, coefficient, part, index }) => ({
      name: nameOf({ part, index }),
      of: { part, index },
      coefficient,
      values: value,
      grey: greyOf({ part, index }, run, step, value),
      tone: toneOf[part],
    })),
    start,
    startGrey: around(from ? 1 / shownScale(from) : 1),
    end: end ?? lookedStep?.next,
    endGrey: around(to ? 1 / shownScale(to) : 1),
  }
}

/** xₜ = α·x₀ + σ·ε at the playhead. */
function forwardSum({ player }: Seen, t: number): ShownSum {
  const frame = forwardFrame(player, t)
  const { signal, noise } = level(scheduleOf(player.store.getState().settings).schedule, t)
  const grey = around(1)
  return {
    terms: [
      { name: 'x0', of: 'x0', coefficient: signal, values: frame?.x0, grey, tone: 'signal' },
      { name: 'epsilon', of: 'epsilon', coefficient: noise, values: frame?.eps, grey: around(3), tone: 'noise' },
    ],
    start: frame?.x0,
    startGrey: grey,
    end: frame?.xt.slice(), // which is written over when the playhead moves
    endGrey: grey,
  }
}

export const sumOf = (seenStep: Seen, t: number): ShownSum =>
  seenStep.forward ? forwardSum(seenStep, t) : reverseSum(seenStep)

import { type Level, match, noiseToSignal, type Process, type StepSums } from '../../diffusion'
import { asksTwice } from '../run/advice'
import { type Model, modelOf } from '../model/models'
import type { ProgramOf } from './python-parts'
import { sumsOf } from './python-sums'

/** By how much two machines' float32 networks may differ in one number of their output: some roundings, 6·10⁻⁸ each. */
const OUTPUTS_DIFFER = 2e-6
/** And frames of a run whose steps multiply nothing: what networks make of such differences in their input. 10⁻⁵ was seen. */
const FRAMES_DIFFER = 5e-5

/** ∂x̂₀/∂output in size, at the level where the network is asked: σ/α of ε, which is 2·10⁴ at the cosine schedule's end. */
function x0PerOutput(prediction: Model['prediction'], at: Level): number {
  if (prediction === 'epsilon') return noiseToSignal(at)
  return prediction === 'sample' ? 1 : at.noise
}

/** A look's ∂x̂₀/∂output, and ∂ε̂/∂x̂₀ = −α/σ beside it. */
interface Look {
  readonly x0: number
  readonly epsPerX0: number
}

function looksOf({ looks }: StepSums, { training, prediction }: Model, process: Process): Look[] {
  return looks.map(({ at }) => ({
    x0: x0PerOutput(prediction, process.id === 'discrete' ? at : match(training, at).own),
    epsPerX0: -at.signal / at.noise,
  }))
}

/** What a step makes of a difference of 1 in each network output that it uses, over the state's own deviation where it leads. */
function stepFactor({ next }: StepSums, to: Level, lookAt: (index: number) => Look | undefined): number {
  const perLook = new Map<number, number>()
  for (const { part, index, coefficient } of next) {
    const look = part === 'x0Hat' || part === 'epsHat' ? lookAt(index) : undefined
    if (look)
      perLook.set(index, (perLook.get(index) ?? 0) + coefficient * look.x0 * (part === 'x0Hat' ? 1 : look.epsPerX0))
  }
  return [...perLook.values()].reduce((sum, factor) => sum + Math.abs(factor), 0) / Math.hypot(to.signal, to.noise)
}

/**
 * How far a program's frame may be from the page's, by rounding alone: where two machines' networks differ by 2·10⁻⁶, the sum of
 * what every step makes of it, and 5·10⁻⁵ for what the network makes of it later. The most is from pure noise in few steps by a
 * network that predicts ε: σ/α multiplies it, 2·10⁴ on the cosine schedule.
 *
 * @returns a difference of values in [−1, 1]
 */
export function frameTolerance(program: ProgramOf): number {
  const {
    settings,
    path: { levels },
    frame,
  } = program
  const model = modelOf(settings)
  const { process, steps } = sumsOf(program)
  const told = asksTwice(settings) ? Math.abs(settings.guidance) + Math.abs(1 - settings.guidance) : 1
  let before: readonly Look[] = [] // of the steps before, newest first
  let sum = 0
  steps.slice(0, frame).forEach((step, i) => {
    const looks = looksOf(step, model, process)
    sum += stepFactor(step, levels[i + 1] as Level, (index) => (index >= 0 ? looks[index] : before[-1 - index]))
    const kept = looks[step.kept]
    before = kept ? [kept, ...before] : before
  })
  return told * (FRAMES_DIFFER + OUTPUTS_DIFFER * sum)
}

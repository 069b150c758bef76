import { type Level, match, noiseToSignal, type Process, type StepSums } from '../../diffusion'
import { asksTwice } from '../run/advice'
import { type Model, modelOf } from '../model/models'
import type { ProgramSource, ProgramStretch } from './python-parts'
import { stretchesTo } from './python-program'
import { sumsOf } from './python-sums'

/** How much the outputs of one float32 network may differ between two machines: several roundings of 6·10⁻⁸. */
const OUTPUT_TOLERANCE = 2e-6
/** How much frames may differ even if no step amplifies anything, because the network's input differs too. We measured 10⁻⁵. */
const FRAME_TOLERANCE = 5e-5

/** |∂x̂₀/∂output| at the level at which the network is asked: σ/α for ε, which is 2·10⁴ at the end of the cosine schedule. */
function x0PerOutput(prediction: Model['prediction'], at: Level): number {
  if (prediction === 'epsilon') return noiseToSignal(at)
  return prediction === 'sample' ? 1 : at.noise
}

/** The derivatives of one network evaluation: ∂x̂₀/∂output, and ∂ε̂/∂x̂₀ = −α/σ. */
interface Look {
  readonly x0: number
  readonly epsPerX0: number
}

function looksOf({ looks }: StepSums, { training, prediction }: Model, process: Process): Look[] {
  return looks.map(({ at }) => ({
    x0: x0PerOutput(prediction, process === training ? at : match(training, at).ownLevel),
    epsPerX0: -at.signal / at.noise,
  }))
}

/** The difference that a step makes of a difference of 1 in each network output that it uses, per standard deviation of its new state. */
function stepFactor({ next }: StepSums, to: Level, lookAt: (index: number) => Look | undefined): number {
  const perLook = new Map<number, number>()
  for (const { part, index, coefficient } of next) {
    const look = part === 'x0Hat' || part === 'epsHat' ? lookAt(index) : undefined
    if (look)
      perLook.set(index, (perLook.get(index) ?? 0) + coefficient * look.x0 * (part === 'x0Hat' ? 1 : look.epsPerX0))
  }
  return [...perLook.values()].reduce((sum, factor) => sum + Math.abs(factor), 0) / Math.hypot(to.signal, to.noise)
}

/** What the steps of a stretch make of a difference of 1 in each network output. */
function amplification(stretch: ProgramStretch): number {
  const {
    settings,
    path: { levels },
    since,
  } = stretch
  const model = modelOf(settings)
  const { process, steps } = sumsOf(stretch)
  let earlier: readonly Look[] = [] // of the steps before this one, newest first
  let sum = 0
  steps.forEach((step, i) => {
    const looks = looksOf(step, model, process)
    const to = levels[since + i + 1] as Level
    sum += stepFactor(step, to, (index) => (index >= 0 ? looks[index] : earlier[-1 - index]))
    const look = looks[step.keptLook]
    earlier = look ? [look, ...earlier] : earlier
  })
  return sum
}

const guidanceFactor = ({ settings }: ProgramStretch): number =>
  asksTwice(settings) ? Math.abs(settings.guidance) + Math.abs(1 - settings.guidance) : 1

/**
 * How far a program's frame may be from the page's by rounding alone. It is the sum of what every step makes of a difference of
 * 2·10⁻⁶ in the network's output, plus 5·10⁻⁵ for what the network makes of it later. It is largest for few steps from pure noise by
 * a network that predicts ε, where σ/α, 2·10⁴ on the cosine schedule, multiplies the difference.
 *
 * @returns a difference of values in [−1, 1]
 */
export const frameTolerance = (program: ProgramSource): number =>
  stretchesTo(program).reduce(
    (sum, stretch) => sum + guidanceFactor(stretch) * (FRAME_TOLERANCE + OUTPUT_TOLERANCE * amplification(stretch)),
    0,
  )

import {
  ddimInversion,
  type Level,
  type LinearTerm,
  makeProcess,
  makeSampler,
  match,
  mostMemory,
  type Process,
  rises,
  samplerInfo,
  stepSums,
  type StepSums,
} from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { asksTwice } from '../run/advice'
import { type Model, modelOf, isOwn } from '../model/models'
import { scheduleOf } from '../model/schedules'
import { networkLabel, type ProgramStretch } from './python-parts'
import { type Settings, SIGMA_MOST } from '../model/settings'

// Programs for any sampler on any process whose steps are sums. The page computes the coefficients with the sampler's own code.

const number = (value: number) => String(Number(value.toPrecision(12)))
const sum = (terms: readonly LinearTerm[]) =>
  `{${terms.map(({ part, index, coefficient }) => `"${part} ${index}": ${number(coefficient)}`).join(', ')}}`

/** The network's timestep, c, and two pairs (signal, noise): on the network's own process, and on the run's. */
function levels(at: Level, process: Process, training: Process): string {
  const { ownLevel, c } = process === training ? { ownLevel: at, c: 1 } : match(training, at)
  return [ownLevel.t - 1, c, ownLevel.signal, ownLevel.noise, at.signal, at.noise].map(number).join(', ')
}

function stepLine({ looks, next, corrected }: StepSums, process: Process, training: Process): string {
  const asks = looks.map(({ at, x }) => `(${levels(at, process, training)}, ${sum(x)})`)
  return `    ([${asks.join(', ')}], ${sum(next)}, ${corrected ? sum(corrected) : 'None'}),`
}

/** The steps of a stretch as sums, and their process. */
export function sumsOf({ settings, path: { levels: visited }, since, until }: ProgramStretch): {
  readonly process: Process
  readonly steps: readonly StepSums[]
} {
  const chosenSchedule = scheduleOf(settings)
  const process =
    settings.process === 'discrete' ? chosenSchedule.process : makeProcess(settings.process, chosenSchedule.schedule)
  const spec = samplerSpec(settings)
  const { memory } = samplerInfo(spec)
  if (spec.id === 'rk45') throw new Error('its steps are no sums')
  const steps = visited.slice(since + 1, until + 1).map((to, k) => {
    const i = since + k
    const from = visited[i] as Level
    const sampler = rises(from, to) ? ddimInversion() : makeSampler(spec)
    return stepSums({ sampler, from, to, process, before: visited.slice(Math.max(since, i - memory), i).toReversed() })
  })
  return { process, steps }
}

function stepLines(program: ProgramStretch): string {
  const { training } = modelOf(program.settings)
  const { process, steps } = sumsOf(program)
  return steps.map((step) => stepLine(step, process, training)).join('\n')
}

const GUESS = {
  epsilon: '(c * x - s * out) / a',
  sample: 'out',
  v_prediction: 'a * c * x - s * out',
} as const satisfies Record<Model['prediction'], string>

/** Does what `embeddableTimestep` does. */
const LOG_TIME = '    t = max(t, 1) if unet.config.time_embedding_type == "fourier" else t  # log 0 is no number\n'

/** Rescales y towards the standard deviation of `plain`, as `rescaled` in src/diffusion/guidance.ts does. */
const rescaling = (phi: number, y: string, plain: string, source: string) => `
        std = [each.std(dim=(1, 2, 3), correction=0, keepdim=True) for each in (${plain}, ${y})]
        ${y} = ${phi} * ${y} * std[0] / std[1] + (1 - ${phi}) * ${y}  # ${source}`

function guidance(settings: Settings): string {
  const { guidance: w, label, negative, rescaleOutput, rescaleX0, guideMin, guideMax } = settings
  const ask = (classLabel: number | null) => `ask(${networkLabel(settings, classLabel)})`
  if (label === negative || !asksTwice(settings))
    return `    x0 = guess(${ask(w === 0 && label !== negative ? negative : label)})`
  const [low, high] = [Math.min(guideMin, guideMax), guideMax >= SIGMA_MOST ? 'np.inf' : guideMax]
  const inInterval = `if ${low} <= (sigma / alpha if alpha else np.inf) <= ${high}:`
  return `    out = plain = ${ask(label)}
    ${inInterval}
        out = plain + (${w} - 1) * (plain - ${ask(negative)})  # classifier-free guidance, Ho & Salimans 2022${rescaleOutput === 0 ? '' : rescaling(rescaleOutput, 'out', 'plain', 'Lin et al. 2024, section 3.4')}
    x0 = guess(out)${
      rescaleX0 === 0
        ? ''
        : `
    ${inInterval}${rescaling(rescaleX0, 'x0', 'guess(plain)', 'the same of x0')}`
    }`
}

function clip(settings: Settings): string {
  const { range, quantile, most } = modelOf(settings).clipLimits
  if (settings.clip === 'off') return ''
  if (settings.clip === 'on') return `    x0 = x0.clamp(-${range}, ${range})\n`
  return `    limit = x0.abs().flatten(1).quantile(${quantile}, dim=1).clamp(1, ${most === Infinity ? 'None' : most}).view(-1, 1, 1, 1)
    x0 = x0.clamp(-limit, limit) / limit  # Imagen's dynamic thresholding
`
}

/** How the network is asked, and the steps of a stretch. */
export function sumsDefinitions(program: ProgramStretch): string {
  const { settings } = program
  const { id, channels, prediction } = modelOf(settings)
  return `def denoise(x, t, c, a, s, alpha, sigma):
    """x0 and eps of x = alpha * x0 + sigma * eps; the network knows it as c * x = a * x0 + s * eps, of its timestep t."""
${isOwn(id) ? LOG_TIME : ''}
    def ask(label):
        labels = None if unet.class_embedding is None else torch.full((len(x),), label)
        return unet((c * x).float(), torch.tensor([t]), class_labels=labels).sample[:, :${channels}]

    def guess(out):
        return ${GUESS[prediction]}

${guidance(settings)}
${clip(settings)}    return x0, (x - alpha * x0) / sigma


# The steps of the page's ${settings.sampler} as sums of named parts: what the network is asked (t, c, a, s, alpha, sigma, state),
# the next state, and the present one where it is corrected. "x0Hat 0" is this step's first guess, "epsHat -1" the last step's noise.
STEPS = [
${stepLines(program)}
]`
}

/** The first level's signal and noise, in Python. */
export function sumsStart({ path }: ProgramStretch): readonly [string, string] {
  const [first] = path.levels
  if (!first) throw new Error('a run has levels')
  return [number(first.signal), number(first.noise)]
}

/** The steps of a stretch. */
export const sumsLoop = ({ since }: ProgramStretch): string => `past = {}
with torch.no_grad():
    for step, (looks, following, corrected) in enumerate(STEPS${since > 0 ? `, ${since}` : ''}):
        parts = {**past, "xt 0": x}

        def total(terms):
            return sum(c * (normal(2, step, int(name[2:])) if name[0] == "z" else parts[name]) for name, c in terms.items())

        for n, (*levels, state) in enumerate(looks):
            parts[f"x0Hat {n}"], parts[f"epsHat {n}"] = denoise(total(state), *levels)
        parts["xt 0"], x = total(corrected or {"xt 0": 1}), total(following)
        names = [name.split() for name in parts]
        past = {f"{part} {int(n) - 1}": parts[f"{part} {n}"] for part, n in names if -${mostMemory} < int(n) <= 0}`

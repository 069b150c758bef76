import { asksTwice } from '../run/advice'
import { type Model, modelOf, isOwn } from '../model/models'
import { scheduleOf } from '../model/schedules'
import { networkLabel, type ProgramStretch } from './python-parts'
import { type Settings, SIGMA_MOST } from '../model/settings'

// Programs whose steps are written as in their paper: DDIM's and DDPM's.

/** Whether the step can be written as in its paper: DDIM's or DDPM's, on the network's own schedule. */
export function isPlain(settings: Settings): boolean {
  const {
    model,
    sampler,
    variance,
    process,
    grid,
    clip,
    guide,
    guidance,
    rescaleOutput,
    rescaleX0,
    guideMin,
    guideMax,
  } = settings
  const isLimited =
    asksTwice({ guide, guidance, rescaleOutput, rescaleX0 }) &&
    (rescaleOutput > 0 || rescaleX0 > 0 || guideMin > 0 || guideMax < SIGMA_MOST)
  const isKnown = sampler === 'ddim' || (sampler === 'ddpm' && variance !== 'analytic')
  return (
    !isOwn(model) &&
    isKnown &&
    process === 'discrete' &&
    !scheduleOf(settings).spec &&
    grid !== 'log-snr' &&
    grid !== 'karras' &&
    clip !== 'dynamic' &&
    !isLimited
  )
}

const ALPHA_BAR = {
  cosine: `f = np.cos((np.arange(T + 1) / T + 0.008) / 1.008 * np.pi / 2) ** 2  # Nichol & Dhariwal 2021, eq. 17
beta = np.minimum(1 - f[1:] / f[:-1], 0.999)`,
  linear: 'beta = np.linspace(1e-4, 0.02, T)  # Ho et al. 2020, section 4',
} as const

const SIGMA = {
  beta: 'variance = beta_t',
  'beta-tilde': 'variance = beta_tilde',
  learned:
    'variance = torch.exp((v + 1) / 2 * np.log(beta_t) + (1 - v) / 2 * np.log(beta_tilde)) if s else 0  # Nichol & Dhariwal 2021, eq. 15',
  analytic: '',
} as const

function stepLines({ sampler, variance, eta }: Settings): string {
  if (sampler === 'ddim') {
    return `    variance = ${eta} ** 2 * beta_tilde  # Song et al. 2021 (DDIM), eq. 12 and 16
    x = b**0.5 * x0 + (1 - b - variance) ** 0.5 * eps + variance**0.5 * normal(2, step)`
  }
  return `    ${SIGMA[variance]}
    x = b**0.5 * beta_t / (1 - a) * x0 + (a / b) ** 0.5 * (1 - b) / (1 - a) * x  # Ho et al. 2020, eq. 7
    if s:
        x = x + variance**0.5 * normal(2, step)`
}

function network(settings: Settings, channels: number): string {
  const ask = (label: number | null) => `ask(x, t, ${networkLabel(settings, label)})`
  const { guidance: w, label, negative } = settings
  const alone = label === negative || w === 1 ? label : w === 0 ? negative : undefined // one evaluation is enough
  if (alone !== undefined) return `    out = ${ask(alone)}\n    out, v = out[:, :${channels}], out[:, ${channels}:]`
  return `    away, out = ${ask(negative)}, ${ask(label)}  # classifier-free guidance
    out, v = ((1 - ${w}) * away + ${w} * out)[:, :${channels}], out[:, ${channels}:]`
}

/** x₀ and ε from the network's prediction, at ᾱ = a. */
const FROM_PREDICTION = {
  epsilon: `    eps = out
    x0 = (x - (1 - a) ** 0.5 * eps) / a**0.5`,
  sample: `    x0 = out
    eps = (x - a**0.5 * x0) / (1 - a) ** 0.5`,
  v_prediction: `    x0 = a**0.5 * x - (1 - a) ** 0.5 * out  # Salimans & Ho 2022, appendix D
    eps = (1 - a) ** 0.5 * x + a**0.5 * out`,
} as const satisfies Record<Model['prediction'], string>

/** The levels and the schedule of a stretch, and how the network is asked. */
export function plainDefinitions({ settings, path, since, until }: ProgramStretch): string {
  const { schedule } = modelOf(settings)
  return `T, TIMES = 1000, [${path.times.slice(since, until + 1).join(', ')}]  # levels; the network counts them from 0: t - 1
${ALPHA_BAR[schedule.id === 'linear' ? 'linear' : 'cosine']}
alpha_bar = np.concatenate([[1.0], np.cumprod(1 - beta)])


@torch.no_grad()
def ask(x, t, label):
    return unet(x.float(), t - 1, class_labels=torch.full((len(x),), label)).sample

`
}

/** The first level's signal and noise, in Python. */
export const plainStart = ['alpha_bar[TIMES[0]] ** 0.5', '(1 - alpha_bar[TIMES[0]]) ** 0.5'] as const

/** The steps of a stretch. */
export function plainLoop({ settings, since }: ProgramStretch): string {
  const { channels, prediction } = modelOf(settings)
  return `for step, (t, s) in enumerate(zip(TIMES, TIMES[1:])${since > 0 ? `, ${since}` : ''}):
    a, b = alpha_bar[t], alpha_bar[s]
    beta_t, beta_tilde = 1 - a / b, (1 - b) / (1 - a) * (1 - a / b)
${network(settings, channels)}
${FROM_PREDICTION[prediction]}
${settings.clip === 'on' ? '    x0 = x0.clamp(-1, 1)\n    eps = (x - a**0.5 * x0) / (1 - a) ** 0.5\n' : ''}${stepLines(settings)}`
}

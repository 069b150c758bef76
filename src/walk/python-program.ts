import { classCount } from './classes'
import { modelOf, OWN, valuesOf } from './models'
import type { Path } from '../rooms/levels'
import { asksTwice } from './advice'
import { type Settings, SIGMA_MOST } from './settings'

/** Why a walk has no program yet: what of it Python would have to be taught. */
export type NoProgram = 'network' | 'sampler' | 'process' | 'grid' | 'clip' | 'classifier' | 'guidance' | 'start'

/** What of a walk is beyond the program, or undefined. */
export function noProgram({ model, sampler, variance, process, grid, clip, guide, guidance, rescale, guideMin, guideMax, from }: Settings): NoProgram | undefined {
  if (model === OWN) return 'network'
  if ((sampler !== 'ddim' && sampler !== 'ddpm') || (sampler === 'ddpm' && variance === 'analytic')) return 'sampler'
  if (process !== 'discrete') return 'process'
  if (grid === 'log-snr' || grid === 'karras') return 'grid'
  if (clip === 'dynamic') return 'clip'
  if (guide === 'classifier') return 'classifier'
  if (asksTwice({ guide, guidance, rescale }) && (rescale > 0 || guideMin > 0 || guideMax < SIGMA_MOST)) return 'guidance'
  return from === 'inverted' ? 'start' : undefined
}

export interface ProgramOf {
  readonly settings: Settings
  /** The run's levels. */
  readonly path: Path
  /** The frame that it makes. */
  readonly frame: number
  /** x₀ of the forward walk, base64url of its bytes, where the run starts from it. */
  readonly picture: string
  /** Address of the network's folder, and of the page with these settings. */
  readonly url: string
  readonly link: string
}

const ALPHA_BAR = {
  cosine: `f = np.cos((np.arange(T + 1) / T + 0.008) / 1.008 * np.pi / 2) ** 2  # Nichol & Dhariwal 2021, eq. 17
beta = np.minimum(1 - f[1:] / f[:-1], 0.999)`,
  linear: 'beta = np.linspace(1e-4, 0.02, T)  # Ho et al. 2020, section 4',
} as const

const SIGMA = {
  beta: 'variance = beta_t',
  'beta-tilde': 'variance = beta_tilde',
  learned: 'variance = torch.exp((v + 1) / 2 * np.log(beta_t) + (1 - v) / 2 * np.log(beta_tilde)) if s else 0  # Nichol & Dhariwal 2021, eq. 15',
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
  const nullClass = classCount(modelOf(settings).menus)
  const ask = (label: number | null) => `ask(x, t, ${label ?? nullClass})`
  const { guidance: w, label, negative } = settings
  const alone = label === negative || w === 1 ? label : w === 0 ? negative : undefined // one answer is enough
  if (alone !== undefined) return `    out = ${ask(alone)}\n    eps, v = out[:, :${channels}], out[:, ${channels}:]`
  return `    away, out = ${ask(negative)}, ${ask(label)}  # classifier-free guidance
    eps, v = ((1 - ${w}) * away + ${w} * out)[:, :${channels}], out[:, ${channels}:]`
}

function startLines({ from, samples }: Settings, picture: string): string {
  if (typeof from !== 'number') return 'x = (1 - alpha_bar[TIMES[0]]) ** 0.5 * normal(0, 0)'
  return `picture = np.frombuffer(base64.urlsafe_b64decode("${picture}==="), np.uint8) / 127.5 - 1
a = alpha_bar[TIMES[0]]  # the forward walk, Ho et al. 2020, eq. 4
x = (a**0.5 * torch.tensor(picture.reshape(1, *SHAPE[1:])) + (1 - a) ** 0.5 * normal(1, 0)[:1]).repeat(${samples}, 1, 1, 1)`
}

/** A short program in Python that makes this very frame, with the page's own noise. @throws if `noProgram` */
export function pythonProgram({ settings, path, frame, picture, url, link }: ProgramOf): string {
  const lacking = noProgram(settings)
  if (lacking) throw new Error(`no program: ${lacking}`)
  const { channels, size, schedule, id } = modelOf(settings)
  const times = path.times.slice(0, frame + 1)
  return `# Frame ${frame} of a walk on ${link}
# pip install torch diffusers safetensors scipy
import base64
import urllib.request
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DModel
from scipy.special import ndtri

SEED, SHAPE = ${settings.seed}, (${settings.samples}, ${channels}, ${size}, ${size})
T, TIMES = 1000, [${times.join(', ')}]  # levels; the network counts them from 0: t - 1

folder = Path("${id}")
for name in ("config.json", "diffusion_pytorch_model.safetensors"):
    if not (folder / name).exists():
        folder.mkdir(exist_ok=True)
        urllib.request.urlretrieve("${url}unet/" + name, folder / name)
unet = UNet2DModel.from_pretrained(folder).float().eval()
${ALPHA_BAR[schedule.id === 'linear' ? 'linear' : 'cosine']}
alpha_bar = np.concatenate([[1.0], np.cumprod(1 - beta)])


def philox(block, step, sample, purpose):
    """Philox4x32-10 (Salmon et al. 2011): four random uint32 for each block."""
    m, low = np.uint64(0xFFFFFFFF), np.uint64(32)
    c = [block.astype(np.uint64)] + [np.full_like(block, n, np.uint64) for n in (step, sample, 0)]
    k = [SEED, purpose]
    for _ in range(10):
        p, q = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = [(q >> low) ^ c[1] ^ np.uint64(k[0]), q & m, (p >> low) ^ c[3] ^ np.uint64(k[1]), p & m]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return np.stack(c, axis=1).ravel()


def normal(purpose, step):
    """The page's noise: of the start (purpose 0), of the forward walk (1), of a step (2)."""
    blocks = np.arange(-(-${valuesOf({ channels, size })} // 4))
    each = [ndtri((philox(blocks, step, n, purpose)[:${valuesOf({ channels, size })}] + 0.5) / 2**32) for n in range(SHAPE[0])]
    return torch.tensor(np.stack(each).reshape(SHAPE).astype(np.float32))


@torch.no_grad()
def ask(x, t, label):
    return unet(x.float(), t - 1, class_labels=torch.full((len(x),), label)).sample


${startLines(settings, picture)}
for step, (t, s) in enumerate(zip(TIMES, TIMES[1:])):
    a, b = alpha_bar[t], alpha_bar[s]
    beta_t, beta_tilde = 1 - a / b, (1 - b) / (1 - a) * (1 - a / b)
${network(settings, channels)}
    x0 = (x - (1 - a) ** 0.5 * eps) / a**0.5
${settings.clip === 'on' ? '    x0 = x0.clamp(-1, 1)\n    eps = (x - a**0.5 * x0) / (1 - a) ** 0.5\n' : ''}${stepLines(settings)}
np.save("frame.npy", x.numpy())  # values in [-1, 1], black to white
`
}

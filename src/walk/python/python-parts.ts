import { classCount } from '../model/classes'
import { type ChosenModel, modelOf, isOwn, valuesOf } from '../model/models'
import type { Path } from '../../runs/levels'
import type { Settings } from '../model/settings'

/** All that decides a program. */
export interface ProgramSource {
  readonly settings: Settings
  /** The run's levels. */
  readonly path: Path
  /** The frame that the program makes. */
  readonly frame: number
  /** The bytes of x₀ of the forward walk in base64url, if the run starts from it. */
  readonly picture: string
  /** Address of a network's folder. */
  readonly url: (model: string) => string
  /** Address of the page with these settings. */
  readonly link: string
}

/** A stretch of a run, without whatever came before it: its own settings from one frame to another. */
export interface ProgramStretch extends ProgramSource {
  readonly since: number
  readonly until: number
}

/** The beginning of every program: what it makes, and its imports. */
export const opening = (title: string): string => `# ${title}
# pip install torch diffusers safetensors scipy
import base64
import urllib.request
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DModel
from scipy.special import ndtri
`

/** The seed of the page's noise, and the shape of the states. */
export function seed(settings: Settings): string {
  const { channels, size } = modelOf(settings)
  return `SEED, SHAPE = ${settings.seed}, (${settings.samples}, ${channels}, ${size}, ${size})`
}

/** The seed, and the network. */
export function network({ settings, url }: ProgramSource): string {
  const { id } = modelOf(settings)
  return `${seed(settings)}

${isOwn(id) ? OWN_FOLDER : fetchFolder(id, url(id))}
unet = UNet2DModel.from_pretrained(folder).float().eval()
`
}

const OWN_FOLDER =
  'folder = Path("unet")  # put here where your network lies: the folder of its config.json and weights'

const fetchFolder = (id: string, url: string) => `folder = Path("${id}")
for name in ("config.json", "diffusion_pytorch_model.safetensors"):
    if not (folder / name).exists():
        folder.mkdir(exist_ok=True)
        urllib.request.urlretrieve("${url}unet/" + name, folder / name)`

/** The page's noise in Python, equal to it but for the last bit of float32. */
export function noise(settings: ChosenModel): string {
  const values = valuesOf(modelOf(settings))
  return `def philox(block, step, sample, draw, purpose):
    """Philox4x32-10 (Salmon et al. 2011): four random uint32 for each block."""
    m, low = np.uint64(0xFFFFFFFF), np.uint64(32)
    c = [block.astype(np.uint64)] + [np.full_like(block, n, np.uint64) for n in (step, sample, draw)]
    k = [SEED, purpose]
    for _ in range(10):
        p, q = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = [(q >> low) ^ c[1] ^ np.uint64(k[0]), q & m, (p >> low) ^ c[3] ^ np.uint64(k[1]), p & m]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return np.stack(c, axis=1).ravel()


def normal(purpose, step, draw=0):
    """The page's noise: of the start (purpose 0), of the forward walk (1), of a step (2)."""
    blocks = np.arange(-(-${values} // 4))
    each = [ndtri((philox(blocks, step, n, draw, purpose)[:${values}] + 0.5) / 2**32) for n in range(SHAPE[0])]
    return torch.tensor(np.stack(each).reshape(SHAPE).astype(np.float32))
`
}

/** The first state of the run. \`alpha\` and \`sigma\` are Python for its first level. */
export function start({ settings: { from, samples }, picture }: ProgramSource, alpha: string, sigma: string): string {
  if (typeof from !== 'number') return `x = ${sigma} * normal(0, 0)`
  return `picture = np.frombuffer(base64.urlsafe_b64decode("${picture}==="), np.uint8) / 127.5 - 1
x = (${alpha} * torch.tensor(picture.reshape(1, *SHAPE[1:])) + ${sigma} * normal(1, 0)[:1]).repeat(${samples}, 1, 1, 1)  # Ho et al. 2020, eq. 4`
}

/** The label that the network gets for a class, or for none. */
export const networkLabel = (settings: ChosenModel, label: number | null): number => {
  const { menus, hasNullClass } = modelOf(settings)
  return label ?? (hasNullClass ? classCount(menus) : 0)
}

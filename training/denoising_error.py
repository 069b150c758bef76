"""How wrong a shipped network's x0-hat is at each noise level: `python denoising_error.py digits` writes it into its card.

E|x0 - x0_hat|^2/d over training pictures shown with their class, x0_hat clipped to [-1, 1] as the page clips it. DDPM's
analytic variance needs it (Bao et al. 2022, theorem 1, in the form of src/diffusion/samplers/ddpm.ts).
"""

import argparse
import json

import torch
from diffusers import DDPMScheduler, UNet2DModel

from loss import x0_of
from pictures import data
from networks import MODELS
from recipes import RECIPES

TIMES = [1, 2, 4, 7, *range(10, 100, 10), *range(100, 1001, 25)]  # levels t in 1..T; the network's timestep is t - 1


@torch.inference_mode()
def measure(name: str, pictures: int) -> list[float]:
    unet = UNet2DModel.from_pretrained(MODELS / name / "unet").float().eval()
    alpha_bar = DDPMScheduler.from_pretrained(MODELS / name / "scheduler").alphas_cumprod
    images, labels = data(RECIPES[name].data).load("train")
    draw = torch.Generator().manual_seed(0)
    errors = []
    for t in TIMES:
        chosen = torch.randint(len(images), (pictures,), generator=draw)
        x0, signal, noise = images[chosen], alpha_bar[t - 1].sqrt(), (1 - alpha_bar[t - 1]).sqrt()
        xt = signal * x0 + noise * torch.randn(x0.shape, generator=draw)
        answer = torch.cat([unet(x, t - 1, class_labels=y).sample[:, : x0.shape[1]] for x, y in zip(xt.split(64), labels[chosen].split(64))])
        x0_hat = x0_of(RECIPES[name].prediction, answer, xt, signal, noise).clamp(-1, 1)
        errors.append(float(f"{(x0 - x0_hat).square().mean():.4g}"))
        print(f"t {t:4d}  {errors[-1]:.5f}", flush=True)
    return errors


def main(name: str, pictures: int) -> None:
    path = MODELS / name / "card.json"
    errors = measure(name, pictures)
    card = json.loads(path.read_text())
    card["denoisingError"] = {"t": TIMES, "meanSquared": errors, "pictures": pictures}
    path.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=RECIPES)
    parser.add_argument("--pictures", type=int, default=256, help="how many, at each level")
    main(**vars(parser.parse_args()))

"""Judges the classifier of noisy digits and writes public/models/digits-classifier/: `python export_classifier.py`

    classifier/config.json  classifier/diffusion_pytorch_model.safetensors (F16)  scheduler/scheduler_config.json
    probe.json              x_t, logits, and the gradient of the log-probability of a class by x_t
    card.json               what it is, how it was made, how good it is
"""

import argparse
import json
import math
import os

import torch
from diffusers import DDPMScheduler

import classifier as judges
from evaluate import network_of
from export import MODELS
from layout import SCHEDULER, numbers, write_card
from loss import Bound, noised
from networks import trained
from noisy_classifier import DIGITS, NAME, RECIPE, NoisyClassifier, gradient, load
from pictures import mnist
from sampler import STEPS, grid, sample

WEIGHTS, CONFIG = "classifier/diffusion_pytorch_model.safetensors", "classifier/config.json"
FILES = (CONFIG, WEIGHTS, SCHEDULER, "probe.json")
SCALES = (0, 1, 3, 10)  # of the guidance that is judged


@torch.inference_mode()
def accuracy_by_timestep(classifier: NoisyClassifier, count: int = 2000) -> dict:
    """The share of noised test pictures named right, at the network's timesteps 0, 100, ... and at the last."""
    images, labels = (part[:count] for part in mnist.load("test"))
    bound = Bound(DDPMScheduler(**DIGITS.scheduler_config())).to("cpu")
    draw = torch.Generator().manual_seed(RECIPE["seed"])
    shares = {}
    for t in (*range(0, DIGITS.timesteps, 100), DIGITS.timesteps - 1):
        xt = noised(bound, images, torch.full((count,), t), torch.randn(images.shape, generator=draw))
        shares[t] = round((classifier(xt, t).argmax(1) == labels).double().mean().item(), 4)
    return shares


@torch.no_grad()
def guided_accuracy(classifier: NoisyClassifier, scale: float, count: int = 200, steps: int = 20) -> float:
    """The judge's verdict on DDIM samples of the digits network without its class, led by the classifier alone.

    eps_hat - scale sqrt(1 - alpha_bar_t) grad log p(label | x_t): Dhariwal & Nichol 2021, algorithm 2.
    """
    unet, _ = trained("digits")
    alpha_bar = [1.0, *DDPMScheduler(**DIGITS.scheduler_config()).alphas_cumprod.double().tolist()]
    labels = torch.arange(count) % 10
    network = network_of(unet, torch.full((count,), DIGITS.null_class), "float32")

    def led(x: torch.Tensor, t: int) -> tuple[torch.Tensor, torch.Tensor]:
        x0_hat, fraction = network(x, t)
        signal, variance = math.sqrt(alpha_bar[t + 1]), 1 - alpha_bar[t + 1]
        return x0_hat + scale * variance / signal * gradient(classifier, x, t, labels), fraction

    x = torch.randn(count, 1, 28, 28, generator=torch.Generator().manual_seed(RECIPE["seed"]))
    samples = sample(led, alpha_bar, grid(steps, DIGITS.timesteps, "trailing"), STEPS["ddim"](), x, 0)
    return round((judges.verdicts(judges.load()[0], samples)[0].argmax(1) == labels).double().mean().item(), 4)


def probe(classifier: NoisyClassifier) -> list[dict]:
    """Two noised test pictures with their logits, and the gradient of the log-probability of a class."""
    images, _ = mnist.load("test")
    bound = Bound(DDPMScheduler(**DIGITS.scheduler_config())).to("cpu")
    draw, cases = torch.Generator().manual_seed(RECIPE["seed"]), []
    for t, label in ((499, 3), (100, 7)):
        xt = noised(bound, images[:1], torch.tensor([t]), torch.randn(1, 1, 28, 28, generator=draw))
        stored = torch.tensor(numbers(xt, 6)).view_as(xt)
        led = gradient(classifier, stored, t, torch.tensor([label]))
        cases.append({"t": t, "class": label, "x": numbers(stored, 6), "output": numbers(classifier(stored, t), 6), "gradient": numbers(led, 6)})
    return cases


def export(classifier: NoisyClassifier, minutes: float, hardware: str) -> None:
    """public/models/digits-classifier/: the classifier in F16, its schedule, probe and card."""
    folder = MODELS / NAME
    classifier.half().save_pretrained(folder / "classifier")
    (folder / WEIGHTS).chmod(0o644)
    classifier.float()
    DDPMScheduler(**DIGITS.scheduler_config()).save_pretrained(folder / "scheduler")
    (folder / "probe.json").write_text(json.dumps({"generator": "training/noisy_classifier.py", "cases": probe(classifier)}, separators=(",", ":")) + "\n")
    quality = {"testAccuracyByTimestep": accuracy_by_timestep(classifier),
               "guidedAccuracy": {f"scale {scale:g}": guided_accuracy(classifier, scale) for scale in SCALES}}
    card = {"id": NAME, "title": "Classifier of noisy digits", "labels": list(DIGITS.menus["digit"]), "data": mnist.ABOUT, "licence": "Apache-2.0",
            "recipe": RECIPE, "training": {"minutes": round(minutes, 1), "hardware": hardware}, "quality": quality}
    write_card(folder, card, FILES)
    print(json.dumps(quality, indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hardware", default=f"{os.cpu_count()} CPU cores", help="what it was trained on, for the card")
    export(*load(), parser.parse_args().hardware)

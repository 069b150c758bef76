"""Judges a classifier of noisy pictures and writes public/models/<network>-classifier/: `python export_classifier.py digits`

    classifier/config.json  classifier/diffusion_pytorch_model.safetensors (F16)  scheduler/scheduler_config.json
    probe.json              x_t, logits, and the gradient of the log-probability of a class by x_t
    card.json               what it is, how it was made, how good it is
"""

import argparse
import json
import math

import torch
from diffusers import DDPMScheduler

import classifier as judges
from conditions import labels
from evaluate import asked, network_of
from export import MODELS
from layout import SCHEDULER, numbers, write_card
from loss import Bound, noised
from networks import trained
from noisy_classifier import EPOCHS, NAMES, RECIPE, NoisyClassifier, gradient, load
from pictures import data
from recipes import RECIPES
from sampler import STEPS, grid, sample

WEIGHTS, CONFIG = "classifier/diffusion_pytorch_model.safetensors", "classifier/config.json"
FILES = (CONFIG, WEIGHTS, SCHEDULER, "probe.json")
SCALES = (0, 1, 3, 10)  # of the guidance that is judged


LED = {"digits": "digits-v", "fashion": "fashion-v", "emoji": "emoji-v"}  # the network whose samples it leads when it is judged


@torch.inference_mode()
def accuracy_by_timestep(network: str, classifier: NoisyClassifier, count: int = 2000) -> dict:
    """The share of noised test pictures named right, at the network's timesteps 0, 100, ... and at the last."""
    recipe = RECIPES[network]
    images, labels = (part[:count] for part in data(recipe.data).load("test"))
    bound = Bound(DDPMScheduler(**recipe.scheduler_config())).to("cpu")
    draw = torch.Generator().manual_seed(RECIPE["seed"])
    shares = {}
    for t in (*range(0, recipe.timesteps, 100), recipe.timesteps - 1):
        xt = noised(bound, images, torch.full((count,), t), torch.randn(images.shape, generator=draw))
        shares[t] = round((classifier(xt, t).argmax(1) == labels).double().mean().item(), 4)
    return shares


@torch.no_grad()
def guided_accuracy(network: str, classifier: NoisyClassifier, scale: float, count: int = 200, steps: int = 20) -> float:
    """The judge's verdict on DDIM samples of the network without its class, led by the classifier alone.

    eps_hat - scale sqrt(1 - alpha_bar_t) grad log p(label | x_t): Dhariwal & Nichol 2021, algorithm 2.
    """
    recipe, (unet, _) = RECIPES[LED[network]], trained(LED[network])
    alpha_bar = [1.0, *DDPMScheduler(**recipe.scheduler_config()).alphas_cumprod.double().tolist()]
    classes = asked(recipe, count)
    unconditional = network_of(unet, recipe, torch.full((count,), recipe.null_class), "float32")

    def led(x: torch.Tensor, t: int) -> tuple[torch.Tensor, torch.Tensor]:
        x0_hat, fraction = unconditional(x, t)
        signal, variance = math.sqrt(alpha_bar[t + 1]), 1 - alpha_bar[t + 1]
        return x0_hat + scale * variance / signal * gradient(classifier, x, t, classes), fraction

    x = torch.randn(count, recipe.colours, recipe.size, recipe.size, generator=torch.Generator().manual_seed(RECIPE["seed"]))
    samples = sample(led, alpha_bar, grid(steps, recipe.timesteps, "trailing"), STEPS["ddim"](), x, 0)
    return round((judges.verdicts(judges.load(recipe.data)[0], samples)[0].argmax(1) == classes).double().mean().item(), 4)


def probe(network: str, classifier: NoisyClassifier) -> list[dict]:
    """Two noised test pictures with their logits, and the gradient of the log-probability of a class."""
    recipe = RECIPES[network]
    images, _ = data(recipe.data).load("test")
    bound = Bound(DDPMScheduler(**recipe.scheduler_config())).to("cpu")
    draw, cases = torch.Generator().manual_seed(RECIPE["seed"]), []
    for t, label in ((499, 3), (100, 7)):
        xt = noised(bound, images[:1], torch.tensor([t]), torch.randn(images[:1].shape, generator=draw))
        stored = torch.tensor(numbers(xt, 6)).view_as(xt)
        led = gradient(classifier, stored, t, torch.tensor([label]))
        cases.append({"t": t, "class": label, "x": numbers(stored, 6), "output": numbers(classifier(stored, t), 6), "gradient": numbers(led, 6)})
    return cases


def export(network: str) -> None:
    """public/models/<network>-classifier/: the classifier in F16, its schedule, probe and card."""
    (classifier, training), recipe, name = load(network), RECIPES[network], NAMES[network]
    folder = MODELS / name
    classifier.half().save_pretrained(folder / "classifier")
    (folder / WEIGHTS).chmod(0o644)
    classifier.float()
    DDPMScheduler(**recipe.scheduler_config()).save_pretrained(folder / "scheduler")
    cases = probe(network, classifier)
    (folder / "probe.json").write_text(json.dumps({"generator": "training/noisy_classifier.py", "cases": cases}, separators=(",", ":")) + "\n")
    quality = {"testAccuracyByTimestep": accuracy_by_timestep(network, classifier),
               "guidedAccuracy": {f"scale {scale:g}": guided_accuracy(network, classifier, scale) for scale in SCALES}}
    card = {"id": name, "title": f"Classifier of noisy {network}", "labels": labels(recipe.menus), "data": data(recipe.data).ABOUT, "licence": "Apache-2.0",
            "recipe": {**RECIPE, "epochs": EPOCHS[network]}, "training": {**training, "minutes": round(training["minutes"], 1)}, "quality": quality}
    write_card(folder, card, FILES)
    print(json.dumps(quality, indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", choices=EPOCHS)
    export(parser.parse_args().network)

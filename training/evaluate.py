"""Judges a network: `python evaluate.py digits` prints a table and writes runs/digits/quality.json, sheet.png, nearest.png.

Class-conditional samples, equally many of each class, all runs from the same noise, without guidance unless a scale is
given (`--guidance 2`: classifier-free, the page's scale). Accuracy: the share that the judge names as asked. Fréchet: the
distance of the Gaussians fitted to the judge's features of samples and of the test pictures (Heusel et al. 2017, eq. 6).
Few pictures overestimate it: the honest floor is what as many real training pictures get.
"""

import argparse
import itertools
import json
import math
import time
from pathlib import Path
from typing import NamedTuple

import torch
from diffusers import DDPMScheduler

import device
import sheet
from classifier import Judge, load, verdicts
from conditions import choices_of, full_rows
from device import DEVICE, ON_GPU
from loss import Bound, at, bound_bits, noised, x0_of
from nearest import nearest, summary
from pictures import data
from recipes import Recipe
from networks import MODELS, NETWORKS, file_of, recipe_of, trained
from sampler import STEPS, grid, sample

BATCH, SEED = 2000 if ON_GPU else 250, 0
STRATA, DRAWS = 80, 16  # of t, in the estimate of the bound; of pure noise, for each class
RUNS = [f"{sampler}-{steps}" for steps in (5, 10, 20, 50, 250) for sampler in STEPS]
SEEN = {"emoji"}  # data sets whose test pictures are those of training: there are no others
PICTURED = "ddim-50"  # the run whose samples are shown and compared with their neighbours
LED = {"emoji": 3.0, "emoji-v": 3.0}  # with what guidance, as the page begins; others without


class Reference(NamedTuple):
    """What samples are held against."""

    recipe: Recipe
    judge: Judge
    accuracy: float  # of the judge, on the test pictures
    features: torch.Tensor  # of the test pictures, [N, 64]


class Job(NamedTuple):
    """One run that is to be judged."""

    run: str  # sampler-steps
    samples: int
    guidance: float | None = None  # scale of classifier-free guidance; None: the conditional network alone
    spacing: str = "trailing"


def frechet(a: torch.Tensor, b: torch.Tensor) -> float:
    """|mean_a - mean_b|^2 + tr(C_a + C_b - 2 (C_a C_b)^(1/2)) of features [N, D]."""
    a, b = a.double(), b.double()
    cov_a, cov_b = a.T.cov(), b.T.cov()
    root = torch.linalg.eigvals(cov_a @ cov_b).real.clamp_min(0).sqrt().sum()
    return ((a.mean(0) - b.mean(0)).square().sum() + cov_a.trace() + cov_b.trace() - 2 * root).item()


def asked(recipe: Recipe, count: int) -> torch.Tensor:
    """The classes of `count` samples, going round and round. [count]"""
    classes = full_rows(recipe.menus)
    return classes[torch.arange(count) % len(classes)]


def evenly(labels: torch.Tensor, wanted: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
    """Places of random pictures, as many of each class as `wanted` has (or as there are)."""
    order = torch.randperm(len(labels), generator=draw)
    return torch.cat([order[labels[order] == label][: (wanted == label).sum()] for label in wanted.unique()])


def floor(reference: Reference, count: int) -> dict:
    """What real training pictures get: all of them, and five draws of `count`."""
    images, labels = data(reference.recipe.data).load("train")
    probabilities, features = verdicts(reference.judge, images)
    draw = torch.Generator().manual_seed(SEED)
    wanted = asked(reference.recipe, count)
    distances = [frechet(features[evenly(labels, wanted, draw)], reference.features) for _ in range(5)]
    accuracy = (probabilities.argmax(1) == labels).double().mean().item()
    return {f"train{len(labels)}": round(frechet(features, reference.features), 3), f"train{count}": round(sum(distances) / 5, 3),
            "accuracyOfTrain": round(accuracy, 4)}


def network_of(unet, recipe: Recipe, labels: torch.Tensor, precision: str):
    """(x_t, timestep) -> x0_hat, not clipped, and the fraction of the variance, for these classes, in batches."""
    unet = unet.to(DEVICE, memory_format=torch.channels_last)
    forward = torch.compile(unet) if precision == "bfloat16" else unet  # the other precisions gain less than compiling costs
    bound, labels = Bound(DDPMScheduler(**recipe.scheduler_config())).to(DEVICE), labels.to(DEVICE)

    def network(x: torch.Tensor, timestep: int | torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        times = torch.as_tensor(timestep, device=DEVICE).expand(len(x))
        with device.use(precision):
            parts = zip(x.split(BATCH), times.split(BATCH), labels.split(BATCH))
            outputs = [forward(part, t, class_labels=label).sample for part, t, label in parts]
        answer, fraction = torch.cat(outputs).float().chunk(2, dim=1)
        return x0_of(recipe.prediction, answer, x, at(bound.signal, times), at(bound.noise, times)), fraction

    return network


def guided(conditional, unconditional, scale: float):
    """Classifier-free: eps_u + scale (eps_c - eps_u), and x0_hat likewise, which is linear in eps_hat; the fraction is the
    conditional network's. Ho & Salimans 2022, eq. 6, their w + 1."""

    def network(x: torch.Tensor, timestep: int | torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        (aimed, fraction), (free, _) = conditional(x, timestep), unconditional(x, timestep)
        return free + scale * (aimed - free), fraction

    return network


def at_pure_noise(unet, recipe: Recipe) -> dict:
    """How far x0_hat at t = T is from what it should be there, the mean picture of the class: root mean square over pixels
    and draws of noise, of all full classes together and of the worst one. The range of a pixel is 2."""
    images, labels = data(recipe.data).load("train")
    classes = full_rows(recipe.menus)
    means = torch.stack([images[labels == label].mean(0) for label in classes]).repeat_interleave(DRAWS, 0).to(DEVICE)
    x = torch.randn(means.shape, generator=torch.Generator().manual_seed(SEED)).to(DEVICE)
    x0_hat, _ = network_of(unet, recipe, classes.repeat_interleave(DRAWS), "float32")(x, recipe.timesteps - 1)
    error = (x0_hat.clamp(-1, 1) - means).square().flatten(1).mean(1).view(-1, DRAWS).mean(1)
    return {"rms": round(error.mean().sqrt().item(), 4), "worstClass": round(error.max().sqrt().item(), 4)}


def bits_per_dimension(unet, recipe: Recipe) -> float:
    """An estimate of the bound: 100 test pictures, one t of each stratum; L_T is left out (below 1e-5 here)."""
    images, labels = data(recipe.data).load("test")
    x0, network = images[:100].to(DEVICE), network_of(unet, recipe, labels[:100], "float32")
    bound = Bound(DDPMScheduler(**recipe.scheduler_config())).to(DEVICE)
    draw = torch.Generator().manual_seed(SEED)
    total = 0.0
    for stratum in range(STRATA):
        t = ((stratum + torch.rand(len(x0), generator=draw)) * recipe.timesteps / STRATA).long().to(DEVICE)
        xt = noised(bound, x0, t, torch.randn(x0.shape, generator=draw).to(DEVICE))
        total += bound_bits(bound, x0, xt, t, *network(xt, t)).mean().item() * recipe.timesteps / STRATA
    return round(total, 3)


def default_precision(run: str) -> str:
    """A GPU's fast float32; a CPU's own, but of the sampler with fresh noise bfloat16, where the CPU has it."""
    if ON_GPU:
        return "tf32"
    return "bfloat16" if run.startswith("ddpm") and device.BFLOAT16_PAYS else "float32"


def samples_of(job: Job, precision: str, unet, recipe: Recipe) -> torch.Tensor:
    """The run's pictures. [samples, C, H, W]"""
    sampler, steps = job.run.split("-")
    alpha_bar = [1.0, *DDPMScheduler(**recipe.scheduler_config()).alphas_cumprod.double().tolist()]
    x = torch.randn(job.samples, recipe.colours, recipe.size, recipe.size, generator=torch.Generator().manual_seed(SEED))
    levels = grid(int(steps), recipe.timesteps, job.spacing)
    network = network_of(unet, recipe, asked(recipe, job.samples), precision)
    if job.guidance is not None:
        network = guided(network, network_of(unet, recipe, torch.full((job.samples,), recipe.null_class), precision), job.guidance)
    return sample(network, alpha_bar, levels, STEPS[sampler](), x.to(DEVICE), SEED).cpu()


def verdict(samples: torch.Tensor, reference: Reference) -> dict:
    """Accuracy, with several menus also of each choice, and Fréchet distance."""
    menus, wanted = reference.recipe.menus, asked(reference.recipe, len(samples))
    probabilities, features = verdicts(reference.judge, samples)
    named = probabilities.argmax(1)
    result = {"accuracy": round((named == wanted).double().mean().item(), 4), "frechet": round(frechet(features, reference.features), 3)}
    if len(menus) > 1:
        right = (choices_of(named, menus) == choices_of(wanted, menus)).double().mean(1).tolist()
        result["choices"] = {menu: round(share, 4) for menu, share in zip(menus, right)}
    return result


def picture(network: str, samples: torch.Tensor, recipe: Recipe) -> dict:
    """Writes the contact sheet, and forty samples over their nearest training pictures; says how near these are."""
    module = data(recipe.data)
    train, test = module.load("train")[0], module.load("test")[0]
    sheet.write(sheet.by_class(samples, recipe.menus), file_of(network, "sheet", ".png"))
    distances, places = nearest(samples, train)
    shown = slice(0, 40)
    sheet.write(sheet.pairs(samples[shown], train[places[shown]]), file_of(network, "nearest", ".png"))
    unseen = {} if recipe.data in SEEN else {"test": summary(nearest(test[:500], train)[0])}
    return {"samples": summary(distances), **unseen}


def earlier(network: str, path: Path, steps: int) -> dict | None:
    """What was already measured of the same weights, here or, as their card says, elsewhere."""
    card = MODELS / network / "card.json"
    stored = json.loads(path.read_text()) if path.exists() else json.loads(card.read_text())["quality"] if card.exists() else None
    return stored if stored and stored.get("steps") == steps else None


def begin(network: str, path: Path, steps: int, unet, reference: Reference) -> dict:
    return earlier(network, path, steps) or {
        "steps": steps, "judgeAccuracy": round(reference.accuracy, 4), "floor": {},
        "atPureNoise": at_pure_noise(unet, reference.recipe), "bitsPerDimensionEstimate": bits_per_dimension(unet, reference.recipe), "runs": []}


def added(runs: list[dict], result: dict) -> list[dict]:
    """With the result in the place of an older one of the same run."""
    what = ("sampler", "steps", "spacing", "precision", "samples", "guidance")
    return [old for old in runs if any(old.get(key) != result.get(key) for key in what)] + [result]


def judged(job: Job, network: str, unet, reference: Reference, precision: str) -> tuple[dict, dict]:
    """What the card says of a run, and of its samples' neighbours where these are looked up."""
    start, (sampler, steps) = time.monotonic(), job.run.split("-")
    x = samples_of(job, precision, unet, reference.recipe)
    led = {} if job.guidance is None else {"guidance": job.guidance}
    result = {"sampler": sampler, "steps": int(steps), "spacing": job.spacing, "precision": precision, "samples": job.samples, **led, **verdict(x, reference)}
    print(f"{network}: {job.run:10s} {job.spacing:9s} {precision:9s} {str(job.guidance):5s} {job.samples:6d} {result['accuracy']:8.2%} {result['frechet']:9.3f} "
          f"{time.monotonic() - start:8.0f} s", flush=True)
    pictured = job.run == PICTURED and job.spacing == "trailing" and job.guidance == LED.get(network)
    return result, {"nearest": {**led, **picture(network, x, reference.recipe)}} if pictured else {}


@torch.inference_mode()
def evaluate(network: str, jobs: list[Job], precision: str | None = None, until: float = math.inf) -> None:
    """Judges one run after another and writes each result at once. until: when to begin no more, of time.monotonic()."""
    recipe, (unet, training), path = recipe_of(network), trained(network), file_of(network, "quality", ".json")
    path.parent.mkdir(parents=True, exist_ok=True)
    judge, accuracy = load(recipe.data)
    reference = Reference(recipe, judge, accuracy, verdicts(judge, data(recipe.data).load("test")[0])[1])
    quality = begin(network, path, training["steps"], unet, reference)
    for count in {job.samples for job in jobs}:
        if f"train{count}" not in quality["floor"]:
            quality["floor"] |= floor(reference, count)
    print(f"{network} after {training['steps']} steps; {quality['bitsPerDimensionEstimate']} bits per dimension (estimate); "
          f"x0-hat at pure noise: {quality['atPureNoise']}; floor: {quality['floor']}", flush=True)
    for job in itertools.takewhile(lambda _: time.monotonic() < until, jobs):
        result, neighbours = judged(job, network, unet, reference, precision or default_precision(job.run))
        quality["runs"] = added(quality["runs"], result)
        path.write_text(json.dumps(quality | neighbours, indent=2) + "\n")
        quality |= neighbours


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("--runs", nargs="+", default=RUNS, help="sampler-steps; by default all")
    parser.add_argument("--samples", type=int, default=1000, help="in each run")
    parser.add_argument("--spacing", nargs="+", default=["trailing"], choices=["trailing", "leading", "linspace"])
    parser.add_argument("--precision", choices=device.PRECISIONS, help="default: tf32 on a GPU; else float32, for ddpm bfloat16 where the CPU has it")
    parser.add_argument("--guidance", type=float, help="scale of classifier-free guidance; by default none")
    wanted = parser.parse_args()
    evaluate(wanted.network, [Job(run, wanted.samples, wanted.guidance, spacing) for run, spacing in itertools.product(wanted.runs, wanted.spacing)],
             wanted.precision)

"""Judges a training run: `python evaluate.py digits` prints a table and writes runs/digits/quality.json and sheet.png.

A thousand class-conditional samples, a hundred a class, all runs from the same noise, without guidance. Accuracy: the
share that the judge names as asked. Fréchet: the distance of the Gaussians fitted to the judge's features of samples
and of the 10,000 test pictures (Heusel et al. 2017, eq. 6). A thousand pictures overestimate it: the honest floor is
what a thousand real training pictures get.
"""

import argparse
import itertools
import json
import time
from pathlib import Path

import numpy as np
import torch
from diffusers import DDPMScheduler
from PIL import Image

import mnist
from classifier import Judge, load, verdicts
from export import HERE, trained
from loss import Bound, bound_bits, noised
from recipes import RECIPES, Recipe
from sampler import STEPS, grid, sample

COUNT, BATCH, SEED = 1000, 250, 0


def frechet(a: torch.Tensor, b: torch.Tensor) -> float:
    """|mean_a - mean_b|^2 + tr(C_a + C_b - 2 (C_a C_b)^(1/2)) of features [N, D]."""
    a, b = a.double(), b.double()
    cov_a, cov_b = a.T.cov(), b.T.cov()
    root = torch.linalg.eigvals(cov_a @ cov_b).real.clamp_min(0).sqrt().sum()
    return ((a.mean(0) - b.mean(0)).square().sum() + cov_a.trace() + cov_b.trace() - 2 * root).item()


def floor(judge: Judge, test_features: torch.Tensor) -> dict:
    """What real training pictures get: all of them, and five draws of a thousand, a hundred a class."""
    images, labels = mnist.load("train")
    probabilities, features = verdicts(judge, images)
    draw = torch.Generator().manual_seed(SEED)
    distances = []
    for _ in range(5):
        order = torch.randperm(len(labels), generator=draw)
        chosen = torch.cat([order[labels[order] == digit][:100] for digit in range(10)])
        distances.append(frechet(features[chosen], test_features))
    accuracy = (probabilities.argmax(1) == labels).double().mean().item()
    return {"train60000": round(frechet(features, test_features), 3), "train1000": round(sum(distances) / 5, 3),
            "accuracyOfTrain": round(accuracy, 4)}


def network_of(unet, labels: torch.Tensor, precision: str):
    """(x_t, timestep) -> eps_hat, v for these classes, in batches."""
    forward = torch.compile(unet) if precision == "bfloat16" else unet

    def network(x: torch.Tensor, timestep: int | torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        times = torch.as_tensor(timestep).expand(len(x))
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
            parts = zip(x.split(BATCH), times.split(BATCH), labels.split(BATCH))
            outputs = [forward(part, t, class_labels=label).sample for part, t, label in parts]
        return torch.cat(outputs).float().chunk(2, dim=1)

    return network


def bits_per_dimension(unet, recipe: Recipe) -> float:
    """An estimate of the bound: 100 test pictures, one t of each of 80 strata; L_T is left out (below 1e-5 here)."""
    images, labels = mnist.load("test")
    x0, network = images[:100], network_of(unet, labels[:100], "float32")
    bound = Bound(DDPMScheduler(**recipe.scheduler_config())).to("cpu")
    draw = torch.Generator().manual_seed(SEED)
    total = 0.0
    for stratum in range(80):
        t = ((stratum + torch.rand(len(x0), generator=draw)) * recipe.timesteps / 80).long()
        xt = noised(bound, x0, t, torch.randn(x0.shape, generator=draw))
        total += bound_bits(bound, x0, xt, t, *network(xt, t)).mean().item() * recipe.timesteps / 80
    return round(total, 3)


def sheet(samples: torch.Tensor, path: Path) -> None:
    """A hundred pictures, ten classes across."""
    pixels = ((samples[:100, 0] + 1) * 127.5).clamp(0, 255).round().to(torch.uint8).view(10, 10, 28, 28)
    Image.fromarray(np.ascontiguousarray(pixels.permute(0, 2, 1, 3).reshape(280, 280).numpy())).save(path)


def measure(run: str, spacing: str, precision: str, unet, recipe: Recipe, judge: Judge, test_features: torch.Tensor) -> tuple[dict, torch.Tensor]:
    """One line of the table, and its samples. run: sampler-steps."""
    sampler, steps = run.split("-")
    alpha_bar = [1.0, *DDPMScheduler(**recipe.scheduler_config()).alphas_cumprod.double().tolist()]
    labels = torch.arange(COUNT) % len(recipe.labels)
    start, x = time.monotonic(), torch.randn(COUNT, 1, recipe.size, recipe.size, generator=torch.Generator().manual_seed(SEED))
    levels = grid(int(steps), recipe.timesteps, spacing)
    samples = sample(network_of(unet, labels, precision), alpha_bar, levels, STEPS[sampler], x, SEED)
    probabilities, features = verdicts(judge, samples)
    accuracy = (probabilities.argmax(1) == labels).double().mean().item()
    result = {"sampler": sampler, "steps": int(steps), "spacing": spacing, "precision": precision, "accuracy": round(accuracy, 4),
              "frechet": round(frechet(features, test_features), 3)}
    print(f"{run:10s} {spacing:9s} {precision:9s} {accuracy:8.1%} {result['frechet']:9.3f} {time.monotonic() - start:8.0f} s", flush=True)
    return result, samples


def earlier(path: Path, steps: int) -> dict | None:
    """What was already measured of the same weights."""
    stored = json.loads(path.read_text()) if path.exists() else {}
    return stored if stored.get("steps") == steps else None


@torch.inference_mode()
def evaluate(name: str, runs: list[str], spacing: list[str], precision: str | None) -> None:
    recipe, (unet, training) = RECIPES[name], trained(name)
    path = HERE / "runs" / name / "quality.json"
    judge, judge_accuracy = load()
    test_features = verdicts(judge, mnist.load("test")[0])[1]
    quality = earlier(path, training["steps"]) or {
        "steps": training["steps"], "samples": COUNT, "guidance": None, "judgeAccuracy": round(judge_accuracy, 4),
        "floor": floor(judge, test_features), "bitsPerDimensionEstimate": bits_per_dimension(unet, recipe), "runs": []}
    print(f"{name} after {training['steps']} steps; {quality['bitsPerDimensionEstimate']} bits per dimension (estimate); floor: {quality['floor']}")
    print(f"{'run':10s} {'spacing':9s} {'precision':9s} {'accuracy':>8s} {'Fréchet':>9s}")
    for run, kind in itertools.product(runs, spacing):
        chosen = precision or ("bfloat16" if run.startswith("ddpm") else "float32")
        result, samples = measure(run, kind, chosen, unet, recipe, judge, test_features)
        same = {key: result[key] for key in ("sampler", "steps", "spacing", "precision")}
        quality["runs"] = [old for old in quality["runs"] if not same.items() <= old.items()] + [result]
        path.write_text(json.dumps(quality, indent=2) + "\n")
        if run == "ddim-50" and kind == "trailing":
            sheet(samples, path.with_name("sheet.png"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=RECIPES)
    parser.add_argument("--runs", nargs="+", default=["ddim-10", "ddim-20", "ddim-50", "ddpm-250"], help="sampler-steps")
    parser.add_argument("--spacing", nargs="+", default=["trailing"], choices=["trailing", "leading", "linspace"])
    parser.add_argument("--precision", choices=["float32", "bfloat16"], help="default: float32, and bfloat16 for ddpm")
    evaluate(**vars(parser.parse_args()))

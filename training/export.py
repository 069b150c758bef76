"""Turns a network into static files: `python export.py digits` writes public/models/digits/ (see layout.py).

What is exported is the moving average of the weights, rounded to F16, and the pictures that evaluate.py drew. The
card takes its quality from the last `python evaluate.py digits`, and only if that judged the same weights.
"""

import argparse
import json
import shutil
import subprocess
from pathlib import Path

import torch
from diffusers import DDPMScheduler

from conditions import labels
from layout import PICTURES, Case, check, write_card, write_checkpoint
from pictures import data
from recipes import RECIPES, Recipe
from networks import MODELS, NETWORKS, RUNS, file_of, recipe_of, trained

HERE = Path(__file__).parent
PRECISION = "bfloat16 autocast over float32 weights"
OPTIMISER = {"optimiser": "AdamW", "betas": [0.9, 0.99], "weight_decay": 0, "gradient_clip": 1.0, "ema_power": 0.75,
             "learning_rate_schedule": "linear warm-up, then cosine to 0"}
TRAINING_CODE = ["train.py", "device.py", "loss.py", "recipes.py", "conditions.py", "pictures"]


def cases(recipe: Recipe, wanted: list[tuple[int, int]]) -> list[Case]:
    """Test pictures noised to the wanted (timestep, class); the null class takes whatever picture is next."""
    images, classes = data(recipe.data).load("test")
    alpha_bar = DDPMScheduler(**recipe.scheduler_config()).alphas_cumprod
    draw = torch.Generator().manual_seed(recipe.seed)
    made = []
    for t, label in wanted:
        shown = images[classes == label][0] if label != recipe.null_class else images[len(made)]
        eps = torch.randn(shown.shape, generator=draw)
        made.append(Case(alpha_bar[t].sqrt() * shown + (1 - alpha_bar[t]).sqrt() * eps, t, label))
    return made


def commit_of_training() -> str:
    return subprocess.run(["git", "log", "-1", "--format=%H", "--", *TRAINING_CODE], cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()


def quality(network: str, steps: int) -> dict | None:
    """What evaluate.py found, if it judged the network after so many steps."""
    path = file_of(network, "quality", ".json")
    stored = json.loads(path.read_text()) if path.exists() else {}
    return stored if stored.get("steps") == steps else None


def card_of(network: str, training: dict) -> dict:
    recipe = recipe_of(network)
    module = data(recipe.data)
    return {
        "id": network,
        "title": recipe.title if network in RECIPES else f"{recipe.title}, after {training['steps']} steps",
        "labels": labels(recipe.menus),
        "nullClass": recipe.null_class,
        "menus": {menu: list(choices) for menu, choices in recipe.menus.items()},  # the class's digits, see conditions.py
        "data": module.ABOUT,
        "licence": "Apache-2.0",
        "recipe": {**recipe.as_dict(), **OPTIMISER},
        "commit": commit_of_training(),
        "training": {**training, "pictures": training["steps"] * recipe.batch, "precision": PRECISION},
        "quality": quality(network, training["steps"]),
    }


def kept_error(network: str, steps: int) -> dict:
    """What denoising_error.py measured of the same weights when they were exported before."""
    path = MODELS / network / "card.json"
    card = json.loads(path.read_text()) if path.exists() else {}
    same = card.get("training", {}).get("steps") == steps and "denoisingError" in card
    return {"denoisingError": card["denoisingError"]} if same else {}


def take_pictures(network: str) -> None:
    """Copies what evaluate.py drew of the judged network beside its card."""
    for stem, name in PICTURES.items():
        drawn = file_of(network, stem, ".png")
        if drawn.exists():
            shutil.copyfile(drawn, MODELS / network / name)


def renew(network: str) -> None:
    """Takes what was measured of weights that are exported already, and whose checkpoint is on another machine, into their card."""
    folder = MODELS / network
    card = json.loads((folder / "card.json").read_text())
    files = [name for name in card.pop("files") if name not in PICTURES.values()]
    measured = quality(network, card["training"]["steps"])
    if measured is None:
        raise FileNotFoundError(f"{network}: neither a checkpoint nor an evaluation of the exported weights is in {RUNS}")
    take_pictures(network)
    write_card(folder, {**card, "quality": measured}, files)
    print(f"{folder}: quality as judged, weights as they were")


def export(network: str) -> None:
    if not file_of(network, "checkpoint", ".pt").exists():
        renew(network)
        return
    recipe, (unet, training), folder = recipe_of(network), trained(network), MODELS / network
    card = card_of(network, training) | kept_error(network, training["steps"])
    folder.mkdir(parents=True, exist_ok=True)
    if card["quality"]:
        take_pictures(network)
    probe = cases(recipe, [(499, 3)])  # one picture: the very programs of the first step
    write_checkpoint(unet, DDPMScheduler(**recipe.scheduler_config()), folder, card, "training/export.py", probe)
    check(unet, folder)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{folder}: {size / 1e6:.2f} MB, {training['steps']} steps, quality {'as judged' if card['quality'] else 'not judged yet'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", choices=NETWORKS)
    export(parser.parse_args().network)

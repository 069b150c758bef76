"""Turns a training run into static files: `python export.py digits` writes public/models/digits/ (see layout.py).

What is exported is the moving average of the weights, rounded to F16. The card takes its quality from the last
`python evaluate.py digits`, and only if that judged the same weights.
"""

import argparse
import json
import os
import subprocess
from pathlib import Path

import torch
from diffusers import DDPMScheduler, UNet2DModel
from diffusers.training_utils import EMAModel

import mnist
from layout import Case, check, rounded, write_checkpoint
from recipes import RECIPES, Recipe

HERE = Path(__file__).parent
MODELS = HERE.parent / "public" / "models"
TITLES = {"digits": "Handwritten digits"}
PRECISION = "bfloat16 autocast over float32 weights"
DATA = {"name": "MNIST", "licence": mnist.LICENCE, "source": "http://yann.lecun.com/exdb/mnist/"}
OPTIMISER = {"optimiser": "AdamW", "betas": [0.9, 0.99], "weight_decay": 0, "gradient_clip": 1.0, "ema_power": 0.75,
             "learning_rate_schedule": "linear warm-up, then cosine to 0"}
TRAINING_CODE = ["train.py", "loss.py", "recipes.py", "mnist.py"]


def trained(name: str) -> tuple[UNet2DModel, dict]:
    """The moving average of a run's last checkpoint, in F16 precision, and {"steps", "minutes"} of its training."""
    state = torch.load(HERE / "runs" / name / "checkpoint.pt", map_location="cpu", weights_only=True)
    unet = UNet2DModel(**RECIPES[name].unet_config())
    ema = EMAModel(unet.parameters())
    ema.load_state_dict(state["ema"])
    ema.copy_to(unet.parameters())
    return rounded(unet), {"steps": state["step"], "minutes": round(state["seconds"] / 60, 1)}


def cases(recipe: Recipe, wanted: list[tuple[int, int]]) -> list[Case]:
    """Test pictures noised to the wanted (timestep, class); the null class takes whatever picture is next."""
    images, labels = mnist.load("test")
    alpha_bar = DDPMScheduler(**recipe.scheduler_config()).alphas_cumprod
    draw = torch.Generator().manual_seed(recipe.seed)
    made = []
    for t, label in wanted:
        shown = images[labels == label][0] if label != recipe.null_class else images[len(made)]
        eps = torch.randn(shown.shape, generator=draw)
        made.append(Case(alpha_bar[t].sqrt() * shown + (1 - alpha_bar[t]).sqrt() * eps, t, label))
    return made


def commit_of_training() -> str:
    return subprocess.run(["git", "log", "-1", "--format=%H", "--", *TRAINING_CODE], cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()


def quality(name: str, steps: int) -> dict | None:
    path = HERE / "runs" / name / "quality.json"
    stored = json.loads(path.read_text()) if path.exists() else {}
    return stored if stored.get("steps") == steps else None


def export(name: str, hardware: str) -> None:
    recipe, (unet, training) = RECIPES[name], trained(name)
    card = {
        "id": name,
        "title": TITLES[name],
        "labels": recipe.labels,
        "nullClass": recipe.null_class,
        "data": DATA,
        "licence": "Apache-2.0",
        "recipe": {**recipe.as_dict(), **OPTIMISER},
        "commit": commit_of_training(),
        "training": {**training, "pictures": training["steps"] * recipe.batch, "hardware": hardware, "precision": PRECISION},
        "quality": quality(name, training["steps"]),
    }
    folder = MODELS / name
    probe = cases(recipe, [(499, 3)])  # one picture: the very programs of the first step
    write_checkpoint(unet, DDPMScheduler(**recipe.scheduler_config()), folder, card, "training/export.py", probe)
    check(unet, folder)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{folder}: {size / 1e6:.2f} MB, {training['steps']} steps, quality {'as judged' if card['quality'] else 'not judged yet'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=RECIPES)
    parser.add_argument("--hardware", default=f"{os.cpu_count()} CPU cores", help="what it was trained on, for the card")
    export(**vars(parser.parse_args()))

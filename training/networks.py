"""The networks that there are, and where their training runs lie: a run's last one, and those that its recipe keeps on the way.

    digits        runs/digits/checkpoint.pt
    growing-500   runs/growing/checkpoint-500.pt: the network of recipe `growing` after 500 steps
"""

import json
from pathlib import Path

import torch
from diffusers import UNet2DModel
from diffusers.training_utils import EMAModel

from layout import rounded
from recipes import RECIPES, Recipe

RUNS = Path(__file__).parent / "runs"
MODELS = Path(__file__).parent.parent / "public" / "models"
NETWORKS = {  # id: (recipe's name, suffix of its files)
    f"{name}{suffix}": (name, suffix)
    for name, recipe in RECIPES.items() for suffix in (*(f"-{step}" for step in recipe.snapshots), "")
}


def recipe_of(network: str) -> Recipe:
    return RECIPES[NETWORKS[network][0]]


def file_of(network: str, stem: str, suffix: str) -> Path:
    """A file of the run, for example runs/growing/quality-500.json."""
    name, snapshot = NETWORKS[network]
    return RUNS / name / f"{stem}{snapshot}{suffix}"


def trained(network: str) -> tuple[UNet2DModel, dict]:
    """The moving average of the weights, in F16 precision, and {"steps", "minutes", "hardware"} of its training.

    Of the run's checkpoint; where there is none, what was exported of it, which is the same.
    """
    if not file_of(network, "checkpoint", ".pt").exists():
        training = json.loads((MODELS / network / "card.json").read_text())["training"]
        return UNet2DModel.from_pretrained(MODELS / network / "unet").float(), {key: training[key] for key in ("steps", "minutes", "hardware")}
    state = torch.load(file_of(network, "checkpoint", ".pt"), map_location="cpu", weights_only=True)
    unet = UNet2DModel(**recipe_of(network).unet_config())
    ema = EMAModel(unet.parameters())
    ema.load_state_dict(state["ema"])
    ema.copy_to(unet.parameters())
    return rounded(unet), {"steps": state["step"], "minutes": round(state["seconds"] / 60, 1), "hardware": state["hardware"]}

"""Outputs of the shipped weights, which the page's network is tested against: `python golden.py digits`.

Reads public/models/digits/ back as diffusers does, computes in float32, and writes test/golden/digits.json.
"""

import argparse
import json
import platform

import diffusers
import torch
from diffusers import UNet2DModel

from export import HERE, MODELS, cases
from layout import WEIGHTS, golden_cases
from networks import NETWORKS, recipe_of

GOLDEN = HERE.parent / "test" / "golden"
WATCH = ("conv_in", "time_embedding", "mid_block")


def golden(name: str) -> None:
    recipe = recipe_of(name)
    unet = UNet2DModel.from_pretrained(MODELS / name / "unet").float().eval()
    inputs = cases(recipe, [(0, 7), (250, 2), (700, recipe.null_class), (recipe.timesteps - 1, 5)])
    fixture = {
        "generator": f"training/golden.py {name}",
        "versions": {"python": platform.python_version(), "torch": torch.__version__, "diffusers": diffusers.__version__},
        "sha256": json.loads((MODELS / name / "card.json").read_text())["files"][WEIGHTS]["sha256"],
        "cases": golden_cases(unet, inputs, digits=8, watch=WATCH),
    }
    GOLDEN.mkdir(parents=True, exist_ok=True)
    path = GOLDEN / f"{name}.json"
    path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
    print(f"{path}: {path.stat().st_size / 1e3:.0f} kB, {len(inputs)} cases")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=NETWORKS)
    golden(parser.parse_args().name)

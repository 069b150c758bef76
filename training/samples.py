"""A starter gallery of the page: twenty pictures of a test set, two of each class, as one sprite. `python samples.py [fashion]`

The judge is sure of all of them. In the first row the picture nearest to the mean picture of its class: a clear one. In
the second a lively one: far from the middle of its class in the judge's feature space.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from classifier import load, verdicts
from pictures import data

FOLDER = Path(__file__).parent.parent / "public" / "samples"
SURE = 0.99  # the least probability that the judge gives to the right class
DATA = {"digits": "mnist", "fashion": "fashion"}  # gallery: its data set
LIVELY = 0.88  # quantile of the distance in feature space


def nearest_first(values: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Places of the allowed ones among values [N, D], by their distance from the mean of all."""
    order = (values - values.mean(0)).norm(dim=1).argsort()
    return order[allowed[order]]


def clear_and_lively(images: torch.Tensor, features: torch.Tensor, sure: torch.Tensor) -> tuple[int, int]:
    """Places of the two chosen ones among the pictures of one class."""
    clear = nearest_first(images.flatten(1), sure)[0].item()
    others = [place for place in nearest_first(features, sure).tolist() if place != clear]
    return clear, others[int(LIVELY * len(others))]


def main(name: str) -> None:
    module, gallery = data(DATA[name]), FOLDER / f"{name}.png"
    judge, _ = load(DATA[name])
    images, labels = module.load("test")
    probabilities, features = verdicts(judge, images)
    pairs = []
    for label in range(10):
        places = (labels == label).nonzero().flatten()
        chosen = clear_and_lively(images[places], features[places], probabilities[places, label] > SURE)
        pairs.append(places[list(chosen)].tolist())
    indices = [pair[row] for row in range(2) for pair in pairs]
    tiles = ((images[indices, 0] + 1) * 127.5).round().to(torch.uint8).numpy()  # [20, 28, 28]
    sheet = np.concatenate([np.concatenate(tiles[row : row + 10], axis=1) for row in (0, 10)])  # [56, 280]
    FOLDER.mkdir(parents=True, exist_ok=True)
    Image.fromarray(sheet).save(gallery, optimize=True)
    about = {"generator": "training/samples.py", "data": f"{module.ABOUT['name']} test set", "licence": module.ABOUT["licence"], "tile": 28,
             "columns": 10, "rows": 2, "labels": labels[indices].tolist(), "indices": indices}
    gallery.with_suffix(".json").write_text(json.dumps(about, indent=2) + "\n")
    print(f"{gallery}: {gallery.stat().st_size} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", choices=DATA, default="digits")
    main(**vars(parser.parse_args()))

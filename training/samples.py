"""A starter gallery of the page: twenty pictures as bytes [20, colours, size, size]. `python samples.py [digits | fashion | emoji]`

Digits and clothes: two of each class of the test set, of which the judge is sure. In the first row the picture nearest to
the mean picture of its class: a clear one. In the second a lively one: far from the middle of its class in the judge's
feature space. Emoji: ten glyphs, in the first row as Noto draws them, in the second as Twemoji does.
"""

import argparse
import json
from pathlib import Path

import torch

from classifier import load, verdicts
from conditions import choices_of
from pictures import data
from pictures.emoji import MENUS, STYLES, glyphs

FOLDER = Path(__file__).parent.parent / "public" / "samples"
SURE = 0.99  # the least probability that the judge gives to the right class
DATA = {"digits": "mnist", "fashion": "fashion", "emoji": "emoji"}  # gallery: its data set
LIVELY = 0.88  # quantile of the distance in feature space
GLYPHS = ("1f600", "1f431", "2764-fe0f", "1f34e", "1f33b", "1f680", "1f419", "1f355", "1f308", "1f1e7-1f1f7")  # code points


def nearest_first(values: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Places of the allowed ones among values [N, D], by their distance from the mean of all."""
    order = (values - values.mean(0)).norm(dim=1).argsort()
    return order[allowed[order]]


def clear_and_lively(images: torch.Tensor, features: torch.Tensor, sure: torch.Tensor) -> tuple[int, int]:
    """Places of the two chosen ones among the pictures of one class."""
    clear = nearest_first(images.flatten(1), sure)[0].item()
    others = [place for place in nearest_first(features, sure).tolist() if place != clear]
    return clear, others[int(LIVELY * len(others))]


def of_classes(name: str) -> tuple[torch.Tensor, torch.Tensor, list[int]]:
    """All test pictures, their classes, and the places of the chosen ones."""
    judge, _ = load(DATA[name])
    images, labels = data(DATA[name]).load("test")
    probabilities, features = verdicts(judge, images)
    pairs = []
    for label in range(10):
        places = (labels == label).nonzero().flatten()
        chosen = clear_and_lively(images[places], features[places], probabilities[places, label] > SURE)
        pairs.append(places[list(chosen)].tolist())
    return images, labels, [pair[row] for row in range(2) for pair in pairs]


def of_glyphs() -> tuple[torch.Tensor, torch.Tensor, list[int]]:
    """All glyphs, their classes, and the places of the chosen ones in both styles."""
    pictures, rows, names = glyphs()
    style = choices_of(rows, MENUS)[0].tolist()
    places = {(style[place], name): place for place, name in enumerate(names)}
    return pictures.float() / 127.5 - 1, rows, [places[row, name] for row in range(len(STYLES)) for name in GLYPHS]


def main(name: str) -> None:
    about, gallery = data(DATA[name]).ABOUT, FOLDER / f"{name}.bin"
    images, labels, indices = of_glyphs() if name == "emoji" else of_classes(name)
    pictures = ((images[indices] + 1) * 127.5).round().to(torch.uint8).numpy()  # [20, colours, size, size]
    FOLDER.mkdir(parents=True, exist_ok=True)
    gallery.write_bytes(pictures.tobytes())
    facts = {"generator": "training/samples.py", "data": about["name"] if name == "emoji" else f"{about['name']} test set",
             "licence": about["licence"], "tile": pictures.shape[2], "labels": labels[indices].tolist(), "indices": indices}
    gallery.with_suffix(".json").write_text(json.dumps(facts, indent=2) + "\n")
    print(f"{gallery}: {gallery.stat().st_size} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", choices=DATA, default="digits")
    main(**vars(parser.parse_args()))

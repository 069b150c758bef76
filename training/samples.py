"""The starter gallery of the page: twenty digits of MNIST's test set, two of each class, as one sprite. `python samples.py`

In the first row the picture of which the judge is surest among those near the middle of its class: a clear one. In the
second a lively one: still named right, but among the farthest from that middle in the judge's feature space.
"""

import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import mnist
from classifier import load, verdicts

FOLDER = Path(__file__).parent.parent / "public" / "samples"
LIVELY_SHARE = 0.9  # quantile of the distance from the class's middle at which a lively picture is taken
SURE = 0.99


def clear_and_lively(probability: torch.Tensor, features: torch.Tensor) -> tuple[int, int]:
    """Places of the two chosen pictures. probability [N]: of the right class; features [N, 64]: both of one class."""
    distance = (features - features.mean(0)).norm(dim=1)
    distance[probability < SURE] = torch.inf
    order = distance.argsort()
    sure = int(distance.isfinite().sum())
    return int(order[0]), int(order[int(LIVELY_SHARE * sure)])


def main() -> None:
    judge, _ = load()
    images, labels = mnist.load("test")
    probabilities, features = verdicts(judge, images)
    pairs = []
    for digit in range(10):
        places = (labels == digit).nonzero().flatten()
        pairs.append([places[i].item() for i in clear_and_lively(probabilities[places, digit], features[places])])
    indices = [pair[row] for row in range(2) for pair in pairs]
    tiles = ((images[indices, 0] + 1) * 127.5).round().to(torch.uint8).numpy()  # [20, 28, 28]
    sheet = np.concatenate([np.concatenate(tiles[row : row + 10], axis=1) for row in (0, 10)])  # [56, 280]
    FOLDER.mkdir(parents=True, exist_ok=True)
    Image.fromarray(sheet).save(FOLDER / "digits.png", optimize=True)
    about = {"generator": "training/samples.py", "data": "MNIST test set", "licence": mnist.LICENCE, "tile": 28, "columns": 10,
             "rows": 2, "labels": labels[indices].tolist(), "indices": indices}
    (FOLDER / "digits.json").write_text(json.dumps(about, indent=2) + "\n")
    print(f"{FOLDER / 'digits.png'}: {(FOLDER / 'digits.png').stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""Judges the pictures of `npm run sheet`: how many are the digit that was asked for, and a contact sheet to look at.

`python judge_samplers.py` after `npm run sheet -- 50 10`; writes ../bench/samplers.png and prints a table.
"""

import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import classifier

RESULTS = Path(__file__).parent.parent / "bench" / "results"
SIDE, GAP, ZOOM = 28, 2, 2


def sheet(pictures: np.ndarray) -> Image.Image:
    """A row a sampler, a column a digit. pictures: [rows, 10, per digit, 28, 28] bytes."""
    rows = len(pictures)
    canvas = np.full((rows * (SIDE + GAP), 10 * (SIDE + GAP)), 96, np.uint8)
    for row in range(rows):
        for digit in range(10):
            top, left = row * (SIDE + GAP), digit * (SIDE + GAP)
            canvas[top : top + SIDE, left : left + SIDE] = pictures[row, digit, 0]
    image = Image.fromarray(canvas)
    return image.resize((ZOOM * image.width, ZOOM * image.height), Image.NEAREST)


def main() -> None:
    about = json.loads((RESULTS / "samplers.json").read_text())
    shape = (len(about["rows"]), 10, about["perDigit"], SIDE, SIDE)
    pictures = np.frombuffer((RESULTS / "samplers.bin").read_bytes(), np.uint8).reshape(shape)
    sheet(pictures).save(RESULTS.parent / "samplers.png")
    judge, accuracy = classifier.load()
    asked = torch.arange(10).repeat_interleave(about["perDigit"])
    print(f"judge: {100 * accuracy:.2f} % on the test set; {len(asked)} pictures a row\n")
    print("| sampler | process, grid, steps | NFE | named as asked |\n| --- | --- | ---: | ---: |")
    for row, bytes_ in zip(about["rows"], pictures):
        x = torch.tensor(bytes_, dtype=torch.float32).reshape(-1, 1, SIDE, SIDE) / 127.5 - 1
        named, _ = classifier.verdicts(judge, x)
        share = (named.argmax(1) == asked).float().mean().item()
        settings = row["settings"]
        print(f"| {row['name']} | {settings['process']}, {settings['grid']}, {settings['steps']} | {row['nfe']} | {100 * share:.0f} % |")


if __name__ == "__main__":
    main()

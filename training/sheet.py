"""Contact sheets: many pictures on one, to be looked at."""

import math
from pathlib import Path

import torch
from PIL import Image

from conditions import Menus


def write(x: torch.Tensor, path: Path) -> None:
    """x [rows, columns, C, H, W] in [-1, 1] as a PNG, grey if C is 1."""
    pixels = ((x + 1) * 127.5).clamp(0, 255).round().to(torch.uint8)
    rows, columns, colours, height, width = pixels.shape
    flat = pixels.permute(0, 3, 1, 4, 2).reshape(rows * height, columns * width, colours)
    Image.fromarray(flat.squeeze(2).numpy()).save(path, optimize=True)


def by_class(samples: torch.Tensor, menus: Menus, most: int = 10) -> torch.Tensor:
    """Samples [N, ...] whose classes go round and round, as [rows, columns, ...].

    One menu: a column a label. Two: a row a label of the last one, and the first one's side by side.
    """
    sizes = [len(menu) for menu in menus.values()]
    classes = math.prod(sizes)
    each = min(most, len(samples) // classes)
    turns = samples[: each * classes].unflatten(0, (each, *sizes))
    return turns if len(sizes) == 1 else turns.transpose(0, 2).flatten(1, 2)


def pairs(samples: torch.Tensor, neighbours: torch.Tensor, columns: int = 20) -> torch.Tensor:
    """Under every row of samples [N, ...] the row of their neighbours. N: a multiple of `columns`."""
    both = torch.stack([samples.unflatten(0, (-1, columns)), neighbours.unflatten(0, (-1, columns))], dim=1)
    return both.flatten(0, 1)

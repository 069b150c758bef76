"""IDX, the file format of MNIST and of those who followed it: a header of 4 bytes and 4 a dimension, then bytes."""

from pathlib import Path

import numpy as np
import torch

PREFIX = {"train": "train", "test": "t10k"}


def read(folder: Path, split: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures [N, 1, 28, 28] float32 in [-1, 1] and labels [N] int64."""
    pixels = np.fromfile(folder / f"{PREFIX[split]}-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 1, 28, 28)
    labels = np.fromfile(folder / f"{PREFIX[split]}-labels-idx1-ubyte", np.uint8)[8:]
    return torch.from_numpy(pixels.astype(np.float32)) / 127.5 - 1, torch.from_numpy(labels.astype(np.int64))

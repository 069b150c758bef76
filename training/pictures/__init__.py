"""The data sets, one module each: `load(split)` gives pictures [N, C, H, W] in [-1, 1] and classes [N], ABOUT says whose they are."""

from importlib import import_module
from types import ModuleType

NAMES = ("mnist", "fashion", "emoji")


def data(name: str) -> ModuleType:
    """The module of a data set: ABOUT = {"name", "licence", "source"}, load(split)."""
    if name not in NAMES:
        raise ValueError(f"data set {name!r}: expected one of {', '.join(NAMES)}")
    return import_module(f"pictures.{name}")

"""The class embedding's rows: one menu of labels, or several, each with an "any" after its last label.

With menus of n_1, n_2, ... labels and choices c_k in 0..n_k, where n_k is "any", the row is the number of mixed radix
n_k + 1: row = c_1 (n_2 + 1) + c_2 for two menus. The last row is "any" of everything: the null class of classifier-free
guidance (Ho & Salimans 2022). One menu alone gives its labels, then the null class.
"""

import itertools
import math

import torch

Menus = dict[str, tuple[str, ...]]  # what each menu asks: its labels


def rows(menus: Menus) -> int:
    return math.prod(len(menu) + 1 for menu in menus.values())


def row_of(choices: torch.Tensor, menus: Menus) -> torch.Tensor:
    """choices [M, N], a line a menu, to rows [N]."""
    row = torch.zeros_like(choices[0])
    for choice, menu in zip(choices, menus.values()):
        row = row * (len(menu) + 1) + choice
    return row


def choices_of(row: torch.Tensor, menus: Menus) -> torch.Tensor:
    """rows [N] back to choices [M, N]."""
    choices = []
    for menu in reversed(menus.values()):
        choices.insert(0, row % (len(menu) + 1))
        row = row // (len(menu) + 1)
    return torch.stack(choices)


def dropped(row: torch.Tensor, menus: Menus, drop: torch.Tensor) -> torch.Tensor:
    """rows [N] with "any" wherever drop [M, N] says so."""
    any_of_it = torch.tensor([[len(menu)] for menu in menus.values()], device=row.device)
    return row_of(torch.where(drop, any_of_it, choices_of(row, menus)), menus)


def labels(menus: Menus) -> list[str]:
    """The name of every row but the last."""
    named = itertools.product(*((*menu, "") for menu in menus.values()))
    return [", ".join(filter(None, names)) for names in named][:-1]


def full_rows(menus: Menus) -> torch.Tensor:
    """The rows in which nothing is left open."""
    every = torch.arange(rows(menus))
    sizes = torch.tensor([[len(menu)] for menu in menus.values()])
    return every[(choices_of(every, menus) < sizes).all(0)]

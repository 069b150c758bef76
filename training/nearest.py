"""Is it new, or remembered? The nearest training picture of each sample, by the root of the mean squared pixel difference."""

import torch

from device import DEVICE

COPY = 0.1  # nearer than this, of a range of 2, nobody sees a difference: a copy


def nearest(x: torch.Tensor, train: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Distances [N] and places [N] of the nearest of train [M, C, H, W] to each of x [N, C, H, W]."""
    train = train.flatten(1).to(DEVICE)
    found = [torch.cdist(part.flatten(1).to(DEVICE), train).min(1) for part in x.split(100)]
    distances = torch.cat([part.values for part in found]) / x[0].numel() ** 0.5
    return distances.cpu(), torch.cat([part.indices for part in found]).cpu()


def summary(distances: torch.Tensor) -> dict:
    low, middle, high = distances.quantile(torch.tensor([0.1, 0.5, 0.9])).tolist()
    return {"tenth": round(low, 3), "median": round(middle, 3), "ninetieth": round(high, 3),
            "copies": round((distances < COPY).double().mean().item(), 3)}

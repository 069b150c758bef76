"""Samplers in plain torch, by the page's conventions: levels t in 0..T, level 0 is data, the network's timestep is t - 1.

Notation: alpha_bar_t with alpha_bar_0 = 1; x_t = sqrt(alpha_bar_t) x_0 + sqrt(1 - alpha_bar_t) eps; a step goes from
level t to the next lower level s of a grid, which may skip levels (Nichol & Dhariwal 2021, section 4).
"""

import math
from typing import Callable

import torch

Network = Callable[[torch.Tensor, int], tuple[torch.Tensor, torch.Tensor]]  # (x_t, timestep) -> x0_hat, fraction of the variance
Step = Callable[..., torch.Tensor]  # (x_t, x0_hat, fraction, alpha_bar_t, alpha_bar_s, draw) -> x_s


def grid(steps: int, levels: int, spacing: str) -> list[int]:
    """The levels that a run visits, from noise down to 0 (Lin et al. 2024, table 2, one level up as 0 is data)."""
    if spacing == "trailing":
        visited = [levels * (steps - i) / steps for i in range(steps)]
    elif spacing == "leading":
        visited = [1 + levels // steps * (steps - 1 - i) for i in range(steps)]
    elif spacing == "linspace":
        visited = [1 + (levels - 1) * (steps - 1 - i) / max(1, steps - 1) for i in range(steps)]
    else:
        raise ValueError(f"spacing {spacing!r}: expected trailing, leading or linspace")
    return [math.floor(t + 0.5) for t in visited] + [0]


def clipped(x_t: torch.Tensor, x0_hat: torch.Tensor, alpha_bar: float) -> tuple[torch.Tensor, torch.Tensor]:
    """x0_hat in [-1, 1], and the eps_hat that belongs to it (as guided-diffusion's ddim_sample derives it)."""
    signal, noise = math.sqrt(alpha_bar), math.sqrt(1 - alpha_bar)
    x0_hat = x0_hat.clamp(-1, 1)
    return x0_hat, (x_t - signal * x0_hat) / noise


def ddim_step(x_t, x0_hat, fraction, alpha_bar_t: float, alpha_bar_s: float, draw: torch.Generator) -> torch.Tensor:
    """Song et al. 2021 (DDIM), eq. 12 with sigma = 0: no noise is drawn and the fraction is not used."""
    x0_hat, eps_hat = clipped(x_t, x0_hat, alpha_bar_t)
    return math.sqrt(alpha_bar_s) * x0_hat + math.sqrt(1 - alpha_bar_s) * eps_hat


def ddpm_step(x_t, x0_hat, fraction, alpha_bar_t: float, alpha_bar_s: float, draw: torch.Generator) -> torch.Tensor:
    """Ho et al. 2020 (DDPM), eq. 7, with the learned variance of Nichol & Dhariwal 2021, eq. 15."""
    x0_hat, _ = clipped(x_t, x0_hat, alpha_bar_t)
    beta = 1 - alpha_bar_t / alpha_bar_s
    mean_x0 = math.sqrt(alpha_bar_s) * beta / (1 - alpha_bar_t)
    mean_xt = math.sqrt(1 - beta) * (1 - alpha_bar_s) / (1 - alpha_bar_t)
    mean = mean_x0 * x0_hat + mean_xt * x_t
    if alpha_bar_s == 1:  # beta_tilde is 0 there: the last step adds no noise
        return mean
    beta_tilde = beta * (1 - alpha_bar_s) / (1 - alpha_bar_t)
    share = (fraction + 1) / 2
    log_variance = share * math.log(beta) + (1 - share) * math.log(beta_tilde)
    return mean + (log_variance / 2).exp() * torch.randn(x_t.shape, generator=draw, device=x_t.device)


def dpm_solver_pp_2m() -> Step:
    """Lu et al. 2022 (DPM-Solver++), algorithm 2: lambda = log(alpha / sigma); the first and the last step are of order 1."""
    before = []  # (lambda, x0_hat) of the step before

    def step(x_t, x0_hat, fraction, alpha_bar_t: float, alpha_bar_s: float, draw: torch.Generator) -> torch.Tensor:
        x0_hat, _ = clipped(x_t, x0_hat, alpha_bar_t)
        if alpha_bar_s == 1:  # h is infinite
            return x0_hat
        lambda_t, lambda_s = (0.5 * math.log(a / (1 - a)) for a in (alpha_bar_t, alpha_bar_s))
        estimate = x0_hat
        if before:
            earlier, x0_earlier = before.pop()
            r = (lambda_t - earlier) / (lambda_s - lambda_t)
            estimate = (1 + 0.5 / r) * x0_hat - 0.5 / r * x0_earlier
        before.append((lambda_t, x0_hat))
        shrink = math.sqrt((1 - alpha_bar_s) / (1 - alpha_bar_t))
        return shrink * x_t - math.sqrt(alpha_bar_s) * math.expm1(lambda_t - lambda_s) * estimate

    return step


STEPS = {"ddim": lambda: ddim_step, "dpm++": dpm_solver_pp_2m, "ddpm": lambda: ddpm_step}  # each gives a fresh step


def sample(network: Network, alpha_bar: list[float], levels: list[int], step: Step, x: torch.Tensor, seed: int) -> torch.Tensor:
    """Walks x from the first of `levels` to the last. alpha_bar: [T + 1]; x [N, C, H, W]: pure noise."""
    draw = torch.Generator(x.device).manual_seed(seed)
    for t, s in zip(levels, levels[1:]):
        x0_hat, fraction = network(x, t - 1)
        x = step(x, x0_hat, fraction, alpha_bar[t], alpha_bar[s], draw)
    return x

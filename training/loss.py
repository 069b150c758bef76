"""The hybrid loss of Improved DDPM (Nichol & Dhariwal 2021).

Notation: x_t = sqrt(alpha_bar_t) x_0 + sqrt(1 - alpha_bar_t) eps; beta_tilde_t is the variance of q(x_{t-1} | x_t, x_0).
The network returns its prediction and a fraction f' in the channels behind it; the reverse variance is
exp(f log beta_t + (1 - f) log beta_tilde_t), f = (f' + 1) / 2 (eq. 15, where f' is called v).
The prediction is eps, or the velocity v = sqrt(alpha_bar_t) eps - sqrt(1 - alpha_bar_t) x_0 (Salimans & Ho 2022, appendix D).
"""

import math

import torch
from diffusers import DDPMScheduler


class Bound:
    """Per-timestep constants of the variational bound, in float64 until they meet a batch."""

    def __init__(self, scheduler: DDPMScheduler):
        beta = scheduler.betas.double()
        alpha_bar = torch.cumprod(1 - beta, 0)
        before = torch.cat([torch.ones(1, dtype=torch.float64), alpha_bar[:-1]])
        beta_tilde = beta * (1 - before) / (1 - alpha_bar)
        self.signal = alpha_bar.sqrt()
        self.noise = (1 - alpha_bar).sqrt()
        self.mean_x0 = beta * before.sqrt() / (1 - alpha_bar)  # DDPM eq. 7
        self.mean_xt = (1 - before) * (1 - beta).sqrt() / (1 - alpha_bar)
        self.log_beta = beta.log()
        self.log_beta_tilde = torch.cat([beta_tilde[1:2], beta_tilde[1:]]).log()  # beta_tilde_1 = 0: take its neighbour

    def to(self, device) -> "Bound":
        for name, value in vars(self).items():
            setattr(self, name, value.float().to(device))
        return self


def at(values: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    return values[t].view(-1, 1, 1, 1)


def noised(bound: Bound, x0: torch.Tensor, t: torch.Tensor, eps: torch.Tensor) -> torch.Tensor:
    """x_t of DDPM eq. 4. x0, eps: [B, C, H, W]; t: [B] in 0..T-1 (0 is the first noisy step)."""
    return at(bound.signal, t) * x0 + at(bound.noise, t) * eps


def target(prediction: str, x0: torch.Tensor, eps: torch.Tensor, signal, noise) -> torch.Tensor:
    """What a network with this prediction is taught to say. prediction: a scheduler's `prediction_type`."""
    return signal * eps - noise * x0 if prediction == "v_prediction" else eps


def x0_of(prediction: str, answer: torch.Tensor, xt: torch.Tensor, signal, noise) -> torch.Tensor:
    """x0_hat, not clipped, of what a network with this prediction says of x_t = signal x_0 + noise eps."""
    return signal * xt - noise * answer if prediction == "v_prediction" else (xt - noise * answer) / signal


def normal_cdf(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * (1 + torch.erf(x / math.sqrt(2)))


def decoder_nats(x0: torch.Tensor, mean: torch.Tensor, log_var: torch.Tensor) -> torch.Tensor:
    """-log p(x_0 | x_1) of 8-bit pixels in [-1, 1], each a bin of width 2/255 (DDPM eq. 13)."""
    inverse = torch.exp(-0.5 * log_var)
    above, below = normal_cdf((x0 - mean + 1 / 255) * inverse), normal_cdf((x0 - mean - 1 / 255) * inverse)
    inside = torch.where(x0 < -0.999, above, torch.where(x0 > 0.999, 1 - below, above - below))
    return -inside.clamp_min(1e-12).log()


def bound_bits(bound: Bound, x0, xt, t, x0_hat, fraction) -> torch.Tensor:
    """L_{t-1} of the bound, or the decoder's term L_0 where t = 0, in bits per dimension. fraction: in [-1, 1]. Returns [B]."""
    log_beta, log_tilde = at(bound.log_beta, t), at(bound.log_beta_tilde, t)
    share = (fraction + 1) / 2
    log_var = share * log_beta + (1 - share) * log_tilde
    x0_hat = x0_hat.clamp(-1, 1)
    true_mean = at(bound.mean_x0, t) * x0 + at(bound.mean_xt, t) * xt
    mean = at(bound.mean_x0, t) * x0_hat + at(bound.mean_xt, t) * xt
    kl = 0.5 * (log_var - log_tilde - 1 + torch.exp(log_tilde - log_var) + (true_mean - mean) ** 2 * torch.exp(-log_var))
    nats = torch.where(t.view(-1, 1, 1, 1) == 0, decoder_nats(x0, mean, log_var), kl)
    return nats.mean(dim=(1, 2, 3)) / math.log(2)


def hybrid(bound: Bound, output, x0, xt, t, eps, prediction: str, lambda_vlb: float) -> tuple[torch.Tensor, torch.Tensor]:
    """L_simple + lambda L_vlb (eq. 16) and L_simple alone, both means over the batch.

    L_simple is the mean square error of the prediction. L_vlb is the sum over T steps, so one uniform t estimates it by T
    times its term. Its gradient reaches the fraction only.
    """
    answer, fraction = output.float().chunk(2, dim=1)
    signal, noise = at(bound.signal, t), at(bound.noise, t)
    simple = (answer - target(prediction, x0, eps, signal, noise)).square().mean()
    x0_hat = x0_of(prediction, answer.detach(), xt, signal, noise)
    vlb = len(bound.signal) * bound_bits(bound, x0, xt, t, x0_hat, fraction).mean()
    return simple + lambda_vlb * vlb, simple

"""Goldens of the bound as the page measures it: `python training/golden_bound.py > test/golden/bound.json`.

`terms`: from t, noise and a network's raw output to the terms of the bound, for networks that predict eps or v.
`sums`: the sum of a stratified sample with its error, and the importance sampler of Nichol & Dhariwal 2021, section 3.3.
`weights`: of the squared error in the bound, Ho et al. 2020, eq. 12.
`networks`: the shipped weights in PyTorch on a starter picture, behind the page's own noise.
"""

import json
import sys
from pathlib import Path
from statistics import NormalDist

import diffusers
import numpy as np
import torch
from diffusers import UNet2DModel

from golden_likelihood import SCHEDULES, term
from golden_samplers import philox

PUBLIC = Path(__file__).parent.parent / "public"
VARIANCES = ("beta", "beta-tilde", "learned")
NOTE = {
    "generator": "training/golden_bound.py",
    "versions": {"numpy": np.__version__, "torch": torch.__version__, "diffusers": diffusers.__version__},
    "conventions": [
        "t counts from 1 (data is 0), and the network is told t - 1; terms are bits per dimension, as in likelihood.json",
        "x0_hat is limited to [-1, 1], as the papers' authors evaluate the bound",
        "noise is Philox4x32-10 under key (seed, purpose 7) at counter (block, step, 0, 0), through the normal's quantile",
        "networks are asked without a class; pictures are -1 + 2k/255",
    ],
}
SCHEDULE_OF = {"digits-v": "cosine", "linear-v": "linear"}


def state(prediction, betas, t, x0, eps, output):
    """x_t, and x0_hat limited to [-1, 1]."""
    alpha_bar = np.cumprod(1 - betas)[t - 1]
    signal, noise = np.sqrt(alpha_bar), np.sqrt(1 - alpha_bar)
    xt = signal * x0 + noise * eps
    x0_hat = (xt - noise * output) / signal if prediction == "epsilon" else signal * xt - noise * output
    return xt, np.clip(x0_hat, -1, 1)


def bits(schedule, prediction, t, x0, eps, output, v) -> dict:
    betas = SCHEDULES[schedule]
    xt, x0_hat = state(prediction, betas, t, x0, eps, output)
    return {variance: term(betas, t, variance, x0, xt, x0_hat, v) for variance in VARIANCES}


def terms(draw) -> list[dict]:
    rows = []
    for schedule in SCHEDULES:
        for prediction in ("epsilon", "v_prediction"):
            for t in (1, 2, 30, 500, 1000):
                x0 = -1 + 2 * np.array([0, 255, 128, 17, 200, 96]) / 255
                # What the page has is float32.
                eps, wrong = (draw.standard_normal(6).astype(np.float32).astype(float) for _ in range(2))
                alpha_bar = np.cumprod(1 - SCHEDULES[schedule])[t - 1]
                true = eps if prediction == "epsilon" else np.sqrt(alpha_bar) * eps - np.sqrt(1 - alpha_bar) * x0
                output = (true + 0.05 * wrong).astype(np.float32).astype(float)
                v = draw.uniform(-1, 1, 6).astype(np.float32).astype(float)
                row = {"x0": x0.tolist(), "eps": eps.tolist(), "output": output.tolist(), "v": v.tolist()}
                rows.append({"schedule": schedule, "prediction": prediction, "t": t, **row, "bits": bits(schedule, prediction, t, x0, eps, output, v)})
    return rows


def sums(draw) -> list[dict]:
    rows = []
    for edges in ([1, 2, 4, 11], [1, 2, 3, 5, 9, 20, 51, 1001]):
        strata = [{"first": a, "last": b - 1} for a, b in zip(edges, edges[1:])]
        drawn = [[(int(draw.integers(s["first"], s["last"] + 1)), float(draw.exponential(1 / s["first"]))) for _ in range(3 + k % 2)] for k, s in enumerate(strata)]
        sizes = np.array([s["last"] - s["first"] + 1 for s in strata])
        values = [np.array([value for _, value in pairs]) for pairs in drawn]
        total = float(np.dot(sizes, [v.mean() for v in values]))
        error = float(np.sqrt(np.sum([(n * v.std(ddof=1)) ** 2 / len(v) for n, v in zip(sizes, values)])))
        second = np.repeat([np.mean(v**2) for v in values], sizes)  # E[L_t^2] of every t
        p = np.sqrt(second) / np.sqrt(second).sum()
        T = len(second)
        rows.append({
            "strata": strata, "terms": [{"t": t, "value": value} for pairs in drawn for t, value in pairs], "total": total, "error": error,
            "probabilities": p[np.cumsum(sizes) - 1].tolist(), "deviation": float(np.sqrt(np.sum(second / p) - total**2)),
            "uniformDeviation": float(np.sqrt(np.sum(second * T) - total**2)),
        })
    return rows


def weights() -> list[dict]:
    rows = []
    for schedule, betas in SCHEDULES.items():
        alpha_bar = np.cumprod(1 - betas.astype(np.longdouble))
        for t in (2, 10, 300, 1000):
            beta, bar, before = betas[t - 1], alpha_bar[t - 1], alpha_bar[t - 2]
            weight = lambda variance: float(beta**2 / (2 * variance * (1 - beta) * (1 - bar)) / np.log(2))
            rows.append({"schedule": schedule, "t": t, "beta": weight(beta), "betaTilde": weight(beta * (1 - before) / (1 - bar))})
    return rows


def normals(seed: int, step: int, n: int) -> np.ndarray:
    words = [word for block in range(-(-n // 4)) for word in philox([block, step, 0, 0], [seed, 7])][:n]
    return np.array([NormalDist().inv_cdf((word + 0.5) / 2**32) for word in words], np.float32)


def networks() -> list[dict]:
    rows = []
    for name, schedule in SCHEDULE_OF.items():
        unet = UNet2DModel.from_pretrained(PUBLIC / "models" / name / "unet").float().eval()
        seed, picture, size = 10, 3, 784
        pixels = np.fromfile(PUBLIC / "samples" / "digits.bin", np.uint8).astype(float)
        x0 = -1 + 2 * pixels[picture * size : (picture + 1) * size] / 255
        for step, t in enumerate((1, 2, 10, 60, 300, 1000)):
            eps = normals(seed, step, size).astype(float)
            alpha_bar = np.cumprod(1 - SCHEDULES[schedule])[t - 1]
            xt = (np.sqrt(alpha_bar) * x0 + np.sqrt(1 - alpha_bar) * eps).astype(np.float32)
            with torch.no_grad():
                answer = unet(torch.from_numpy(xt).view(1, 1, 28, 28), torch.tensor([t - 1]), class_labels=torch.tensor([10])).sample
            output, v = (part.flatten().double().numpy() for part in answer.chunk(2, dim=1))
            rows.append({"network": name, "picture": picture, "seed": seed, "step": step, "t": t, "bits": bits(schedule, "v_prediction", t, x0, eps, output, v)})
    return rows


def main() -> None:
    torch.set_num_threads(1)
    draw = np.random.default_rng(0)
    section = lambda name, values: f'"{name}": [\n' + ",\n".join(json.dumps(v, separators=(",", ":")) for v in values) + "\n]"
    parts = [f'"note": {json.dumps(NOTE, indent=1)}', section("terms", terms(draw)), section("sums", sums(draw)), section("weights", weights()), section("networks", networks())]
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

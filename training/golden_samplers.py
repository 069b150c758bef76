"""Goldens of schedules, grids and sampler steps: what diffusers' own schedulers answer to given inputs.

    python training/golden_samplers.py > test/golden/samplers.json

Every step starts from the same stored (x, output, v, noise), so errors do not accumulate.
"""

import json
import random
import sys
from statistics import NormalDist
from unittest import mock

import diffusers
import torch
from diffusers import DDIMScheduler, DDPMScheduler

NOTE = {
    "generator": "training/golden_samplers.py",
    "versions": {"diffusers": diffusers.__version__, "torch": torch.__version__},
    "conventions": [
        "T = 1000 unless said; linear is beta_start 1e-4, beta_end 0.02; cosine is squaredcos_cap_v2",
        "network timesteps, 0..T-1: our t is one more; the step after the last leads to t = 0, where alpha_bar = 1 "
        "(DDIM: set_alpha_to_one=True, final_alpha_cumprod)",
        "clip is clip_sample with clip_sample_range 1.0; thresholding off; steps_offset 0",
        "schedules are as diffusers gives them, in float32; for the steps, alphas_cumprod is replaced by the product of "
        "1 - betas (its own) in float64, and the stored inputs are float64 holding float32 values: in float32 its "
        "1 - alpha_prod_t_prev - std_dev_t**2 loses four digits near t = T",
        "DDPM draws its noise by randn_tensor of its module, which is replaced to return the stored noise; at the step to "
        "data that is 0, because diffusers adds noise there unless it starts at network timestep 0, and the paper does not",
        "DDPM variance: beta is fixed_large, beta-tilde is fixed_small (its clamp at 1e-20 binds only at the step to "
        "data), learned is learned_range (output and v concatenated on the channel axis)",
        "DDIM gets the stored noise as variance_noise, and use_clipped_model_output=True, so that epsilon is derived "
        "again from the clipped x0",
        "DDIM's previous timestep is t - T // N, so its runs use spacings for which that is the next one",
        "trailing's ties, T * (N - i) / N halfway between integers, are resolved by numpy's accumulated rounding errors",
        "linspace with one step is left out: numpy begins at its low end there",
        "normals: Philox4x32-10 and statistics.NormalDist().inv_cdf (AS 241), in Python",
    ],
}
BETA_SCHEDULE = {"linear": "linear", "cosine": "squaredcos_cap_v2"}
VARIANCE_TYPE = {"beta": "fixed_large", "beta-tilde": "fixed_small", "learned": "learned_range"}
STEPS, SIZE = 7, 6


def listed(x: torch.Tensor) -> list[float]:
    return [float(f"{value:.9g}") for value in x.flatten().tolist()]


def in_float64(scheduler):
    scheduler.alphas_cumprod = torch.cumprod(1 - scheduler.betas.double(), 0)
    return scheduler


def drawn_inputs() -> list[dict[str, torch.Tensor]]:
    generator = torch.Generator().manual_seed(0)
    shape = (1, 1, 1, SIZE)
    normal = lambda: torch.randn(shape, generator=generator).double()
    head = lambda: 2 * torch.rand(shape, generator=generator).double() - 1
    return [{"x": normal(), "output": normal(), "v": head(), "noise": normal()} for _ in range(STEPS)]


def ddpm_run(inputs, schedule, variance, clip, prediction="epsilon", spacing="leading", steps=5) -> dict:
    scheduler = in_float64(DDPMScheduler(
        beta_schedule=BETA_SCHEDULE[schedule], variance_type=VARIANCE_TYPE[variance], clip_sample=clip,
        prediction_type=prediction, timestep_spacing=spacing,
    ))  # fmt: skip
    scheduler.set_timesteps(steps)
    answers = []
    for given, t in zip(inputs, scheduler.timesteps):
        output = torch.cat([given["output"], given["v"]], 1) if variance == "learned" else given["output"]
        noise = given["noise"] * (t != scheduler.timesteps[-1])
        with mock.patch("diffusers.schedulers.scheduling_ddpm.randn_tensor", return_value=noise):
            answer = scheduler.step(output, t, given["x"])
        answers.append({"next": listed(answer.prev_sample), "x0Hat": listed(answer.pred_original_sample)})
    return {
        "sampler": {"id": "ddpm", "variance": variance}, "schedule": schedule, "clip": clip, "prediction": prediction,
        "timesteps": scheduler.timesteps.tolist(), "answers": answers,
    }  # fmt: skip


def ddim_run(inputs, schedule, eta, clip, prediction="epsilon", spacing="leading", steps=5) -> dict:
    scheduler = in_float64(DDIMScheduler(
        beta_schedule=BETA_SCHEDULE[schedule], clip_sample=clip, set_alpha_to_one=True, prediction_type=prediction,
        timestep_spacing=spacing,
    ))  # fmt: skip
    scheduler.set_timesteps(steps)
    answers = []
    for given, t in zip(inputs, scheduler.timesteps):
        answer = scheduler.step(
            given["output"], t, given["x"], eta=eta, use_clipped_model_output=True, variance_noise=given["noise"]
        )
        answers.append({"next": listed(answer.prev_sample), "x0Hat": listed(answer.pred_original_sample)})
    return {
        "sampler": {"id": "ddim", "eta": eta}, "schedule": schedule, "clip": clip, "prediction": prediction,
        "timesteps": scheduler.timesteps.tolist(), "answers": answers,
    }  # fmt: skip


def runs(inputs) -> list[dict]:
    both = [(schedule, clip) for schedule in BETA_SCHEDULE for clip in (True, False)]
    others = ["sample", "v_prediction"]
    return [
        *(ddpm_run(inputs, schedule, variance, clip) for schedule, clip in both for variance in VARIANCE_TYPE),
        *(ddpm_run(inputs, "cosine", "learned", True, spacing=spacing, steps=7) for spacing in ("trailing", "linspace")),
        *(ddpm_run(inputs, "linear", "beta-tilde", clip, prediction) for prediction in others for clip in (True, False)),
        *(ddim_run(inputs, schedule, eta, clip) for schedule, clip in both for eta in (0, 0.3, 1)),
        *(ddim_run(inputs, "cosine", 0, clip, prediction) for prediction in others for clip in (True, False)),
        *(ddim_run(inputs, "cosine", eta, True, spacing="trailing") for eta in (0, 1)),
    ]


def schedules() -> list[dict]:
    found = []
    for schedule, beta_schedule in BETA_SCHEDULE.items():
        for T in (1000, 250, 4000):
            scale = 1000 / T  # for linear only, as in Improved DDPM
            scheduler = DDPMScheduler(T, beta_start=1e-4 * scale, beta_end=0.02 * scale, beta_schedule=beta_schedule)
            timesteps = [0, 1, 2, *range(9, T, T // 10), T - 3, T - 2, T - 1]
            values = {
                "beta": listed(scheduler.betas[timesteps]),
                "alphaBar": listed(scheduler.alphas_cumprod[timesteps]),
            }
            found.append({"schedule": schedule, "T": T, "timesteps": timesteps, **values})
    return found


def grids() -> list[dict]:
    found = []
    for T in (1000, 100):
        for spacing in ("trailing", "leading", "linspace"):
            for steps in (1, 3, 7, 16, 48, 50, 64):
                scheduler = DDPMScheduler(T, timestep_spacing=spacing)
                scheduler.set_timesteps(steps)
                if (spacing, steps) != ("linspace", 1):
                    found.append({"T": T, "spacing": spacing, "steps": steps, "timesteps": scheduler.timesteps.tolist()})
    return found


def philox(counter: list[int], key: list[int]) -> list[int]:
    """Salmon et al. 2011, ten rounds."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for _ in range(10):
        high0, low0 = divmod(0xD2511F53 * c0, 2**32)
        high1, low1 = divmod(0xCD9E8D57 * c2, 2**32)
        c0, c1, c2, c3 = high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    return [c0, c1, c2, c3]


def normals() -> list[dict]:
    found = []
    for purpose, number in {"start": 0, "forward": 1, "step": 2}.items():
        keys = random.Random(number)
        seed, step, sample = (keys.randrange(2**32) for _ in range(3))
        words = [word for block in range(8) for word in philox([block, step, sample, 0], [seed, number])]
        values = torch.tensor([NormalDist().inv_cdf((word + 0.5) / 2**32) for word in words], dtype=torch.float32)
        key = {"seed": seed, "purpose": purpose, "step": step, "sample": sample}
        found.append({"key": key, "values": listed(values)})
    return found


def main() -> None:
    torch.set_num_threads(1)
    inputs = drawn_inputs()
    sections = {
        "schedules": schedules(),
        "grids": grids(),
        "normals": normals(),
        "inputs": [{name: listed(value) for name, value in given.items()} for given in inputs],
        "runs": runs(inputs),
    }
    parts = [f'"note": {json.dumps(NOTE, indent=1)}']
    for name, rows in sections.items():  # one row a line
        parts.append(f'"{name}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]")
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

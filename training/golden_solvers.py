"""Goldens of solvers: what diffusers' own schedulers make of given network outputs, over whole runs.

    python training/golden_solvers.py > test/golden/solvers.json

A run starts from the stored start, and the k-th call of the network answers with the k-th stored output, whatever the state;
so states follow from one another, and multistep methods meet their own past.
"""

import json
import sys
from unittest import mock

import diffusers
import torch
from diffusers import (
    DPMSolverMultistepScheduler, EulerAncestralDiscreteScheduler, EulerDiscreteScheduler, FlowMatchEulerDiscreteScheduler,
    FlowMatchHeunDiscreteScheduler, HeunDiscreteScheduler, LMSDiscreteScheduler, PNDMScheduler, ScoreSdeVeScheduler,
    UniPCMultistepScheduler,
)  # fmt: skip

NOTE = {
    "generator": "training/golden_solvers.py",
    "versions": {"diffusers": diffusers.__version__, "torch": torch.__version__},
    "conventions": [
        "linear schedule, T = 1000, beta 1e-4 to 0.02, epsilon prediction, no clipping, unless said",
        "levels are sigma/alpha as the scheduler has them in float32, by scale: edm alpha = 1; vp alpha = 1/sqrt(1 + sigma^2); "
        "flow alpha = 1 - sigma (there sigma is the noise scale itself, and outputs are flow velocities)",
        "states are of that scale; inputs are float64 holding float32 values",
        "DPMSolverMultistep and UniPC: linspace, lower_order_final False (the step to data is of order 1 all the same), "
        "solver_type midpoint and bh2, final sigma zero; 3M takes half of the second derivative, see dpm-solver-pp.ts",
        "Heun: outputs are consumed by call; the step to data has one; timesteps linspace; no churn",
        "PNDM: skip_prk_steps (PLMS), leading, set_alpha_to_one; its first step calls twice",
        "LMS: its integrals are numerical (scipy quad to 1e-4 relative)",
        "ScoreSdeVe: step_pred alone, sampling_eps 1e-3, which is DDPM's step with variance beta on its VE levels",
        "noise is drawn by randn_tensor of the scheduler's module, replaced to return the stored noises in turn",
    ],
}  # fmt: skip
STEPS, SIZE = 8, 6


def listed(x: torch.Tensor) -> list[float]:
    return [float(f"{value:.9g}") for value in x.double().flatten().tolist()]


def drawn(count: int, generator: torch.Generator) -> list[torch.Tensor]:
    return [torch.randn((1, 1, 1, SIZE), generator=generator).double() for _ in range(count)]


class Given:
    """Start, outputs and noises of a run, and the answers to them."""

    def __init__(self, seed: int):
        generator = torch.Generator().manual_seed(seed)
        self.seed = seed
        (self.start,) = drawn(1, generator)
        self.outputs = drawn(2 * STEPS + 1, generator)
        self.noises = drawn(STEPS, generator)


def walk(given: Given, scheduler, module: str, scale: float) -> list[list[float]]:
    """The state after every call."""
    x, answers, noises = given.start * scale, [], iter(given.noises)
    with mock.patch(f"diffusers.schedulers.{module}.randn_tensor", side_effect=lambda *_, **__: next(noises), create=True):
        for output, t in zip(given.outputs, scheduler.timesteps):
            x = scheduler.step(output, t, x).prev_sample
            answers.append(listed(x))
    return answers


def run(sampler: dict, scheduler, module: str, scale: str, seed: int, sigmas, answers=None, outputs: int = 0) -> dict:
    given = Given(seed)
    first = float(sigmas[0]) if scale == "edm" else 1.0
    answers = answers or walk(given, scheduler, module, first)
    return {
        "sampler": sampler, "scale": scale, "sigmas": listed(torch.as_tensor(sigmas)), "start": listed(given.start * first),
        "outputs": [listed(x) for x in given.outputs], "noises": [listed(x) for x in given.noises], "states": answers,
    }  # fmt: skip


def prepared(kind, **config):
    scheduler = kind(**config)
    scheduler.set_timesteps(STEPS)
    return scheduler


def in_sigma() -> list[dict]:
    euler = prepared(EulerDiscreteScheduler)
    karras = prepared(EulerDiscreteScheduler, use_karras_sigmas=True)
    ancestral = prepared(EulerAncestralDiscreteScheduler)
    lms = prepared(LMSDiscreteScheduler)
    heun = prepared(HeunDiscreteScheduler)
    heun_sigmas = torch.cat([heun.sigmas[:1], heun.sigmas[1:-1:2], heun.sigmas[-1:]])
    heun_run = run({"id": "heun", "churn": 0}, heun, "scheduling_heun_discrete", "edm", 4, heun_sigmas)
    heun_run["states"] = heun_run["states"][1::2] + heun_run["states"][-1:]
    return [
        run({"id": "euler"}, euler, "scheduling_euler_discrete", "edm", 1, euler.sigmas),
        run({"id": "euler"}, karras, "scheduling_euler_discrete", "edm", 2, karras.sigmas),
        run({"id": "euler-ancestral", "eta": 1}, ancestral, "scheduling_euler_ancestral_discrete", "edm", 3, ancestral.sigmas),
        heun_run,
        run({"id": "lms", "order": 4}, lms, "scheduling_lms_discrete", "edm", 5, lms.sigmas),
    ]


def in_log_snr() -> list[dict]:
    found = []
    module = "scheduling_dpmsolver_multistep"
    for seed, (order, karras) in enumerate([(1, False), (2, False), (2, True), (3, False), (3, True)], 10):
        scheduler = prepared(DPMSolverMultistepScheduler, solver_order=order, lower_order_final=False, use_karras_sigmas=karras)
        found.append(run({"id": "dpm-solver++", "order": order}, scheduler, module, "vp", seed, scheduler.sigmas))
    for seed, order in enumerate([1, 2], 20):
        scheduler = prepared(
            DPMSolverMultistepScheduler, solver_order=order, lower_order_final=False, algorithm_type="sde-dpmsolver++"
        )
        found.append(run({"id": "sde-dpm-solver++", "order": order}, scheduler, module, "vp", seed, scheduler.sigmas))
    for seed, karras in enumerate([False, True], 30):
        scheduler = prepared(UniPCMultistepScheduler, use_karras_sigmas=karras, lower_order_final=True)
        found.append(run({"id": "unipc"}, scheduler, "scheduling_unipc_multistep", "vp", seed, scheduler.sigmas))
    return found


def in_time() -> list[dict]:
    pndm = prepared(PNDMScheduler, skip_prk_steps=True, set_alpha_to_one=True)
    pndm.alphas_cumprod = torch.cumprod(1 - pndm.betas.double(), 0)
    times = [int(t) for i, t in enumerate(pndm.timesteps) if i != 1]
    alpha_bar = pndm.alphas_cumprod[times]
    sigmas = torch.cat([((1 - alpha_bar) / alpha_bar).sqrt(), torch.zeros(1).double()])
    pndm_run = run({"id": "pndm"}, pndm, "scheduling_pndm", "vp", 40, sigmas)
    pndm_run["states"] = pndm_run["states"][1:]
    flow = prepared(FlowMatchEulerDiscreteScheduler)
    heun = prepared(FlowMatchHeunDiscreteScheduler)
    heun_sigmas = torch.cat([heun.sigmas[:1], heun.sigmas[1:-1:2], heun.sigmas[-1:]])
    heun_run = run({"id": "flow-heun"}, heun, "scheduling_flow_match_heun_discrete", "flow", 42, heun_sigmas)
    heun_run["states"] = heun_run["states"][1::2] + heun_run["states"][-1:]
    return [
        pndm_run,
        run({"id": "flow-euler"}, flow, "scheduling_flow_match_euler_discrete", "flow", 41, flow.sigmas),
        heun_run,
    ]


def in_sde() -> list[dict]:
    scheduler = ScoreSdeVeScheduler(num_train_timesteps=STEPS, sampling_eps=1e-3)
    scheduler.set_timesteps(STEPS)
    scheduler.set_sigmas(STEPS)
    levels = [*reversed(scheduler.discrete_sigmas.tolist()), 0.0]
    given = Given(50)
    x, answers = given.start * levels[0], []
    for output, noise, sigma, t in zip(given.outputs, given.noises, levels, scheduler.timesteps):
        with mock.patch("diffusers.schedulers.scheduling_sde_ve.randn_tensor", return_value=noise):
            x = scheduler.step_pred(-output / sigma, t, x).prev_sample
        answers.append(listed(x))
    return [run({"id": "ddpm", "variance": "beta"}, scheduler, "", "edm", 50, levels, answers)]


def main() -> None:
    torch.set_num_threads(1)
    rows = [*in_sigma(), *in_log_snr(), *in_time(), *in_sde()]
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)  # one run a line
    sys.stdout.write(f'{{\n"note": {json.dumps(NOTE, indent=1)},\n"runs": [\n{lines}\n]\n}}\n')


if __name__ == "__main__":
    main()

"""Goldens of schedules and grids: the numbers of the authors' own programs and of diffusers, in float64 where they have it.

    python training/golden_schedules.py CHECKOUTS > test/golden/schedules.json

CHECKOUTS is a folder of the public repositories named below. Functions are taken out of their files one by one, because the
files import what is not needed here (TensorFlow, MPI, CLIP).
"""

import ast
import json
import math
import sys
from pathlib import Path

import diffusers
import numpy as np
import torch
from diffusers import DDPMScheduler
from diffusers.schedulers.scheduling_ddpm import rescale_zero_terminal_snr

NOTE = {
    "generator": "training/golden_schedules.py",
    "versions": {"diffusers": diffusers.__version__, "torch": torch.__version__, "numpy": np.__version__},
    "commits": {
        "hojonathanho/diffusion": "1e0dceb3b3", "ermongroup/ddim": "e8df66cf02", "openai/guided-diffusion": "22e0df8183",
        "openai/improved-diffusion": "1bc7bbbdc4", "crowsonkb/k-diffusion": "4601bf0853",
    },
    "conventions": [
        "T = 1000 unless said; timesteps count from 0: our t is one more",
        "linear and cosine: guided-diffusion's get_named_beta_schedule, which scales linear's ends by 1000 / T; quadratic and "
        "constant: Ho et al.'s get_beta_schedule (quad, const), const at beta 0.01; sigmoid: that of DDIM's code; all float64",
        "scaled-linear: diffusers, float32; exponential is nobody's: numpy's geomspace from 1e-4 to 0.02",
        "zeroTerminal: diffusers' rescale_zero_terminal_snr of those betas in float64",
        "sections: space_timesteps; both OpenAI repositories answer alike",
        "sigmas: k-diffusion's get_sigmas_karras, get_sigmas_exponential, and get_sigmas_vp (uniform in t, float64)",
    ],
}  # fmt: skip


def function(path: Path, name: str, **scope):
    """One function of a file, without the rest of it."""
    (node,) = [n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef) and n.name == name]
    exec(compile(ast.Module([node], []), str(path), "exec"), scope)
    return scope[name]


def listed(x) -> list[float]:
    return [float(f"{value:.15g}") for value in np.asarray(x, dtype=np.float64)]


def betas(at: Path) -> list[tuple[str, int, np.ndarray]]:
    cosine = function(at / "guided-diffusion/guided_diffusion/gaussian_diffusion.py", "betas_for_alpha_bar", np=np)
    named = function(
        at / "guided-diffusion/guided_diffusion/gaussian_diffusion.py", "get_named_beta_schedule",
        np=np, math=math, betas_for_alpha_bar=cosine,
    )  # fmt: skip
    ho = function(at / "diffusion/diffusion_tf/diffusion_utils.py", "get_beta_schedule", np=np)
    ddim = function(at / "ddim/runners/diffusion.py", "get_beta_schedule", np=np)
    ends = {"beta_start": 1e-4, "beta_end": 0.02, "num_diffusion_timesteps": 1000}
    return [
        *((name, T, named(name, T)) for name in ("linear", "cosine") for T in (1000, 50, 4000)),
        ("quadratic", 1000, ho("quad", **ends)),
        ("constant", 1000, ho("const", **{**ends, "beta_end": 0.01})),
        ("sigmoid", 1000, ddim("sigmoid", **ends)),
        ("scaled-linear", 1000, DDPMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear").betas.numpy()),
        ("exponential", 1000, np.geomspace(1e-4, 0.02, 1000)),
    ]


def schedules(at: Path) -> list[dict]:
    found = []
    for name, T, beta in betas(at):
        timesteps = [0, 1, 2, *range(9, T, T // 10), T - 3, T - 2, T - 1]
        beta = beta.astype(np.float64)
        zero = 1 - rescale_zero_terminal_snr(torch.tensor(beta)).numpy()
        found.append({
            "schedule": name, "T": T, "timesteps": timesteps, "beta": listed(beta[timesteps]),
            "alphaBar": listed(np.cumprod(1 - beta)[timesteps]), "zeroTerminal": listed(np.cumprod(zero)[timesteps]),
        })  # fmt: skip
    return found


def sections(at: Path) -> list[dict]:
    asked = [
        (1000, "100"), (1000, "ddim25"), (1000, "ddim50"), (4000, "ddim250"), (300, "10,15,20"), (1000, "10,0,1,7"),
        (1000, "90,60,60,20,20"), (103, "7,3,9"), (4000, "400"), (50, "50"), (7, "1"), (1000, "333"),
    ]  # fmt: skip
    ours = [function(at / f"{a}-diffusion/{a}_diffusion/respace.py", "space_timesteps") for a in ("guided", "improved")]
    found = []
    for T, text in asked:
        one, other = (sorted(space(T, text), reverse=True) for space in ours)
        assert one == other
        found.append({"T": T, "sections": text, "timesteps": one})
    return found


def sigmas(at: Path) -> list[dict]:
    path = at / "k-diffusion/k_diffusion/sampling.py"
    append_zero = function(path, "append_zero", torch=torch)
    karras, exponential, vp = (
        function(path, f"get_sigmas_{name}", torch=torch, math=math, append_zero=append_zero)
        for name in ("karras", "exponential", "vp")
    )
    return [
        *({"kind": "karras", "rho": rho, "sigmas": listed(karras(9, 0.002, 80.0, rho=rho))} for rho in (7.0, 1.0, 3.0)),
        {"kind": "karras", "rho": 7.0, "sigmas": listed(karras(1, 0.002, 80.0))},
        {"kind": "exponential", "sigmas": listed(exponential(9, 0.002, 80.0))},
        {"kind": "vp", "sigmas": listed(vp(9))},
    ]


def main() -> None:
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    at = Path(sys.argv[1])
    parts = [f'"note": {json.dumps(NOTE, indent=1)}']
    for name, rows in {"schedules": schedules(at), "sections": sections(at), "sigmas": sigmas(at)}.items():
        parts.append(f'"{name}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]")
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

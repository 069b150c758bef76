"""Goldens of samplers by their authors' own programs, on data of which everything is known.

    python training/golden_authors.py CHECKOUTS > test/golden/authors.json

CHECKOUTS is a folder of the public repositories named below; they are imported from there, in float64. Data are a mixture of
two Gaussians in one dimension, each number of a state a sample of its own.
"""

import ast
import contextlib
import importlib.util
import json
import sys
import types
from pathlib import Path

import numpy as np
import torch

NOTE = {
    "generator": "training/golden_authors.py",
    "versions": {"torch": torch.__version__, "numpy": np.__version__},
    "commits": {
        "NVlabs/edm": "008a4e5316", "crowsonkb/k-diffusion": "4601bf0853", "LuChengTHU/dpm-solver": "52bc3fbcd5",
        "wl-zhao/UniPC": "cf9de85bf2", "yang-song/score_sde_pytorch": "cb1f359f4a", "luping-liu/PNDM": "e771949c34",
    },
    "conventions": [
        "data: 0.6 N(-0.5, 0.2^2) + 0.4 N(0.7, 0.1^2); networks are its exact posterior mean; states after every step",
        "edm: edm_sampler, 8 steps, sigma 80 to 0.002; S_min 0.05 and S_max 50 or none, S_noise 1.003; S_churn 0, 2 (gamma 0.25) or "
        "1000 (the limit); noise is drawn at every step, used or not",
        "k-diffusion: get_sigmas_karras(8, 0.02, 50); its 2M takes one more step of order 1 at the end, to data",
        "dpm-solver: NoiseScheduleVP('linear'), dpmsolver++, logSNR steps from t = 1 to 0.01, lower_order_final False, no step "
        "to data; unipc: the same, bh2, order 2; its states are corrected, but for the last",
        "pndm: gen_order_4 (F-PNDM), linear schedule, steps of 120 from our t = 960 to data",
        "ald: AnnealedLangevinDynamics with alpha = 1 (VE), from sigma 2; x is after n_steps at one level",
        "euler_maruyama: VP and sub-VP, N = 1000, from t = 0.6; sde: drift / x and diffusion^2 at t",
    ],
}  # fmt: skip
WEIGHTS, MEANS, DEVIATIONS = (0.6, 0.4), (-0.5, 0.7), (0.2, 0.1)
STEPS, SIZE = 8, 4
AT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()


def listed(x) -> list[float]:
    return [float(f"{value:.12g}") for value in torch.as_tensor(x).double().flatten().tolist()]


def drawn(count: int, seed: int) -> torch.Tensor:
    return torch.randn((count, SIZE), generator=torch.Generator().manual_seed(seed))


def posterior_mean(x, signal, noise):
    """E[x0 | x] elementwise."""
    variances = [signal**2 * s**2 + noise**2 for s in DEVIATIONS]
    logs = torch.stack([
        np.log(w) - 0.5 * torch.log(torch.as_tensor(v)) - (x - signal * m) ** 2 / (2 * v) for w, m, v in zip(WEIGHTS, MEANS, variances)
    ])  # fmt: skip
    means = torch.stack([m + signal * s**2 / v * (x - signal * m) for m, s, v in zip(MEANS, DEVIATIONS, variances)])
    return (torch.softmax(logs, 0) * means).sum(0)


def function(path: Path, name: str, **scope):
    """One function of a file, without the rest of it."""
    (node,) = [n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef) and n.name == name]
    exec(compile(ast.Module([node], []), str(path), "exec"), scope)
    return scope[name]


def module(path: Path, name: str):
    spec = importlib.util.spec_from_file_location(name, path)
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found
    spec.loader.exec_module(found)
    return found


class Karras:
    """A denoiser as EDM and k-diffusion call it; keeps every state that it is asked about."""

    sigma_min, sigma_max, round_sigma = 0, float("inf"), staticmethod(torch.as_tensor)

    def __call__(self, x, sigma, *_, **__):
        return posterior_mean(x, 1.0, torch.as_tensor(sigma).reshape(-1, 1))


def edm() -> list[dict]:
    sampler = function(AT / "edm/generate.py", "edm_sampler", np=np, torch=torch)
    found = []
    for seed, (churn, S_min, S_max) in enumerate([(0, 0, 80), (2, 0.05, 50), (1000, 0.05, 50), (2, 0, 80)]):
        start, *noises = drawn(1 + STEPS, seed)
        draws = iter(noises)
        options = {"num_steps": STEPS, "S_churn": churn, "S_min": S_min, "S_max": S_max, "S_noise": 1.003}
        end = sampler(Karras(), start[None], randn_like=lambda _: next(draws)[None], **options)
        gamma = min(churn / STEPS, np.sqrt(2) - 1)
        spec = {"id": "heun", "churn": gamma, "tMin": S_min, "tMax": S_max, "noise": 1.003}
        found.append({"sampler": spec, "start": listed(start * 80), "noises": [listed(z) for z in noises], "end": listed(end)})
    return found


def k_diffusion() -> list[dict]:
    package = types.ModuleType("k_diffusion")
    package.__path__ = [str(AT / "k-diffusion/k_diffusion")]
    utils = types.ModuleType("k_diffusion.utils")  # its own needs torchvision
    utils.append_dims = lambda x, dims: x[(...,) + (None,) * (dims - x.ndim)]
    sys.modules.update({"k_diffusion": package, "k_diffusion.utils": utils})
    sampling = module(AT / "k-diffusion/k_diffusion/sampling.py", "k_diffusion.sampling")
    sigmas = sampling.get_sigmas_karras(STEPS, 0.02, 50.0)
    specs = [
        ({"id": "euler-ancestral", "eta": 0.6}, "sample_euler_ancestral", {"eta": 0.6}),
        ({"id": "lms", "order": 4}, "sample_lms", {}),
        ({"id": "dpm-solver++", "order": 2}, "sample_dpmpp_2m", {}),
        ({"id": "sde-dpm-solver++", "order": 2}, "sample_dpmpp_2m_sde", {}),
        ({"id": "heun", "churn": 0}, "sample_heun", {}),
    ]
    found = []
    for seed, (spec, name, options) in enumerate(specs, 10):
        start, *noises = drawn(1 + STEPS, seed)
        draws, seen = iter(noises), []
        if spec["id"] in ("euler-ancestral", "sde-dpm-solver++"):
            options = {**options, "noise_sampler": lambda *_: next(draws)[None]}
        callback = lambda at: seen.append(at["x"].clone())
        end = getattr(sampling, name)(Karras(), start[None] * 50, sigmas, callback=callback, disable=True, **options)
        found.append({
            "sampler": spec, "sigmas": listed(sigmas), "start": listed(start * 50), "noises": [listed(z) for z in noises],
            "states": [listed(x) for x in [*seen[1:], end]],
        })  # fmt: skip
    return found


def vp_solvers() -> list[dict]:
    sys.path[:0] = [str(AT / "dpm-solver"), str(AT / "UniPC/example/score_sde_pytorch")]
    import dpm_solver_pytorch as theirs
    import uni_pc

    found = []
    for seed, (spec, order) in enumerate([("dpm-solver++", 2), ("dpm-solver++", 3), ("unipc", 2)], 20):
        schedule = (uni_pc if spec == "unipc" else theirs).NoiseScheduleVP("linear")

        def eps(x, t):
            signal, noise = schedule.marginal_alpha(t).reshape(-1, 1, 1, 1), schedule.marginal_std(t).reshape(-1, 1, 1, 1)
            return (x - signal * posterior_mean(x, signal, noise)) / noise

        start = drawn(1, seed).reshape(1, 1, 1, SIZE)
        if spec == "unipc":
            solver = uni_pc.UniPC(eps, schedule, algorithm_type="data_prediction", variant="bh2")
        else:
            solver = theirs.DPM_Solver(eps, schedule, algorithm_type="dpmsolver++")
        with contextlib.redirect_stdout(sys.stderr):  # UniPC talks
            end, states = solver.sample(
                start, steps=STEPS, t_start=1.0, t_end=0.01, order=order, skip_type="logSNR", method="multistep",
                lower_order_final=False, return_intermediate=True,
            )  # fmt: skip
        times = solver.get_time_steps("logSNR", torch.tensor(1.0), torch.tensor(0.01), STEPS, "cpu")
        found.append({
            "sampler": {"id": spec, **({} if spec == "unipc" else {"order": order})}, "times": listed(times),
            "start": listed(start), "states": [listed(x) for x in states[1:]], "end": listed(end),
        })  # fmt: skip
    return found


def pndm() -> list[dict]:
    method = module(AT / "PNDM/runner/method.py", "pndm_method")
    alpha_bar = torch.cat([torch.ones(1), torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000), 0)])

    def eps(x, t):
        signal, noise = alpha_bar[t.long() + 1].sqrt(), (1 - alpha_bar[t.long() + 1]).sqrt()
        return (x - signal * posterior_mean(x, signal, noise)) / noise

    times = torch.arange(960, -1, -120)
    start = x = drawn(1, 50).reshape(1, 1, 1, SIZE)
    states, past = [], []
    for t, t_next in zip(times[:-1] - 1.0, times[1:] - 1.0):
        x = method.gen_order_4(x, t.reshape(1), t_next.reshape(1), eps, alpha_bar, past)
        states.append(listed(x))
    return [{"sampler": {"id": "pndm", "start": "runge-kutta"}, "times": times.tolist(), "start": listed(start), "states": states}]


def score_sde() -> dict[str, list[dict]]:
    sys.path.insert(0, str(AT / "score_sde_pytorch"))
    package = types.ModuleType("models")  # its own registers networks
    package.__path__ = [str(AT / "score_sde_pytorch/models")]
    sys.modules["models"] = package
    import sampling
    import sde_lib

    kinds = {"vp": sde_lib.VPSDE(), "sub-vp": sde_lib.subVPSDE(), "ve": sde_lib.VESDE()}
    rates = []
    for name, sde in kinds.items():
        for t in (1e-3, 0.1, 0.6, 1.0):
            at = torch.tensor([t])
            drift, diffusion = sde.sde(torch.ones(1, 1, 1, 1), at)
            signal, noise = sde.marginal_prob(torch.ones(1, 1, 1, 1), at)
            values = [float(x.reshape(-1)[0]) for x in (drift, diffusion**2, signal, noise)]
            rates.append({"process": name, "t": t, **dict(zip(["drift", "diffusion", "signal", "noise"], values))})

    def score(sde):
        def f(x, t):
            signal, noise = (y.reshape(-1, 1, 1, 1) for y in sde.marginal_prob(torch.ones(1, 1, 1, 1), t))
            return (signal * posterior_mean(x, signal, noise) - x) / noise**2

        return f

    def stepped(kind, name, t, seed, *more):
        start, *noises = drawn(1 + STEPS, seed)
        sde, draws = kinds[name], iter(noises)
        signal, noise = (float(y.reshape(-1)[0]) for y in sde.marginal_prob(torch.ones(1, 1, 1, 1), torch.tensor([t])))
        x = 0.3 * signal + noise * start
        torch.randn_like = lambda _: next(draws).reshape(1, 1, 1, SIZE)
        end, mean = kind(sde, score(sde), *more).update_fn(x.reshape(1, 1, 1, SIZE), torch.tensor([t]))
        return {"process": name, "t": t, "start": listed(x), "noises": [listed(z) for z in noises], "next": listed(end), "mean": listed(mean)}

    kept = torch.randn_like
    langevin = stepped(sampling.AnnealedLangevinDynamics, "ve", float(np.log(200) / np.log(5000)), 30, 0.16, 3)
    maruyama = [stepped(sampling.EulerMaruyamaPredictor, name, 0.6, 31 + i) for i, name in enumerate(("vp", "sub-vp"))]
    torch.randn_like = kept
    return {"rates": rates, "langevin": [{**langevin, "snr": 0.16, "count": 3}], "maruyama": maruyama}


def write(note: dict, sections: dict[str, list[dict]]) -> None:
    parts = [f'"note": {json.dumps(note, indent=1)}']
    for name, rows in sections.items():  # one row a line
        parts.append(f'"{name}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]")
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


def main() -> None:
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    write(NOTE, {"edm": edm(), "kDiffusion": k_diffusion(), "vp": vp_solvers(), "pndm": pndm(), **score_sde()})


if __name__ == "__main__":
    main()

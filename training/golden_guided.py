"""Goldens of guided-diffusion's own steps and bound, on stored outputs of a network with a learned range; and of what diffusers
does to guided answers.

    python training/golden_guided.py CHECKOUTS > test/golden/guided.json

CHECKOUTS is a folder with openai/guided-diffusion in it, which is imported from there, in float64; diffusers is installed.
"""

import sys
from pathlib import Path

import diffusers
import numpy as np
import torch
from golden_authors import AT, SIZE, drawn, function, listed, write

sys.path.insert(0, str(AT / "guided-diffusion"))
from guided_diffusion import gaussian_diffusion as gd  # noqa: E402
from guided_diffusion.respace import SpacedDiffusion, space_timesteps  # noqa: E402

NOTE = {
    "generator": "training/golden_guided.py",
    "versions": {"torch": torch.__version__, "numpy": np.__version__, "diffusers": diffusers.__version__},
    "commits": {"openai/guided-diffusion": "22e0df8183"},
    "conventions": [
        "cosine, T = 1000, respaced to 10,15,25 (ddpm: p_sample) or ddim25 (ddim: ddim_sample with eta 0.7; inversion: "
        "ddim_reverse_sample; classifier: ddim_sample with eta 0, whose cond_fn is the stored gradient)",
        "outputs are epsilon and the learned range's head v; clip_denoised, but for classifier; from and to are timesteps of the "
        "whole process, -1 the data: our t is one more",
        "rescaled: rescale_noise_cfg of diffusers' Stable Diffusion; thresholded: DDPMScheduler's _threshold_sample at ratio 0.995, "
        "with a sample_max_value beyond all (its default, 1, makes it a clip); batches of two samples",
        "bounds: _vb_terms_bpd and _prior_bpd without respacing, in bits per dimension; clip_denoised",
    ],
}  # fmt: skip


def diffusion(sections: str):
    return SpacedDiffusion(
        use_timesteps=space_timesteps(1000, sections), betas=gd.get_named_beta_schedule("cosine", 1000),
        model_mean_type=gd.ModelMeanType.EPSILON, model_var_type=gd.ModelVarType.LEARNED_RANGE, loss_type=gd.LossType.MSE,
    )  # fmt: skip


def steps() -> list[dict]:
    kept = torch.randn_like
    found = []
    for seed, (sections, kind) in enumerate([("10,15,25", "ddpm"), ("ddim25", "ddim"), ("ddim25", "inversion"), ("ddim25", "classifier")], 40):
        own = diffusion(sections)
        for t in (0, 1, len(own.betas) // 2, len(own.betas) - (2 if kind == "inversion" else 1)):
            x, eps, head, z, gradient = drawn(5, seed * 100 + t).reshape(5, 1, 1, 1, SIZE)
            model = lambda *_: torch.cat([eps, torch.tanh(head)], 1)
            torch.randn_like = lambda _: z
            at = torch.tensor([t])
            answer = {
                "ddpm": lambda: own.p_sample(model, x, at),
                "ddim": lambda: own.ddim_sample(model, x, at, eta=0.7),
                "inversion": lambda: own.ddim_reverse_sample(model, x, at),
                "classifier": lambda: own.ddim_sample(model, x, at, clip_denoised=False, cond_fn=lambda *_: gradient, model_kwargs={}),
            }[kind]()
            times = [-1, *own.timestep_map]
            found.append({
                "kind": kind, "from": times[t + 1], "to": times[t + 2] if kind == "inversion" else times[t],
                "x": listed(x), "output": listed(eps), "v": listed(torch.tanh(head)), "noise": listed(z), "gradient": listed(gradient),
                "next": listed(answer["sample"]), "x0Hat": listed(answer["pred_xstart"]),
            })  # fmt: skip
    torch.randn_like = kept
    return found


def guided() -> list[dict]:
    path = Path(diffusers.__file__).parent / "pipelines/stable_diffusion/pipeline_stable_diffusion.py"
    rescale = function(path, "rescale_noise_cfg")
    scheduler = diffusers.DDPMScheduler(thresholding=True, dynamic_thresholding_ratio=0.995, sample_max_value=1e9)
    guided, aimed = 2 * drawn(4, 60).reshape(2, 1, 2, SIZE), drawn(4, 61).reshape(2, 1, 2, SIZE)
    return [{
        "guided": listed(guided), "aimed": listed(aimed), "phi": 0.7, "rescaled": listed(rescale(guided, aimed, guidance_rescale=0.7)),
        "thresholded": listed(scheduler._threshold_sample(guided)),
    }]  # fmt: skip


def bounds() -> list[dict]:
    own, found = diffusion("1000"), []
    for t in (0, 1, 50, 500, 999):
        eps, output, head = drawn(3, 5000 + t).reshape(3, 1, 1, 1, SIZE)
        x0 = (torch.tensor([0, 100, 200, 255]) / 127.5 - 1).reshape(1, 1, 1, SIZE)
        at = torch.tensor([t])
        x = own.q_sample(x0, at, eps)
        model = lambda *_: torch.cat([eps + 0.1 * output, torch.tanh(head)], 1)
        term = own._vb_terms_bpd(model, x0, x, at)["output"]
        found.append({
            "t": t, "x0": listed(x0), "x": listed(x), "output": listed(eps + 0.1 * output), "v": listed(torch.tanh(head)),
            "bits": float(term[0]), "prior": float(own._prior_bpd(x0)[0]),
        })  # fmt: skip
    return found


def main() -> None:
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    gd._extract_into_tensor = lambda values, t, shape: torch.from_numpy(values)[t].reshape(-1, 1, 1, 1).expand(shape)  # its own: float32
    write(NOTE, {"steps": steps(), "bounds": bounds(), "guided": guided()})


if __name__ == "__main__":
    main()

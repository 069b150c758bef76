"""Makes the tiny random checkpoints of the tests and their goldens, with diffusers' own UNet2DModel.

    python training/tiny.py        # writes test/golden/tiny/ and test/golden/tiny-attention/

`tiny` is a stand-in for the digits model: same kinds of blocks, same inputs, outputs, classes and schedule, a hundredth of
the work. `tiny-attention` uses what digits does not: attention at every level, additive time embedding, two channels, no
class, the other order of sines and the other padding.
"""

import hashlib
import json
from pathlib import Path

import diffusers
import numpy as np
import torch
from diffusers import DDPMScheduler, UNet2DModel
from safetensors.torch import save_file

GOLDEN = Path(__file__).resolve().parent.parent / "test" / "golden"
GENERATOR = "training/tiny.py"
VERSIONS = {"torch": torch.__version__, "diffusers": diffusers.__version__}
WEIGHTS = "diffusion_pytorch_model.safetensors"

TINY = {
    "sample_size": 28,
    "in_channels": 1,
    "out_channels": 2,
    "layers_per_block": 1,
    "block_out_channels": (8, 16, 16),
    "down_block_types": ("DownBlock2D",) * 3,
    "up_block_types": ("UpBlock2D",) * 3,
    "attention_head_dim": 8,
    "norm_num_groups": 4,
    "resnet_time_scale_shift": "scale_shift",
    "num_class_embeds": 11,
}
ATTENTION = {
    "sample_size": 8,
    "in_channels": 2,
    "out_channels": 2,
    "layers_per_block": 2,
    "block_out_channels": (8, 16),
    "down_block_types": ("AttnDownBlock2D", "DownBlock2D"),
    "up_block_types": ("UpBlock2D", "AttnUpBlock2D"),
    "attention_head_dim": None,
    "norm_num_groups": 2,
    "resnet_time_scale_shift": "default",
    "flip_sin_to_cos": False,
    "freq_shift": 1,
    "downsample_padding": 0,
    "norm_eps": 1e-6,
}
COSINE = {"beta_schedule": "squaredcos_cap_v2", "variance_type": "learned_range"}
LINEAR = {"beta_schedule": "linear", "variance_type": "fixed_small"}


def randomise(model: UNet2DModel) -> None:
    """Biases and norms too, so that leaving one out shows; then as F16 stores them."""
    generator = torch.Generator().manual_seed(1)
    for name, p in model.named_parameters():
        noise = torch.randn(p.shape, generator=generator)
        if "norm" in name and name.endswith("weight"):
            p.data = 1 + 0.2 * noise
        elif name.endswith("bias"):
            p.data = 0.2 * noise
        p.data = p.data.half().float()


def rounded(values: torch.Tensor) -> list[float]:
    """Nine digits: every float32 exactly."""
    return [float(f"{v:.9g}") for v in values.flatten().tolist()]


@torch.no_grad()
def case(model: UNet2DModel, t: int, label: int, seed: int, watched: tuple[str, ...] = ()) -> dict:
    """One input, the network's output, and the activations of the watched modules."""
    c, size = model.config.in_channels, model.config.sample_size
    x = torch.randn(1, c, size, size, generator=torch.Generator().manual_seed(seed))
    activations = {}

    def watch(name):
        def hook(_module, _args, y):
            activations[name] = {"shape": list(y.shape[1:]), "data": rounded(y)}

        return model.get_submodule(name).register_forward_hook(hook)

    hooks = [watch(name) for name in watched]
    labels = None if model.class_embedding is None else torch.tensor([label])
    output = model(x, torch.tensor([t]), class_labels=labels).sample
    for hook in hooks:
        hook.remove()
    return {"t": t, "class": label, "x": rounded(x), "output": rounded(output), "activations": activations}


def write_json(path: Path, value: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n")


def config_of(model: UNet2DModel) -> dict:
    """As save_pretrained writes it, without the folder that it came from."""
    return {k: v for k, v in json.loads(model.to_json_string()).items() if k != "_name_or_path"}


def write_checkpoint(folder: Path, model: UNet2DModel, schedule: dict, labels: list[str], probe: list[dict]) -> None:
    write_json(folder / "model_index.json", {"_class_name": "DDPMPipeline", "_diffusers_version": diffusers.__version__, "scheduler": ["diffusers", "DDPMScheduler"], "unet": ["diffusers", "UNet2DModel"]})
    write_json(folder / "unet" / "config.json", config_of(model))
    save_file({k: v.half().contiguous() for k, v in model.state_dict().items()}, folder / "unet" / WEIGHTS, metadata={"format": "pt"})
    write_json(folder / "scheduler" / "scheduler_config.json", json.loads(DDPMScheduler(num_train_timesteps=1000, **schedule).to_json_string()))
    write_json(folder / "probe.json", {"generator": GENERATOR, "cases": [{k: c[k] for k in ("t", "class", "x", "output")} for c in probe]})
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in ("card.json", "golden.json"))
    card = {
        "format": 1,
        "id": folder.name,
        "title": "Random weights, for tests",
        "labels": labels,
        "nullClass": len(labels),
        "data": {"name": "none", "licence": "none", "source": "none"},
        "licence": "Apache-2.0",
        "recipe": {},
        "commit": "none",
        "training": {},
        "quality": {},
        "files": {str(p.relative_to(folder)): {"bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in files},
    }
    write_json(folder / "card.json", card)


def make(name: str, config: dict, schedule: dict, labels: list[str], watched: tuple[str, ...], inputs: list[tuple[int, int]]) -> None:
    torch.manual_seed(0)
    model = UNet2DModel(**config).eval()
    randomise(model)
    cases = [case(model, t, label, seed, watched if seed == 0 else ()) for seed, (t, label) in enumerate(inputs)]
    folder = GOLDEN / name
    write_checkpoint(folder, model, schedule, labels, cases[:1])
    write_json(folder / "golden.json", {"generator": GENERATOR, "versions": VERSIONS, "cases": cases})
    size = sum(p.numel() for p in model.parameters())
    spread = np.std(cases[0]["output"])
    print(f"{folder}: {size} parameters, {len(cases)} cases, outputs of spread {spread:.2f}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    make("tiny", TINY, COSINE, list("0123456789"), ("down_blocks.1.resnets.0", "mid_block.attentions.0", "up_blocks.0.resnets.1"), [(0, 3), (417, 7), (999, 10)])
    make("tiny-attention", ATTENTION, LINEAR, [], ("down_blocks.0.attentions.1", "mid_block.attentions.0", "up_blocks.1.attentions.2"), [(1, 0), (250, 0), (999, 0)])

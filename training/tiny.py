"""Makes the tiny random checkpoints of the tests and their goldens, with diffusers' own UNet2DModel: `python tiny.py`.

test/golden/tiny/ is a stand-in for the digits model: same kinds of blocks, same inputs, outputs, classes and schedule, a
hundredth of the work. test/golden/tiny-attention/ uses what digits does not: attention beside the middle, additive time
embedding, two channels, no class, the other order of sines and the other padding.
"""

import json
from pathlib import Path

import diffusers
import torch
from diffusers import DDPMScheduler, UNet2DModel

from layout import Case, check, golden_cases, rounded, write_checkpoint

GOLDEN = Path(__file__).resolve().parent.parent / "test" / "golden"
GENERATOR = "training/tiny.py"

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


def randomised(unet: UNet2DModel) -> UNet2DModel:
    """Random biases and norms, too (in place), so that leaving one out shows."""
    for name, p in unet.named_parameters():
        if name.endswith("bias"):
            p.data = 0.2 * torch.randn(p.shape)
        elif "norm" in name:
            p.data = 1 + 0.2 * torch.randn(p.shape)
    return unet


def random_unet(config: dict) -> UNet2DModel:
    torch.manual_seed(0)
    return rounded(randomised(UNet2DModel(**config)))


def make(name: str, config: dict, schedule: dict, labels: list[str], watch: tuple[str, ...], inputs: list[tuple[int, int]]) -> None:
    unet = random_unet(config)
    shape = (config["in_channels"], config["sample_size"], config["sample_size"])
    cases = [Case(torch.randn(shape), t, label) for t, label in inputs]
    card = {
        "id": name,
        "title": "Random weights, for tests",
        "labels": labels,
        "nullClass": len(labels),
        "data": {"name": "none", "licence": "none", "source": "none"},
        "licence": "Apache-2.0",
        "recipe": {},
        "commit": "none",
        "training": {},
        "quality": {},
    }
    folder = GOLDEN / name
    write_checkpoint(unet, DDPMScheduler(num_train_timesteps=1000, **schedule), folder, card, GENERATOR, cases[:1])
    check(unet, folder)
    stored = golden_cases(unet, cases[:1], digits=9, watch=watch) + golden_cases(unet, cases[1:], digits=9)
    golden = {
        "generator": GENERATOR,
        "versions": {"torch": torch.__version__, "diffusers": diffusers.__version__},
        "cases": [{"activations": {}, **case} for case in stored],
    }
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"{folder}: {sum(p.numel() for p in unet.parameters())} parameters, {len(cases)} cases")


if __name__ == "__main__":
    torch.set_num_threads(1)
    make("tiny", TINY, COSINE, list("0123456789"), ("down_blocks.1.resnets.0", "mid_block.attentions.0", "up_blocks.0.resnets.1"), [(0, 3), (417, 7), (999, 10)])
    make("tiny-attention", ATTENTION, LINEAR, [], ("down_blocks.0.attentions.1", "mid_block.attentions.0", "up_blocks.1.attentions.2"), [(1, 0), (250, 0), (999, 0)])

"""Random small networks of every kind that UNet2DModel knows, with PyTorch's outputs: `python golden_unet.py`.

Writes test/golden/unet/<name>/ (config.json and the weights, as save_pretrained writes them) and golden.json: for each name
two pictures, their timesteps and classes, and what the network makes of them; and of each schedule some alpha bars. What has a name tries one option; what is
called random-<n> draws all of them at once. Weights, biases and norms are random, so that leaving one out shows.
"""

import hashlib
import json
import random
import shutil
from pathlib import Path

import diffusers
import torch
from diffusers import DDPMScheduler, UNet2DModel
from safetensors.torch import load_file, save_file

from layout import numbers
from tiny import randomised

GOLDEN = Path(__file__).resolve().parent.parent / "test" / "golden" / "unet"
WEIGHTS = "diffusion_pytorch_model.safetensors"
RANDOM = 10  # networks that draw everything
STRUCTURES = 200

BASE = {"sample_size": 8, "in_channels": 1, "out_channels": 1, "layers_per_block": 1, "block_out_channels": (4, 6),
        "down_block_types": ("DownBlock2D",) * 2, "up_block_types": ("UpBlock2D",) * 2,
        "attention_head_dim": 2, "norm_num_groups": 2, "time_embedding_dim": 12}
ATTENTION = {"down_block_types": ("AttnDownBlock2D", "DownBlock2D"), "up_block_types": ("AttnUpBlock2D", "UpBlock2D")}
SKIP = {"in_channels": 3, "out_channels": 3, "norm_num_groups": None, "block_out_channels": (4, 8), "down_block_types": ("SkipDownBlock2D",) * 2, "up_block_types": ("SkipUpBlock2D",) * 2}

NAMED = {
    "plain": {},
    "one-level": {"block_out_channels": (8,), "down_block_types": ("DownBlock2D",), "up_block_types": ("UpBlock2D",)},
    "three-levels": {"sample_size": 12, "block_out_channels": (4, 4, 6), "down_block_types": ("DownBlock2D",) * 3, "up_block_types": ("UpBlock2D",) * 3},
    "two-layers": {"layers_per_block": 2},
    "not-square": {"sample_size": (8, 16)},
    "attention": ATTENTION,
    "attention-one-head": ATTENTION | {"attention_head_dim": None},
    "attention-heads-of-4": ATTENTION | {"attention_head_dim": 4},  # of 6 channels, two are left over
    "attention-resnets": ATTENTION | {"downsample_type": "resnet", "upsample_type": "resnet"},
    "resnet-blocks": {"down_block_types": ("ResnetDownsampleBlock2D",) * 2, "up_block_types": ("ResnetUpsampleBlock2D",) * 2, "resnet_time_scale_shift": "scale_shift"},
    "padding-0": {"downsample_padding": 0},
    "scale-shift": ATTENTION | {"resnet_time_scale_shift": "scale_shift"},
    "middle-groups": {"resnet_time_scale_shift": "scale_shift", "attn_norm_num_groups": 3},
    "middle-without-attention": {"add_attention": False},
    "no-middle": {"mid_block_type": None},
    "middle-scaled": {"mid_block_scale_factor": 2**0.5},
    "mish": {"act_fn": "mish"},
    "gelu": {"act_fn": "gelu"},
    "relu": {"act_fn": "relu"},
    "epsilon": {"norm_eps": 0.01},
    "sines-first": {"flip_sin_to_cos": False, "freq_shift": 1},
    "fourier": {"time_embedding_type": "fourier"},
    "learned-times": {"time_embedding_type": "learned", "num_train_timesteps": 20},
    "class-table": {"num_class_embeds": 5},
    "class-timestep": {"class_embed_type": "timestep"},
    "class-identity": {"class_embed_type": "identity"},
    "centred": {"center_input_sample": True},
    "learned-variance": {"in_channels": 2, "out_channels": 4},
    "skip": SKIP | {"time_embedding_type": "fourier", "mid_block_scale_factor": 2**0.5},
    "skip-attention": SKIP | {"block_out_channels": (32,), "down_block_types": ("AttnSkipDownBlock2D",), "up_block_types": ("AttnSkipUpBlock2D",), "mid_block_type": None, "attention_head_dim": 8},
    "bf16": ATTENTION,
    "f32": ATTENTION,
    "fp16-variant": {},
    "sharded": {},
    "old-names": ATTENTION,
}
SCHEDULES = [
    {"beta_schedule": "linear"},
    {"beta_schedule": "linear", "beta_start": 0.001, "beta_end": 0.1, "num_train_timesteps": 100},
    {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012},
    {"beta_schedule": "squaredcos_cap_v2"},
    {"beta_schedule": "squaredcos_cap_v2", "num_train_timesteps": 50},
    {"beta_schedule": "sigmoid"},
    {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012, "rescale_betas_zero_snr": True},
    {"trained_betas": [0.1, 0.2, 0.4, 0.8], "num_train_timesteps": 4},
]
DTYPES = {"bf16": torch.bfloat16, "f32": torch.float32, "sharded": torch.float32}
OLD_NAMES = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}


def drawn(draw: random.Random) -> dict:
    """A configuration with every option at random."""
    levels = draw.choice((1, 2, 2, 3))
    channels = draw.choice((1, 2, 3))
    down, up = ("DownBlock2D", "AttnDownBlock2D", "ResnetDownsampleBlock2D"), ("UpBlock2D", "AttnUpBlock2D", "ResnetUpsampleBlock2D")
    classes = draw.choice(({}, {"num_class_embeds": 7}, {"class_embed_type": "timestep"}, {"class_embed_type": "identity"}))
    return {
        "sample_size": draw.choice((8, 12, (8, 12), (16, 8))), "in_channels": channels, "out_channels": channels * draw.choice((1, 2)),
        "center_input_sample": draw.random() < 0.3, "freq_shift": draw.choice((0, 1)), "flip_sin_to_cos": draw.random() < 0.5,
        "time_embedding_type": draw.choice(("positional", "positional", "fourier", "learned")), "num_train_timesteps": 30,
        "time_embedding_dim": draw.choice((None, 10)), "layers_per_block": draw.choice((1, 1, 2)), "norm_num_groups": draw.choice((1, 2)),
        "block_out_channels": tuple(draw.choice((4, 6)) for _ in range(levels)),
        "down_block_types": tuple(draw.choice(down) for _ in range(levels)), "up_block_types": tuple(draw.choice(up) for _ in range(levels)),
        "mid_block_type": draw.choice(("UNetMidBlock2D", "UNetMidBlock2D", None)), "add_attention": draw.random() < 0.7,
        "mid_block_scale_factor": draw.choice((1, 0.5, 1.5)), "attn_norm_num_groups": draw.choice((None, 2)),
        "downsample_padding": draw.choice((0, 1)), "downsample_type": draw.choice(("conv", "resnet")), "upsample_type": draw.choice(("conv", "resnet")),
        "act_fn": draw.choice(("silu", "swish", "mish", "gelu", "relu")), "attention_head_dim": draw.choice((None, 2, 3, 4)),
        "norm_eps": draw.choice((1e-6, 1e-5, 1e-3)), "resnet_time_scale_shift": draw.choice(("default", "scale_shift")), "dropout": 0.1, **classes,
    }


def inputs(unet: UNet2DModel) -> dict[str, torch.Tensor]:
    """Two pictures, each with its own timestep and class."""
    config = unet.config
    size = config.sample_size if isinstance(config.sample_size, (tuple, list)) else (config.sample_size,) * 2
    x = torch.tensor(numbers(torch.randn(2, config.in_channels, *size), 4)).view(2, config.in_channels, *size)
    times = {"positional": torch.tensor([0.0, 417.5]), "fourier": torch.tensor([0.25, 31.0]), "learned": torch.tensor([3, 17])}
    made = {"sample": x, "timestep": times[config.time_embedding_type]}
    if config.class_embed_type == "identity":
        made["class_labels"] = torch.tensor(numbers(torch.randn(2, unet.time_embedding.linear_2.out_features), 4)).view(2, -1)
    elif config.class_embed_type == "timestep":
        made["class_labels"] = torch.tensor([3, 12]) if config.time_embedding_type == "learned" else torch.tensor([3.0, 12.0])
    elif config.num_class_embeds is not None:
        made["class_labels"] = torch.tensor([1, 4])
    return made


def write(unet: UNet2DModel, name: str) -> None:
    """The folder as save_pretrained writes it; then, for some, the names of old."""
    folder = GOLDEN / name
    options = {"variant": "fp16"} if name == "fp16-variant" else {"max_shard_size": "10KB"} if name == "sharded" else {}
    unet.to(DTYPES.get(name, torch.float16)).save_pretrained(folder, **options)
    if name == "old-names":
        tensors = load_file(folder / WEIGHTS)
        for new, old in OLD_NAMES.items():
            tensors = {key.replace(new, old): tensor for key, tensor in tensors.items()}
        save_file(tensors, folder / WEIGHTS)
    for file in folder.iterdir():
        file.chmod(0o644)  # a web server must be able to read it


@torch.inference_mode()
def check_noticed(name: str, unet: UNet2DModel, changed: dict, given: dict, output: torch.Tensor) -> None:
    """Raises if the same weights under the usual value of an option would give nearly the same: then it is not tested."""
    for key in changed.keys() - {"sample_size"}:  # what is given has its own size
        usual = {**unet.config, key: BASE[key]} if key in BASE else {k: v for k, v in unet.config.items() if k != key}
        try:
            other = UNet2DModel(**{k: v for k, v in usual.items() if not k.startswith("_")}).eval()
            other.load_state_dict(unet.state_dict())
            difference = (other(**given).sample - output).abs().max() / output.abs().max()
        except (ValueError, TypeError, AttributeError, RuntimeError):
            continue  # other tensors, or inputs: the option cannot go unnoticed
        if difference < 1e-3:
            raise ValueError(f"{name}: {key} changes only {difference:.1e}")


@torch.inference_mode()
def make(name: str, config: dict, seed: int) -> dict:
    torch.manual_seed(seed)
    unet = randomised(UNet2DModel(**config)).to(DTYPES.get(name, torch.float16)).float().eval()
    given = inputs(unet)
    output = unet(**given).sample
    if not output.isfinite().all() or output.std() < 0.05:
        raise ValueError(f"{name}: outputs of deviation {output.std()}")
    check_noticed(name, unet, NAMED.get(name, {}), given, output)
    write(unet, name)
    read = UNet2DModel.from_pretrained(GOLDEN / name, torch_dtype=torch.float32, variant="fp16" if name == "fp16-variant" else None).eval()
    if not torch.equal(read(**given).sample, output):
        raise ValueError(f"{name}: diffusers reads something else than was written")
    labels = given.get("class_labels")
    return {"name": name, "timesteps": given["timestep"].tolist(), "classes": None if labels is None else [label.tolist() for label in labels],
            "x": numbers(given["sample"], 4), "output": numbers(output, 8)}


def random_networks() -> list[dict]:
    """The first draws that diffusers itself can run."""
    draw, cases = random.Random(0), []
    while len(cases) < RANDOM:
        config = drawn(draw)
        try:
            cases.append(make(f"random-{len(cases)}", config, seed=100 + len(cases)))
        except (ValueError, RuntimeError) as reason:
            print(f"passed over: {str(reason)[:100]}")
    return cases


def large(draw: random.Random) -> dict:
    """A configuration of any size, skip blocks too; a good part of them are impossible."""
    config = drawn(draw)
    levels = draw.choice((1, 2, 3, 4))
    config |= {
        "sample_size": 64, "block_out_channels": tuple(draw.choice((16, 32, 48, 64, 128, 192, 256)) for _ in range(levels)), "layers_per_block": draw.choice((1, 2, 3)),
        "norm_num_groups": draw.choice((4, 8, 16, 32, 32, None)), "attention_head_dim": draw.choice((None, 8, 12, 16)), "attn_norm_num_groups": draw.choice((None, 8, 32)),
        "num_train_timesteps": draw.choice((None, 100, 1000)), "time_embedding_dim": draw.choice((None, 64, 100)),
    }
    for way, kinds in (("down", ("DownBlock2D", "AttnDownBlock2D", "ResnetDownsampleBlock2D")), ("up", ("UpBlock2D", "AttnUpBlock2D", "ResnetUpsampleBlock2D"))):
        config[f"{way}_block_types"] = tuple(draw.choice(kinds) for _ in range(levels))
    if draw.random() < 0.3:
        config |= {"in_channels": 3, "out_channels": 3}
        for way in ("Down", "Up"):
            config[f"{way.lower()}_block_types"] = tuple(f"{draw.choice(('', '', 'Attn'))}Skip{way}Block2D" for _ in range(levels))
    if draw.random() < 0.05:
        config["up_block_types"] = config["up_block_types"][1:]
    return config


def structure(config: dict) -> dict:
    """The names and shapes of its tensors, as a digest; null where diffusers does not build it."""
    try:
        with torch.device("meta"):
            tensors = UNet2DModel(**config).state_dict()
    except (ValueError, TypeError, AttributeError):
        return {"config": config, "tensors": None, "sha256": None}
    lines = "\n".join(sorted(f"{name} {','.join(map(str, tensor.shape))}" for name, tensor in tensors.items()))
    return {"config": config, "tensors": len(tensors), "sha256": hashlib.sha256(lines.encode()).hexdigest()}


def schedule(config: dict) -> dict:
    """Alpha bar at the first, some inner and the last step, counted from 0."""
    alpha_bar = DDPMScheduler(**config).alphas_cumprod
    at = sorted({0, 1, len(alpha_bar) // 3, len(alpha_bar) // 2, len(alpha_bar) - 2, len(alpha_bar) - 1})
    return {"config": config, "at": at, "alphaBar": numbers(alpha_bar[at], 9)}


if __name__ == "__main__":
    torch.set_num_threads(1)
    diffusers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.disable_progress_bar()
    shutil.rmtree(GOLDEN, ignore_errors=True)
    cases = [make(name, BASE | config, seed) for seed, (name, config) in enumerate(NAMED.items())] + random_networks()
    golden = {"generator": "training/golden_unet.py", "versions": {"torch": torch.__version__, "diffusers": diffusers.__version__}, "cases": cases,
              "schedules": [schedule(config) for config in SCHEDULES]}
    (GOLDEN / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    draw = random.Random(1)
    structures = [structure(large(draw)) for _ in range(STRUCTURES)]
    (GOLDEN / "structures.json").write_text("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in structures) + "\n]\n")
    print(f"{sum(case['tensors'] is not None for case in structures)} of {STRUCTURES} structures are possible")
    print(f"{len(cases)} networks, {sum(file.stat().st_size for file in GOLDEN.rglob('*') if file.is_file()) / 1e6:.2f} MB")

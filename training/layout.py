"""A checkpoint as a folder of ordinary files, in the layout that Hugging Face diffusers opens and the page reads.

    model_index.json  unet/config.json  unet/diffusion_pytorch_model.safetensors  scheduler/scheduler_config.json
    probe.json        inputs and outputs of exactly these weights: the page's start-up self-test
    sheet.png         a contact sheet of samples, where there is one
    nearest.png       some of them, each over the training picture nearest to it, where that was looked for
    card.json         what it is, how it was made, how good it is, and the SHA-256 of every file above

Weights are stored as F16 and computed with as F32, so every stored output is one of the rounded weights.
"""

import hashlib
import json
from pathlib import Path
from typing import Iterable, NamedTuple

import torch
from diffusers import DDPMPipeline, DDPMScheduler, UNet2DModel
from diffusers.utils import logging

WEIGHTS = "unet/diffusion_pytorch_model.safetensors"
SCHEDULER = "scheduler/scheduler_config.json"
FILES = ("model_index.json", "unet/config.json", WEIGHTS, SCHEDULER, "probe.json")
PICTURES = {"sheet": "sheet.png", "nearest": "nearest.png"}  # evaluate.py's, by their stems


class Case(NamedTuple):
    """One input of the network: x_t [C, H, W], the network's timestep (0..T-1) and the class it is asked for."""

    x: torch.Tensor
    t: int
    label: int


def rounded(unet: UNet2DModel) -> UNet2DModel:
    """The same network with its weights rounded to F16, to be computed with in F32 (in place)."""
    return unet.half().float().eval()


def numbers(values: torch.Tensor, digits: int) -> list[float]:
    """Flattened in C order, to so many significant digits."""
    return [float(f"{value:.{digits - 1}e}") for value in values.flatten().tolist()]


@torch.inference_mode()
def golden_cases(unet: UNet2DModel, cases: Iterable[Case], digits: int, watch: tuple[str, ...] = (), limit: int = 2352) -> list[dict]:
    """Outputs of the network (the epsilon channels, then v's) and of the submodules named in `watch`, as JSON.

    x is rounded first, so that the output belongs to the x that is stored. An activation [C, H, W] keeps its leading
    channels, as many as fit in `limit` numbers; `shape` is that of what is kept.
    """
    seen = {}
    hooks = [unet.get_submodule(name).register_forward_hook(lambda _, __, out, name=name: seen.update({name: out[0]})) for name in watch]
    stored = []
    for x, t, label in cases:
        x_stored = numbers(x, digits)
        x_t = torch.tensor(x_stored).view(1, *x.shape)
        labels = None if unet.class_embedding is None else torch.tensor([label])
        output = unet(x_t, t, class_labels=labels).sample
        case = {"t": t, "class": label, "x": x_stored, "output": numbers(output, digits)}
        if watch:
            kept = {name: seen[name][: max(1, limit // seen[name][0].numel())] for name in watch}
            case["activations"] = {name: {"shape": list(part.shape), "data": numbers(part, digits)} for name, part in kept.items()}
        stored.append(case)
    for hook in hooks:
        hook.remove()
    return stored


def write_checkpoint(unet: UNet2DModel, scheduler: DDPMScheduler, folder: Path, card: dict, generator: str, probe: Iterable[Case]) -> None:
    """Writes the whole folder. card: every field but `format` and `files`; generator: the script that calls this."""
    DDPMPipeline(unet.half(), scheduler).save_pretrained(folder)
    (folder / WEIGHTS).chmod(0o644)  # a web server must be able to read it
    rounded(unet)
    cases = golden_cases(unet, probe, digits=6)
    (folder / "probe.json").write_text(json.dumps({"generator": generator, "cases": cases}, separators=(",", ":")) + "\n")
    write_card(folder, card, FILES)


def write_card(folder: Path, card: dict, files: Iterable[str]) -> None:
    """card.json: the card, with size and SHA-256 of each of `files`, and of the pictures where there are any."""
    extra = [name for name in PICTURES.values() if (folder / name).exists()]
    contents = {name: (folder / name).read_bytes() for name in (*files, *extra)}
    listed = {name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()} for name, content in contents.items()}
    (folder / "card.json").write_text(json.dumps({"format": 1, **card, "files": listed}, indent=2, ensure_ascii=False) + "\n")


def check(unet: UNet2DModel, folder: Path) -> None:
    """Raises unless diffusers reads back from the folder exactly the F16 weights of `unet`."""
    logging.disable_progress_bar()
    read = DDPMPipeline.from_pretrained(folder).unet.state_dict()
    for name, expected in unet.state_dict().items():
        if not torch.equal(read.pop(name).float(), expected.half().float()):
            raise ValueError(f"{folder / WEIGHTS}: {name} is not what was written")
    if read:
        raise ValueError(f"{folder / WEIGHTS}: unexpected {', '.join(read)}")

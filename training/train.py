"""Trains one network: `python train.py digits [--minutes 100]`; run it again to go on from its last checkpoint.

The same command runs on a few cores, on a GPU, or under `accelerate launch` on many machines. Step k sees the same
pictures, noises and timesteps whenever it is run: all are drawn from (seed, k).
"""

import argparse
import json
import math
import os
import time
from dataclasses import replace
from pathlib import Path

import torch
from accelerate import Accelerator
from diffusers import DDPMScheduler, UNet2DModel
from diffusers.training_utils import EMAModel

from conditions import dropped
from loss import Bound, hybrid, noised
from pictures import data
from recipes import RECIPES, Recipe
from networks import MODELS, RUNS


def batch_of(step: int, images: torch.Tensor, labels: torch.Tensor, recipe: Recipe) -> tuple[torch.Tensor, ...]:
    """x0, class (some choices dropped), t and eps of one step, drawn from (seed, step) alone."""
    per_epoch = len(images) // recipe.batch
    epoch, place = divmod(step, per_epoch)
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(recipe.seed * 1_000_003 + epoch))
    chosen = order[place * recipe.batch : (place + 1) * recipe.batch]
    draw = torch.Generator().manual_seed((recipe.seed + 1) * 1_000_000_007 + step)
    drop = torch.rand(len(recipe.menus), recipe.batch, generator=draw) < recipe.drop_class
    condition = dropped(labels[chosen], recipe.menus, drop)
    t = torch.randint(recipe.timesteps, (recipe.batch,), generator=draw)
    x0 = images[chosen]
    return x0, condition, t, torch.randn(x0.shape, generator=draw)


def learning_rate(recipe: Recipe, step: int, progress: float) -> float:
    """Linear warm-up, then a cosine to zero at the end of the budget. progress: 0..1."""
    return recipe.learning_rate * min(1, (step + 1) / recipe.warmup) * 0.5 * (1 + math.cos(math.pi * min(1, progress)))


def save(path: Path, state: dict) -> None:
    """Writes beside the target and renames, so that a stop in the middle leaves the last checkpoint whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def shipped(name: str, unet: UNet2DModel) -> tuple[int, float]:
    """Takes the exported weights, on a machine that has no checkpoint. Returns the steps and seconds behind them."""
    unet.load_state_dict(UNet2DModel.from_pretrained(MODELS / name / "unet").state_dict())
    training = json.loads((MODELS / name / "card.json").read_text())["training"]
    return training["steps"], 60 * training["minutes"]


def train(name: str, steps: int | None, minutes: float, every: float, from_shipped: bool) -> None:
    recipe = RECIPES[name] if steps is None else replace(RECIPES[name], steps=steps)
    accelerator = Accelerator(mixed_precision="bf16")
    torch.manual_seed(recipe.seed)
    path = RUNS / name / "checkpoint.pt"
    unet = UNet2DModel(**recipe.unet_config())
    step, seconds, smooth = 0, 0.0, None
    if from_shipped and not path.exists():
        step, seconds = shipped(name, unet)
        accelerator.print(f"going on from the exported weights of step {step}, with a new optimiser")
    first = step
    ema = EMAModel(unet.parameters(), decay=recipe.ema_decay, use_ema_warmup=True, power=0.75, foreach=True)
    optimizer = torch.optim.AdamW(unet.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.99), weight_decay=0)
    bound = Bound(DDPMScheduler(**recipe.scheduler_config())).to(accelerator.device)
    images, labels = data(recipe.data).load("train")

    if path.exists():
        state = torch.load(path, map_location="cpu", weights_only=True)
        unet.load_state_dict(state["unet"])
        optimizer.load_state_dict(state["optimizer"])
        ema.load_state_dict(state["ema"])
        step, seconds, smooth = state["step"], state["seconds"], state["loss"]
        accelerator.print(f"going on from step {step}, {seconds / 60:.1f} min")
    unet = unet.to(accelerator.device, memory_format=torch.channels_last)
    unet, optimizer = accelerator.prepare(unet, optimizer)
    ema.to(accelerator.device)
    forward = torch.compile(unet)

    def checkpoint(to: Path = path) -> None:
        if accelerator.is_main_process:
            bare = accelerator.unwrap_model(unet)
            save(to, {"unet": bare.state_dict(), "ema": ema.state_dict(), "optimizer": optimizer.state_dict(),
                        "step": step, "seconds": seconds, "loss": smooth})

    (RUNS / name).mkdir(parents=True, exist_ok=True)
    log = (RUNS / name / "log.jsonl").open("a")
    last = written = time.monotonic()
    share = slice(accelerator.process_index, None, accelerator.num_processes)
    while step < recipe.steps and seconds < 60 * minutes:
        if step in recipe.snapshots:
            checkpoint(path.with_name(f"checkpoint-{step}.pt"))
        progress = max(step / recipe.steps, seconds / (60 * minutes))
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(recipe, step - first, progress)
        x0, condition, t, eps = (part[share].to(accelerator.device) for part in batch_of(step, images, labels, recipe))
        xt = noised(bound, x0, t, eps)
        loss, simple = hybrid(bound, forward(xt, t, class_labels=condition).sample, x0, xt, t, eps, recipe.lambda_vlb)
        accelerator.backward(loss)
        accelerator.clip_grad_norm_(unet.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        ema.step(unet.parameters())
        step += 1
        now = time.monotonic()
        seconds, last = seconds + now - last, now
        smooth = simple.item() if smooth is None else 0.99 * smooth + 0.01 * simple.item()
        if not math.isfinite(smooth):
            raise FloatingPointError(f"{name}: the loss is no longer finite at step {step}; the last checkpoint is whole")
        if step % 100 == 0 and accelerator.is_main_process:
            left = min((recipe.steps - step) * seconds / step, 60 * minutes - seconds)
            log.write(json.dumps({"step": step, "seconds": round(seconds, 1), "simple": round(smooth, 5)}) + "\n")
            log.flush()
            print(f"step {step:6d}  L_simple {smooth:.4f}  {step * recipe.batch / seconds:5.0f} pictures/s  "
                  f"{max(0, left) / 60:5.1f} min left", flush=True)
        if now - written > 60 * every:
            checkpoint()
            written = now
    checkpoint()
    accelerator.print(f"done: step {step}, {seconds / 60:.1f} min, {path}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=RECIPES)
    parser.add_argument("--steps", type=int, help="stop (and decay the learning rate) after so many; default: the recipe's")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop (and decay the learning rate) by this training time")
    parser.add_argument("--from-shipped", action="store_true", help="where there is no checkpoint, go on from ../public/models")
    parser.add_argument("--every", type=float, default=3, help="minutes between checkpoints")
    train(**vars(parser.parse_args()))

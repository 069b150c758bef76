"""Trains one network: `python train.py digits [--minutes 100]`; run it again to go on from its last checkpoint.

The same command runs on a few cores or on a GPU. Step k sees the same pictures, noises and timesteps whenever it is run
on the same kind of device: all are drawn from (seed, k).
"""

import argparse
import json
import math
import os
import time
from dataclasses import replace
from pathlib import Path

import torch
from diffusers import DDPMScheduler, UNet2DModel
from diffusers.training_utils import EMAModel

import device
from conditions import dropped
from device import DEVICE, ON_GPU
from loss import Bound, hybrid, noised
from pictures import data
from recipes import RECIPES, Recipe
from networks import MODELS, RUNS

PRECISION = "bfloat16" if device.BFLOAT16_PAYS else "float32"
LOGGED_EVERY = 100  # steps between two lines of the log: a GPU is asked for the loss no oftener, since it would have to be waited for


def batch_of(step: int, images: torch.Tensor, labels: torch.Tensor, recipe: Recipe) -> tuple[torch.Tensor, ...]:
    """x0, class (some choices dropped), t and eps of one step, drawn from (seed, step) alone, where the pictures are."""
    generator = lambda seed: torch.Generator(images.device).manual_seed(seed)
    per_epoch = len(images) // recipe.batch
    epoch, place = divmod(step, per_epoch)
    order = torch.randperm(len(images), generator=generator(recipe.seed * 1_000_003 + epoch), device=images.device)
    chosen = order[place * recipe.batch : (place + 1) * recipe.batch]
    draw = generator((recipe.seed + 1) * 1_000_000_007 + step)
    drop = torch.rand(len(recipe.menus), recipe.batch, generator=draw, device=images.device) < recipe.drop_class
    condition = dropped(labels[chosen], recipe.menus, drop)
    t = torch.randint(recipe.timesteps, (recipe.batch,), generator=draw, device=images.device)
    x0 = images[chosen].contiguous(memory_format=torch.channels_last)
    return x0, condition, t, torch.randn(x0.shape, generator=draw, device=images.device)


def learning_rate(recipe: Recipe, step: int, progress: float) -> float:
    """Linear warm-up, then a cosine to zero at the end of the budget. progress: 0..1."""
    return recipe.learning_rate * min(1, (step + 1) / recipe.warmup) * 0.5 * (1 + math.cos(math.pi * min(1, progress)))


def save(path: Path, state: dict) -> None:
    """Writes beside the target and renames, so that a stop in the middle leaves the last checkpoint whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


class Training:
    """All that a checkpoint holds: the network, its moving average, the optimiser, and how far they are."""

    def __init__(self, name: str, recipe: Recipe):
        torch.manual_seed(recipe.seed)
        self.path = RUNS / name / "checkpoint.pt"
        self.unet = UNet2DModel(**recipe.unet_config()).to(DEVICE, memory_format=torch.channels_last)
        self.ema = EMAModel(self.unet.parameters(), decay=recipe.ema_decay, use_ema_warmup=True, power=0.75, foreach=True)
        self.optimizer = torch.optim.AdamW(self.unet.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.99), weight_decay=0, fused=ON_GPU)
        self.first = self.step = 0  # of this training; it may go on from weights that are behind some steps already
        self.seconds = 0.0

    def restore(self) -> None:
        state = torch.load(self.path, map_location=DEVICE, weights_only=True)
        self.unet.load_state_dict(state["unet"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.ema.load_state_dict(state["ema"])
        self.ema.to(DEVICE)
        self.step, self.seconds = state["step"], state["seconds"]
        print(f"going on from step {self.step}, {self.seconds / 60:.1f} min", flush=True)

    def take_shipped(self, name: str) -> None:
        """Takes the exported weights, on a machine that has no checkpoint, with a new optimiser."""
        self.unet.load_state_dict(UNet2DModel.from_pretrained(MODELS / name / "unet").state_dict())
        self.ema = EMAModel(self.unet.parameters(), decay=self.ema.decay, use_ema_warmup=True, power=0.75, foreach=True)
        training = json.loads((MODELS / name / "card.json").read_text())["training"]
        self.first = self.step = training["steps"]
        self.seconds = 60 * training["minutes"]
        print(f"going on from the exported weights of step {self.step}, with a new optimiser", flush=True)

    def checkpoint(self, to: Path | None = None) -> None:
        save(to or self.path, {"unet": self.unet.state_dict(), "ema": self.ema.state_dict(), "optimizer": self.optimizer.state_dict(),
                               "step": self.step, "seconds": self.seconds, "hardware": device.name()})


def stepper(training: Training, recipe: Recipe):
    """(step) -> L_simple: one step of the optimiser and of the moving average. Its program is compiled before it is given."""
    torch.backends.cudnn.benchmark = True  # every step has the same shapes
    bound = Bound(DDPMScheduler(**recipe.scheduler_config())).to(DEVICE)
    images, labels = (part.to(DEVICE) for part in data(recipe.data).load("train"))

    @torch.compile
    def losses(x0, condition, t, eps):
        xt = noised(bound, x0, t, eps)
        return hybrid(bound, training.unet(xt, t, class_labels=condition).sample, x0, xt, t, eps, recipe.prediction, recipe.lambda_vlb)

    def differentiate(step: int) -> torch.Tensor:
        with device.use(PRECISION):
            loss, simple = losses(*batch_of(step, images, labels, recipe))
        loss.backward()
        return simple.detach()

    def take(step: int) -> torch.Tensor:
        simple = differentiate(step)
        torch.nn.utils.clip_grad_norm_(training.unet.parameters(), 1.0)
        training.optimizer.step()
        training.optimizer.zero_grad()
        training.ema.step(training.unet.parameters())
        return simple

    differentiate(training.step)  # compiles, which is no training
    training.optimizer.zero_grad()
    return take


def train(name: str, steps: int | None, minutes: float, within: float, every: float, from_shipped: bool) -> None:
    started = time.monotonic()
    recipe = RECIPES[name] if steps is None else replace(RECIPES[name], steps=steps)
    training = Training(name, recipe)
    if training.path.exists():
        training.restore()
    elif from_shipped:
        training.take_shipped(name)
    take = stepper(training, recipe)
    minutes = min(minutes, (training.seconds + started + within - time.monotonic()) / 60)
    training.path.parent.mkdir(parents=True, exist_ok=True)
    log = (training.path.parent / "log.jsonl").open("a")
    last = written = time.monotonic()
    total, begun = torch.zeros((), device=DEVICE), training.step
    while training.step < recipe.steps and training.seconds < 60 * minutes:
        if training.step in recipe.snapshots:
            training.checkpoint(training.path.with_name(f"checkpoint-{training.step}.pt"))
        progress = max(training.step / recipe.steps, training.seconds / (60 * minutes))
        for group in training.optimizer.param_groups:
            group["lr"] = learning_rate(recipe, training.step - training.first, progress)
        total += take(training.step)
        training.step += 1
        if ON_GPU and training.step % 10 == 0:
            torch.cuda.synchronize()  # so that the clock below is the GPU's too
        now = time.monotonic()
        training.seconds, last = training.seconds + now - last, now
        if training.step % LOGGED_EVERY == 0:
            simple, total = total.item() / min(LOGGED_EVERY, training.step - begun), torch.zeros_like(total)
            if not math.isfinite(simple):
                raise FloatingPointError(f"{name}: the loss is no longer finite at step {training.step}; the last checkpoint is whole")
            log.write(json.dumps({"step": training.step, "seconds": round(training.seconds, 1), "simple": round(simple, 5)}) + "\n")
            log.flush()
            print(f"{name}: step {training.step:6d}  L_simple {simple:.4f}  {training.step * recipe.batch / training.seconds:6.0f} pictures/s  "
                  f"{min(1, progress):4.0%}", flush=True)
        if now - written > 60 * every:
            training.checkpoint()
            written = now
    training.checkpoint()
    print(f"{name}: done: step {training.step}, {training.seconds / 60:.1f} min, {training.path}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=RECIPES)
    parser.add_argument("--steps", type=int, help="stop (and decay the learning rate) after so many; default: the recipe's")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop (and decay the learning rate) by this training time")
    parser.add_argument("--within", type=float, default=math.inf, help="the same, by so many seconds after the start, compiling included")
    parser.add_argument("--from-shipped", action="store_true", help="where there is no checkpoint, go on from ../public/models")
    parser.add_argument("--every", type=float, default=3, help="minutes between checkpoints")
    train(**vars(parser.parse_args()))

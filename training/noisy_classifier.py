"""Classifiers of noisy pictures, p(class | x_t, t), for classifier guidance. `python noisy_classifier.py digits` trains one, in minutes.

Dhariwal & Nichol 2021, "Diffusion Models Beat GANs", section 4: half of a U-Net, trained on the pictures of the
diffusion model's own forward process; its gradient by x_t, times a scale, leads a sample towards a class (algorithm 2).
It is built of the blocks of UNet2DModel, by the same names and config keys: conv_in, time_embedding, down_blocks,
conv_norm_out; then a mean over the pixels and one linear layer.
"""

import argparse
import time

import torch
from diffusers import ConfigMixin, DDPMScheduler, ModelMixin
from diffusers.configuration_utils import register_to_config
from diffusers.models.embeddings import TimestepEmbedding, Timesteps
from diffusers.models.unets.unet_2d_blocks import DownBlock2D
from torch import nn
from torch.nn import functional as F

import device
from classifier import shifted
from device import DEVICE
from loss import Bound, noised
from networks import RUNS
from pictures import data
from recipes import RECIPES

EPOCHS = {"digits": 5, "fashion": 10, "emoji": 60}  # by the network whose forward process, classes and pictures it knows
NAMES = {network: f"{network}-classifier" for network in EPOCHS}
PRECISION = "bfloat16" if device.BFLOAT16_PAYS else "float32"
RECIPE = {"batch": 128, "learning_rate": 2e-3, "seed": 0, "optimiser": "AdamW", "weight_decay": 0.01,
          "learning_rate_schedule": "one cycle", "shift": "up to 2 pixels", "timesteps": "uniform"}


class NoisyClassifier(ModelMixin, ConfigMixin):
    """x_t [N, C, H, W] and the network's timestep [N] in 0..T-1, to logits [N, classes]."""

    @register_to_config
    def __init__(self, sample_size: int = 28, in_channels: int = 1, block_out_channels: tuple = (16, 32, 64), layers_per_block: int = 1,
                 norm_num_groups: int = 8, norm_eps: float = 1e-5, resnet_time_scale_shift: str = "scale_shift",
                 flip_sin_to_cos: bool = True, freq_shift: int = 0, num_classes: int = 10):
        super().__init__()
        first, last = block_out_channels[0], block_out_channels[-1]
        self.conv_in = nn.Conv2d(in_channels, first, 3, padding=1)
        self.time_proj = Timesteps(first, flip_sin_to_cos, freq_shift)
        self.time_embedding = TimestepEmbedding(first, 4 * first)
        self.down_blocks = nn.ModuleList(
            DownBlock2D(before, channels, 4 * first, num_layers=layers_per_block, resnet_eps=norm_eps, resnet_groups=norm_num_groups,
                        resnet_time_scale_shift=resnet_time_scale_shift, add_downsample=channels is not last)
            for before, channels in zip((first, *block_out_channels), block_out_channels))
        self.conv_norm_out = nn.GroupNorm(norm_num_groups, last, eps=norm_eps)
        self.head = nn.Linear(last, num_classes)

    def forward(self, x: torch.Tensor, timestep: torch.Tensor | int) -> torch.Tensor:
        t = torch.as_tensor(timestep, device=x.device).expand(len(x))
        embedding = self.time_embedding(self.time_proj(t).to(x.dtype))  # [N, 64]
        x = self.conv_in(x)  # [N, 16, H, W]
        for block in self.down_blocks:
            x, _ = block(x, embedding)  # [N, 64, H/4, W/4] after the last
        return self.head(F.silu(self.conv_norm_out(x)).mean(dim=(2, 3)))  # [N, classes]


def gradient(classifier: NoisyClassifier, x: torch.Tensor, t: int, label: torch.Tensor) -> torch.Tensor:
    """d log p(label | x_t) / d x_t, [N, C, H, W]."""
    with torch.enable_grad():
        x = x.detach().requires_grad_()
        chosen = classifier(x, t).log_softmax(1).gather(1, label[:, None]).sum()
        return torch.autograd.grad(chosen, x)[0]


def blank(network: str) -> NoisyClassifier:
    """One that has learned nothing, for the pictures and classes of that network; a class is its row of the embedding."""
    recipe = RECIPES[network]
    torch.manual_seed(RECIPE["seed"])
    return NoisyClassifier(sample_size=recipe.size, in_channels=recipe.colours, num_classes=recipe.null_class)


def train(network: str, epochs: int) -> dict:
    """The trained weights and the minutes that this took."""
    start, recipe, classifier = time.monotonic(), RECIPES[network], blank(network).to(DEVICE)
    draw = torch.Generator().manual_seed(RECIPE["seed"])
    images, labels = data(recipe.data).load("train")
    bound = Bound(DDPMScheduler(**recipe.scheduler_config())).to(DEVICE)
    batch = RECIPE["batch"]
    each = len(images) // batch
    optimizer = torch.optim.AdamW(classifier.parameters(), weight_decay=RECIPE["weight_decay"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RECIPE["learning_rate"], total_steps=epochs * each)
    forward = torch.compile(classifier)
    for epoch in range(epochs):
        for chosen in torch.randperm(len(images), generator=draw)[: each * batch].split(batch):
            x0, t = shifted(images[chosen], draw).to(DEVICE), torch.randint(recipe.timesteps, (batch,), generator=draw).to(DEVICE)
            xt = noised(bound, x0, t, torch.randn(x0.shape, generator=draw).to(DEVICE))
            with device.use(PRECISION):
                loss = F.cross_entropy(forward(xt, t), labels[chosen].to(DEVICE))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"{NAMES[network]}: epoch {epoch + 1} of {epochs}, loss {loss.item():.3f}, {(time.monotonic() - start) / 60:.1f} min", flush=True)
    return {"weights": classifier.cpu().state_dict(), "minutes": (time.monotonic() - start) / 60, "hardware": device.name()}


def load(network: str, epochs: int | None = None) -> tuple[NoisyClassifier, dict]:
    """The classifier, in F16 precision, and {"minutes", "hardware"} of its training; trained now if it never was."""
    cache = RUNS / f"{NAMES[network]}.pt"
    if not cache.exists():
        cache.parent.mkdir(exist_ok=True)
        torch.save(train(network, epochs or EPOCHS[network]), cache)
    state = torch.load(cache, weights_only=True)
    classifier = blank(network)
    classifier.load_state_dict(state["weights"])
    return classifier.half().float().eval(), {key: state[key] for key in ("minutes", "hardware")}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", choices=EPOCHS)
    wanted = parser.parse_args().network
    print(f"{NAMES[wanted]}: trained for {load(wanted)[1]['minutes']:.1f} min")

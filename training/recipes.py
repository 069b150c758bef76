"""One recipe a model: everything that decides what a training run learns."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Recipe:
    """What is trained, on what, and for how long. Resolution and channels are those of the data set."""

    labels: tuple[str, ...]
    channels: tuple[int, ...]  # per level of the U-Net, finest first
    layers_per_block: int = 1
    heads_of: int = 32  # channels per attention head, at the coarsest level
    norm_groups: int = 8
    size: int = 28
    beta_schedule: str = "squaredcos_cap_v2"  # Nichol & Dhariwal 2021, eq. 17, s = 0.008, beta <= 0.999
    timesteps: int = 1000
    lambda_vlb: float = 0.001  # Nichol & Dhariwal 2021, eq. 16
    drop_class: float = 0.1  # Ho & Salimans 2022: share of pictures shown without their class
    batch: int = 64
    steps: int = 80_000
    learning_rate: float = 1e-3
    warmup: int = 500
    ema_decay: float = 0.9995
    seed: int = 0

    @property
    def null_class(self) -> int:
        return len(self.labels)

    def unet_config(self) -> dict:
        """Arguments of diffusers' UNet2DModel: epsilon in channel 0, the variance head v in channel 1."""
        levels = len(self.channels)
        return {
            "sample_size": self.size,
            "in_channels": 1,
            "out_channels": 2,
            "layers_per_block": self.layers_per_block,
            "block_out_channels": self.channels,
            "down_block_types": ("DownBlock2D",) * levels,
            "up_block_types": ("UpBlock2D",) * levels,
            "attention_head_dim": self.heads_of,
            "norm_num_groups": self.norm_groups,
            "resnet_time_scale_shift": "scale_shift",
            "num_class_embeds": len(self.labels) + 1,
        }

    def scheduler_config(self) -> dict:
        """Arguments of diffusers' DDPMScheduler."""
        return {
            "num_train_timesteps": self.timesteps,
            "beta_schedule": self.beta_schedule,
            "prediction_type": "epsilon",
            "variance_type": "learned_range",
            "clip_sample": True,
            "clip_sample_range": 1.0,
        }

    def as_dict(self) -> dict:
        return asdict(self)


RECIPES = {
    "digits": Recipe(labels=tuple("0123456789"), channels=(32, 48, 96)),
}

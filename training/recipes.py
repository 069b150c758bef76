"""One recipe a model: everything that decides what a training run learns."""

from dataclasses import asdict, dataclass, replace

from conditions import Menus, rows
from pictures import emoji, fashion


@dataclass(frozen=True)
class Recipe:
    """What is trained, on what, and for how long. Resolution and colours are those of the data set."""

    title: str
    menus: Menus  # what can be asked for (conditions.py)
    channels: tuple[int, ...]  # per level of the U-Net, finest first
    data: str = "mnist"  # a module of pictures/
    colours: int = 1
    layers_per_block: int = 1
    attention: int = 0  # how many of the coarsest levels have attention beside their blocks; the middle always has
    heads_of: int = 32  # channels per attention head
    norm_groups: int = 8
    size: int = 28
    beta_schedule: str = "squaredcos_cap_v2"  # Nichol & Dhariwal 2021, eq. 17, s = 0.008, beta <= 0.999
    timesteps: int = 1000
    prediction: str = "epsilon"  # or "v_prediction" (Salimans & Ho 2022), which can say x0_hat at pure noise too
    lambda_vlb: float = 0.001  # Nichol & Dhariwal 2021, eq. 16
    drop_class: float = 0.1  # Ho & Salimans 2022: share of pictures shown without their class
    batch: int = 64
    steps: int = 80_000
    learning_rate: float = 1e-3
    warmup: int = 500
    ema_decay: float = 0.9995
    seed: int = 0
    snapshots: tuple[int, ...] = ()  # steps after which the network is kept, to be exported beside the last one

    @property
    def null_class(self) -> int:
        return rows(self.menus) - 1

    def unet_config(self) -> dict:
        """Arguments of diffusers' UNet2DModel: the prediction in the first channels, the head of the variance in the others."""
        plain = len(self.channels) - self.attention
        return {
            "sample_size": self.size,
            "in_channels": self.colours,
            "out_channels": 2 * self.colours,
            "layers_per_block": self.layers_per_block,
            "block_out_channels": self.channels,
            "down_block_types": ("DownBlock2D",) * plain + ("AttnDownBlock2D",) * self.attention,
            "up_block_types": ("AttnUpBlock2D",) * self.attention + ("UpBlock2D",) * plain,
            "attention_head_dim": self.heads_of,
            "norm_num_groups": self.norm_groups,
            "resnet_time_scale_shift": "scale_shift",
            "num_class_embeds": rows(self.menus),
        }

    def scheduler_config(self) -> dict:
        """Arguments of diffusers' DDPMScheduler."""
        return {
            "num_train_timesteps": self.timesteps,
            "beta_schedule": self.beta_schedule,
            "prediction_type": self.prediction,
            "variance_type": "learned_range",
            "clip_sample": True,
            "clip_sample_range": 1.0,
        }

    def as_dict(self) -> dict:
        """For the card, which has title and menus elsewhere."""
        return {field: value for field, value in asdict(self).items() if field not in ("title", "menus")}


VELOCITY = {"prediction": "v_prediction", "batch": 512, "learning_rate": 2e-3, "steps": 200_000}  # for a GPU
DIGITS = Recipe(title="Handwritten digits", menus={"digit": tuple("0123456789")}, channels=(32, 48, 96))

LINEAR = replace(DIGITS, title="Handwritten digits, linear schedule", beta_schedule="linear")
FASHION = replace(DIGITS, title="Clothes", data="fashion", menus={"garment": fashion.LABELS})
EMOJI = Recipe(title="Emoji", data="emoji", menus=emoji.MENUS, size=emoji.SIZE, colours=3, channels=(32, 48, 96, 128))

RECIPES = {
    "digits": DIGITS,
    "digits-v": replace(DIGITS, **VELOCITY),
    "linear": LINEAR,
    "linear-v": replace(LINEAR, **VELOCITY),
    "fashion": FASHION,
    "fashion-v": replace(FASHION, **VELOCITY),
    "emoji": EMOJI,
    "emoji-v": replace(EMOJI, **VELOCITY),
    "growing": replace(DIGITS, title="Handwritten digits, a small network", channels=(16, 32, 64), snapshots=(0, 100, 500, 2000)),
}

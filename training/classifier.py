"""The judges: small convolutional networks that name pictures. `python classifier.py mnist` trains one once, in minutes.

Its answers say whether a sample is what was asked for; its 64 penultimate features carry the Fréchet distance. Seeded, and
kept in judges/, so that figures of any two machines are of one judge.
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

import device
from device import DEVICE
from pictures import NAMES, data

JUDGES = Path(__file__).parent / "judges"
BATCH, SEED = 128, 0
EPOCHS = {"mnist": 6, "fashion": 8, "emoji": 12}


def block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Judge(nn.Module):
    """x [N, colours, size, size] in [-1, 1] to logits [N, classes]. size: 28 or 32."""

    def __init__(self, colours: int = 1, size: int = 28, classes: int = 10):
        super().__init__()
        self.body = nn.Sequential(
            block(colours, 32), nn.MaxPool2d(2),  # [N, 32, 14, 14]
            block(32, 64), block(64, 64), nn.MaxPool2d(2),  # [N, 64, 7, 7]
            block(64, 128), nn.MaxPool2d(2),  # [N, 128, 3, 3]
            nn.Flatten(), nn.Linear(128 * (size // 8) ** 2, 64), nn.ReLU(),
        )
        self.dropout = nn.Dropout(0.3)
        self.head = nn.Linear(64, classes)

    def features(self, x: torch.Tensor) -> torch.Tensor:
        return self.body(x)  # [N, 64]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.dropout(self.features(x)))


def shifted(x: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
    """The batch moved by up to two pixels each way."""
    down, right = torch.randint(5, (2,), generator=draw).tolist()
    return F.pad(x, (2, 2, 2, 2), mode="replicate")[:, :, down : down + x.shape[2], right : right + x.shape[3]]


def train(name: str) -> Judge:
    torch.manual_seed(SEED)
    draw = torch.Generator().manual_seed(SEED)
    images, labels = data(name).load("train")
    judge = Judge(*images.shape[1:3], labels.max().item() + 1).train()
    epochs, each = EPOCHS[name], len(images) // BATCH
    optimizer = torch.optim.AdamW(judge.parameters(), weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=4e-3, total_steps=epochs * each)
    for epoch in range(epochs):
        for chosen in torch.randperm(len(images), generator=draw)[: each * BATCH].split(BATCH):
            with torch.autocast("cpu", torch.bfloat16):
                loss = F.cross_entropy(judge(shifted(images[chosen], draw)), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"judge of {name}: epoch {epoch + 1} of {epochs}, loss {loss.item():.4f}", flush=True)
    return judge.eval()


@torch.inference_mode()
def verdicts(judge: Judge, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Probabilities [N, classes] and features [N, 64] of pictures [N, C, H, W] in [-1, 1], on the CPU."""
    judge.to(DEVICE)
    with device.use("float32"):
        features = torch.cat([judge.features(part.to(DEVICE)) for part in x.split(500)])
        return judge.head(features).softmax(1).cpu(), features.cpu()


def load(name: str = "mnist") -> tuple[Judge, float]:
    """The judge of a data set and its test accuracy; trained now if it never was."""
    kept = JUDGES / f"{name}.safetensors"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        save_file(train(name).half().state_dict(), kept)
    weights = load_file(kept)
    images, labels = data(name).load("test")
    judge = Judge(*images.shape[1:3], len(weights["head.bias"])).eval()
    judge.load_state_dict(weights)  # F16 into float32
    return judge, (verdicts(judge, images)[0].argmax(1) == labels).double().mean().item()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="mnist", choices=NAMES)
    name = parser.parse_args().name
    print(f"judge of {name}: {load(name)[1]:.2%} of the test pictures named right")

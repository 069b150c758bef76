"""The judge: a small convolutional network that names MNIST digits. `python classifier.py` trains it once, in minutes.

Its answers say whether a sample is the digit that was asked for; its 64 penultimate features carry the Fréchet
distance. Seeded; kept in runs/judge.pt with the accuracy that it reached on the 10,000 test pictures.
"""

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

import mnist

CACHE = Path(__file__).parent / "runs" / "judge.pt"
EPOCHS, BATCH, SEED = 6, 128, 0


def block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Judge(nn.Module):
    """x [N, 1, 28, 28] in [-1, 1] to logits [N, 10]."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            block(1, 32), nn.MaxPool2d(2),  # [N, 32, 14, 14]
            block(32, 64), block(64, 64), nn.MaxPool2d(2),  # [N, 64, 7, 7]
            block(64, 128), nn.MaxPool2d(2),  # [N, 128, 3, 3]
            nn.Flatten(), nn.Linear(1152, 64), nn.ReLU(),
        )
        self.dropout = nn.Dropout(0.3)
        self.head = nn.Linear(64, 10)

    def features(self, x: torch.Tensor) -> torch.Tensor:
        return self.body(x)  # [N, 64]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.dropout(self.features(x)))


def shifted(x: torch.Tensor, draw: torch.Generator) -> torch.Tensor:
    """The batch moved by up to two pixels each way."""
    down, right = torch.randint(5, (2,), generator=draw).tolist()
    return F.pad(x, (2, 2, 2, 2), value=-1)[:, :, down : down + 28, right : right + 28]


def train() -> Judge:
    torch.manual_seed(SEED)
    draw = torch.Generator().manual_seed(SEED)
    judge = Judge().train()
    images, labels = mnist.load("train")
    steps = EPOCHS * (len(images) // BATCH)
    optimizer = torch.optim.AdamW(judge.parameters(), weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=4e-3, total_steps=steps)
    for epoch in range(EPOCHS):
        for chosen in torch.randperm(len(images), generator=draw)[: steps // EPOCHS * BATCH].split(BATCH):
            with torch.autocast("cpu", torch.bfloat16):
                loss = F.cross_entropy(judge(shifted(images[chosen], draw)), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"judge: epoch {epoch + 1} of {EPOCHS}, loss {loss.item():.4f}", flush=True)
    return judge.eval()


@torch.inference_mode()
def verdicts(judge: Judge, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Probabilities [N, 10] and features [N, 64] of pictures [N, 1, 28, 28] in [-1, 1]."""
    features = torch.cat([judge.features(part) for part in x.split(500)])
    return judge.head(features).softmax(1), features


def load() -> tuple[Judge, float]:
    """The judge and its test accuracy; trained now if it never was."""
    if not CACHE.exists():
        judge = train()
        images, labels = mnist.load("test")
        accuracy = (verdicts(judge, images)[0].argmax(1) == labels).double().mean().item()
        CACHE.parent.mkdir(exist_ok=True)
        torch.save({"weights": judge.state_dict(), "accuracy": accuracy}, CACHE)
    state = torch.load(CACHE, weights_only=True)
    judge = Judge().eval()
    judge.load_state_dict(state["weights"])
    return judge, state["accuracy"]


if __name__ == "__main__":
    print(f"judge: {load()[1]:.2%} of the 10,000 test pictures named right")

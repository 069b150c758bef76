"""What the classifier of noisy digits sees in real digits: features that the page compares its own digits with. `python features.py`

    public/features/digits.bin   [4000, 64] bytes, one picture after another; a feature is low + step * byte
    public/features/digits.json  low and step of each feature, what a byte loses, and whose features they are

The features are the 64 means over pixels before the classifier's last layer, at its least noise (timestep 0), of weights in F16
computed with in F32. The digits are 400 of each class of the test set, class after class in turn, so that they are as many of
each as the page draws. The first twenty are those of public/samples/digits.bin, by which a test knows these features again.
"""

import hashlib
import json

import torch
from torch.nn import functional as F

from export import MODELS
from noisy_classifier import NoisyClassifier
from pictures import data
from samples import FOLDER as SAMPLES

FOLDER = SAMPLES.parent / "features"
CLASSIFIER = MODELS / "digits-classifier" / "classifier"
EACH = 400  # pictures of each class
GENERATOR = "training/features.py"


@torch.inference_mode()
def features(classifier: NoisyClassifier, images: torch.Tensor) -> torch.Tensor:
    """[N, 64] of pictures [N, 1, 28, 28] in [-1, 1]: what the last layer is given."""
    seen = []
    hook = classifier.head.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    for part in images.split(500):
        classifier(part, 0)
    hook.remove()
    return torch.cat(seen)


def chosen(labels: torch.Tensor, first: list[int]) -> list[int]:
    """EACH places of every class, evenly spread over the test set, class after class in turn; those of `first` lead."""
    columns = []
    for label in range(10):
        leading = [place for place in first if labels[place] == label]
        others = [place for place in (labels == label).nonzero().flatten().tolist() if place not in leading]
        wanted = EACH - len(leading)
        columns.append(leading + [others[i * len(others) // wanted] for i in range(wanted)])
    return [column[row] for row in range(EACH) for column in columns]


def mean_within(x: torch.Tensor) -> float:
    """The mean of k(x_i, x_j) = (x_i.x_j / d + 1)^3 over pairs of different points of x [N, d], whose classes follow in turn.

    Binkowski et al. 2018, section 4; one pair in ten is of one class, as among points of random classes.
    """
    kernels = ((x @ x.T / x.shape[1] + 1) ** 3).view(EACH, 10, EACH, 10)
    pairs = torch.full((10, 10), float(EACH**2), dtype=x.dtype).fill_diagonal_(EACH * (EACH - 1))
    itself = torch.diag(kernels.reshape(len(x), len(x)).diag().view(EACH, 10).sum(0))
    return ((kernels.sum((0, 2)) - itself) / pairs).mean().item()


def frechet(a: torch.Tensor, b: torch.Tensor) -> float:
    """The squared Frechet distance of Gaussians fitted to a and b [N, d]."""
    (mean, cov), (mean_b, cov_b) = ((x.mean(0), x.T.cov()) for x in (a, b))
    roots = torch.linalg.eigvals(cov @ cov_b).real.clamp(min=0).sqrt().sum()
    return ((mean - mean_b).square().sum() + cov.trace() + cov_b.trace() - 2 * roots).item()


def main() -> None:
    classifier = NoisyClassifier.from_pretrained(CLASSIFIER, torch_dtype=torch.float32).eval()
    images, labels = data("mnist").load("test")
    places = chosen(labels, json.loads((SAMPLES / "digits.json").read_text())["indices"])
    exact = features(classifier, images[places])
    low = exact.min(0).values
    step = (exact.max(0).values - low) / 255
    rounded = ((exact - low) / step).round().clamp(0, 255).to(torch.uint8)
    stored = low.double() + step.double() * rounded.double()
    loss = {"rootMeanSquare": ((stored - exact).square().mean(0).sqrt() / exact.std(0)).max().item(), "frechet": frechet(stored, exact.double())}
    weights = (CLASSIFIER / "diffusion_pytorch_model.safetensors").read_bytes()
    about = data("mnist").ABOUT
    facts = {"generator": GENERATOR, "data": f"{about['name']} test set", "licence": about["licence"], "source": about["source"],
             "classifier": hashlib.sha256(weights).hexdigest(), "count": len(places), "dimension": exact.shape[1], "loss": loss,
             "meanWithin": mean_within(stored), "low": low.tolist(), "step": step.tolist(),
             "classes": 10, "samples": 20}
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "digits.bin").write_bytes(rounded.numpy().tobytes())
    (FOLDER / "digits.json").write_text(json.dumps(facts, indent=1) + "\n")
    print(json.dumps({"loss": loss, "halves": frechet(stored[: len(stored) // 2], stored[len(stored) // 2 :])}))


if __name__ == "__main__":
    main()

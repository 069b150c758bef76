"""Trains and judges a list of networks side by side on one GPU, within so many seconds: `python training/gpu/run.py --seconds 540 --out out`

Each network is a process of its own: while one compiles or draws batches, others compute. What comes of each lies in
OUT/<network>.tar: the moving average of its weights as a checkpoint that export.py takes, its quality, pictures and log. Run again, a network goes on from its checkpoint under training/runs. `--rehearse` does all of it with a
minute's tiny shapes, on a CPU. Nothing is fetched: pack.py puts what is needed into training/gpu/carried.
"""

import argparse
import math
import os
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
TRAINING = HERE.parent
sys.path[:0] = [str(TRAINING)]
CARRIED = HERE / "carried"


class Plan(NamedTuple):
    """What one process does."""

    until: float  # the share of the whole time after which it no longer trains but judges
    guidance: float  # the scale that the page begins with, or that is worth knowing
    after: str | None = None  # a network of the same shapes, whose compiled programs it waits for and takes


PLANS = {"digits-v": Plan(0.72, 1.25), "emoji-v": Plan(0.8, 3.0), "linear-v": Plan(0.72, 1.25, "digits-v"), "fashion-v": Plan(0.72, 1.25, "digits-v")}
CLASSIFIERS = ("fashion", "emoji")
STEPS = (5, 10, 20, 50, 250)


def jobs(network: str, rehearse: bool):
    """What is judged, in the order of its worth: 10,000 samples where a claim rests on it, then 1,000 of every run."""
    from evaluate import Job
    led = PLANS[network].guidance
    if rehearse:
        return [Job("ddim-2", 80), Job("ddim-2", 80, led)]
    if network == "emoji-v":
        many = [Job("ddim-50", 10_000, led), Job("ddpm-50", 2_000, led), Job("ddim-50", 2_000), Job("ddim-10", 2_000, led)]
    else:
        many = [Job("ddim-50", 10_000), Job("ddim-10", 10_000), Job("ddim-50", 10_000, led), Job("ddpm-50", 10_000)]
    judged = {(job.run, job.guidance) for job in many}
    usual = led if network == "emoji-v" else None
    return many + [Job(f"{sampler}-{steps}", 1_000, usual) for steps in STEPS for sampler in ("ddim", "dpm++", "ddpm") if (f"{sampler}-{steps}", usual) not in judged]


def collect(network: str, out: Path) -> None:
    """OUT/<network>.tar, whole at every moment: the checkpoint without its optimiser, and the small files beside it."""
    import torch
    from networks import RUNS
    folder = RUNS / network
    state = torch.load(folder / "checkpoint.pt", map_location="cpu", weights_only=True)
    torch.save({key: state[key] for key in ("ema", "step", "seconds", "hardware")}, folder / "collected.pt")
    part = out / f"{network}.part"
    with tarfile.open(part, "w") as archive:
        archive.add(folder / "collected.pt", f"{network}/checkpoint.pt")
        for name in ("quality.json", "sheet.png", "nearest.png", "log.jsonl"):
            if (folder / name).exists():
                archive.add(folder / name, f"{network}/{name}")
    os.replace(part, out / f"{network}.tar")


def one(network: str, ends: float, began: float, out: Path, rehearse: bool) -> None:
    """Trains, collects, judges and collects one network. began, ends: of time.time(), the same for all processes."""
    from evaluate import evaluate
    from networks import RUNS
    from train import train
    leader = PLANS[network].after
    while leader and not (RUNS / leader / "log.jsonl").exists() and time.time() < began + (ends - began) / 4:
        time.sleep(0.2)
    trained_by = began + PLANS[network].until * (ends - began)
    train(network, steps=2 if rehearse else None, minutes=math.inf, within=trained_by - time.time(), every=1, from_shipped=False)
    collect(network, out)
    evaluate(network, jobs(network, rehearse), until=time.monotonic() + ends - time.time())


def shrink() -> None:
    """A rehearsal's sizes: few pictures, evenly from all, small batches, a rough estimate of the bound."""
    import evaluate
    from dataclasses import replace
    from pictures import NAMES, data
    from recipes import RECIPES
    for module in map(data, NAMES):
        module.load = lambda split, load=module.load: tuple(part[:: len(part) // 400] for part in load(split))
    RECIPES.update({name: replace(recipe, batch=16) for name, recipe in RECIPES.items()})
    evaluate.STRATA, evaluate.DRAWS = 2, 1


def classifiers(out: Path, rehearse: bool) -> None:
    from networks import RUNS
    from noisy_classifier import NAMES, load
    for network in CLASSIFIERS:
        load(network, 1 if rehearse else None)
        (out / f"{NAMES[network]}.pt").write_bytes((RUNS / f"{NAMES[network]}.pt").read_bytes())


def unpack() -> None:
    """Pictures to where they are looked for, and the packages that such a machine lacks to where Python finds them."""
    for archive in CARRIED.glob("data*.tar.xz"):
        with tarfile.open(archive) as packed:
            packed.extractall(TRAINING / ".data", filter="data")
    site = CARRIED / "site"
    for wheel in CARRIED.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(site)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])


def main(seconds: float, out: Path, networks: list[str], rehearse: bool) -> None:
    CARRIED.mkdir(exist_ok=True)
    unpack()
    if rehearse:
        os.environ["TORCHDYNAMO_DISABLE"] = "1"  # a CPU compiles for minutes
    out.mkdir(parents=True, exist_ok=True)
    began = time.time()
    common = [sys.executable, "-u", str(Path(__file__)), "--out", str(out), "--began", str(began), "--seconds", str(seconds), *(["--rehearse"] if rehearse else [])]
    # Without a limit every process takes all cores for itself, and they wait for each other.
    os.environ |= {"OMP_NUM_THREADS": str(max(1, os.cpu_count() // 5)), "TORCHINDUCTOR_COMPILE_THREADS": str(max(1, os.cpu_count() // 2))}
    tasks = {name: subprocess.Popen([*common, "--one", name], stdout=(HERE / f"carried/{name}.log").open("w"), stderr=subprocess.STDOUT) for name in networks}
    failed = []
    while tasks:
        time.sleep(1)
        for name in [name for name, task in tasks.items() if task.poll() is not None]:
            code = tasks.pop(name).returncode
            print(f"{time.time() - began:5.0f} s  {name}: {'done' if code == 0 else f'FAILED ({code})'}", flush=True)
            failed += [name] if code else []
            if code and time.time() < began + seconds / 4:  # a mistake that the next one would make too
                for task in tasks.values():
                    task.kill()
        if time.time() > began + seconds + 5:
            for name, task in tasks.items():
                task.kill()
                print(f"{name}: ended before it was done; what it had collected is there", flush=True)
    for name in PLANS.keys() & set(networks):  # of those that were ended, too, what they had written
        if (TRAINING / "runs" / name / "checkpoint.pt").exists():
            subprocess.run([*common, "--collect", name], check=True)
    logs = {name: (CARRIED / f"{name}.log").read_text() for name in networks}
    (out / "log.txt").write_text("".join(f"--- {name}\n{text}\n" for name, text in logs.items()))
    for name, text in logs.items():
        print(f"--- {name}", text[-2000:], sep="\n", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=540, help="for everything, compiling and judging included")
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--networks", nargs="+", choices=[*PLANS, "classifiers"], default=[*PLANS, "classifiers"])
    parser.add_argument("--rehearse", action="store_true", help="400 pictures, two steps of training, 80 samples of two steps each")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--collect", help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.rehearse and (wanted.one or wanted.collect):
        shrink()
    if wanted.collect:
        collect(wanted.collect, wanted.out)
    elif wanted.one == "classifiers":
        classifiers(wanted.out, wanted.rehearse)
    elif wanted.one:
        one(wanted.one, wanted.began + wanted.seconds, wanted.began, wanted.out, wanted.rehearse)
    else:
        main(wanted.seconds, wanted.out, wanted.networks, wanted.rehearse)

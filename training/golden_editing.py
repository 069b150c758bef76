"""Goldens of editing: the way of RePaint through its grid, as diffusers' scheduler answers.

    python training/golden_editing.py > test/golden/editing.json
"""

import json
import sys

import diffusers
from diffusers import RePaintScheduler

NOTE = {
    "generator": "training/golden_editing.py",
    "versions": {"diffusers": diffusers.__version__},
    "conventions": [
        "RePaintScheduler.set_timesteps(steps, jump, resamples) over steps that divide 1000; path holds its timesteps as "
        "positions, one more than its own numbers, and 0, the data, at the end",
    ],
}
RUNS = [(20, 5, 3), (20, 10, 2), (10, 3, 2), (10, 9, 4), (10, 10, 2), (50, 10, 10), (25, 1, 2), (5, 2, 1)]


def path(steps: int, jump: int, resamples: int) -> dict:
    scheduler = RePaintScheduler(1000)
    scheduler.set_timesteps(steps, jump, resamples)
    positions = (scheduler.timesteps // (1000 // steps) + 1).tolist()
    return {"steps": steps, "jump": jump, "resamples": resamples, "path": [*positions, 0]}


def main() -> None:
    rows = ",\n".join(json.dumps(path(*run), separators=(",", ":")) for run in RUNS)
    sys.stdout.write('{\n"note": ' + json.dumps(NOTE, indent=1) + ',\n"paths": [\n' + rows + "\n]\n}\n")


if __name__ == "__main__":
    main()

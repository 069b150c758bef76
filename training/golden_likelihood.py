"""Goldens of the likelihoods: the variational bound by the papers' formulas, and the flow's by scipy's ODE solver.

    python training/golden_likelihood.py > test/golden/likelihood.json

The bound is written here as Ho et al. 2020 and Nichol & Dhariwal 2021 write it: discrete betas, both means of eq. 7 with
x_t, the KL of two Gaussians. The flow is Song et al. 2021's ODE of the linear VP SDE in t, on exact scores of a mixture.
"""

import json
import sys

import mpmath
import numpy as np
import scipy
from scipy.integrate import solve_ivp
from scipy.special import log_ndtr
from scipy.stats import multivariate_normal

NOTE = {
    "generator": "training/golden_likelihood.py",
    "versions": {"mpmath": mpmath.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "conventions": [
        "t counts from 1 (data is 0); terms in long double of betas in float64: linear is linspace(1e-4, 0.02, 1000), cosine has s = 0.008 and "
        "betas limited to 0.999; terms are bits per dimension",
        "at t = 1: log beta_tilde_1 := log beta_tilde_2, and variance beta is beta_tilde_2 too, as in the authors' code",
        "the decoder is not limited to 1e-12; pixels are -1 + 2k/255",
        "flow: beta(t) = 0.1 + 19.9 t, from t = 0.01 to 1; DOP853, rtol 1e-12; the prior is N(0, I) at t = 1, and "
        "closed is log q of the mixture itself at t = 0.01",
    ],
}
SCHEDULES = {
    "linear": np.linspace(1e-4, 0.02, 1000),
    "cosine": None,
}


def cosine_betas(T=1000, s=0.008):
    f = lambda t: np.cos((t / T + s) / (1 + s) * np.pi / 2) ** 2
    t = np.arange(T)
    return np.minimum(1 - f(t + 1) / f(t), 0.999)


SCHEDULES["cosine"] = cosine_betas()


def term(betas, t, variance, x0, xt, x0_hat, v) -> float:
    betas, x0, xt, x0_hat, v = (np.asarray(values, np.longdouble) for values in (betas, x0, xt, x0_hat, v))
    alpha_bar = np.cumprod(1 - betas)
    before = np.append(np.longdouble(1), alpha_bar[:-1])
    beta_tilde = betas * (1 - before) / (1 - alpha_bar)
    log_tilde = np.log(np.append(beta_tilde[1], beta_tilde[1:]))
    i = t - 1
    c0 = betas[i] * np.sqrt(before[i]) / (1 - alpha_bar[i])
    ct = (1 - before[i]) * np.sqrt(1 - betas[i]) / (1 - alpha_bar[i])
    fraction = (v + 1) / 2
    log_var = {
        "beta": np.full_like(v, log_tilde[i] if t == 1 else np.log(betas[i])),
        "beta-tilde": np.full_like(v, log_tilde[i]),
        "learned": fraction * np.log(betas[i]) + (1 - fraction) * log_tilde[i],
    }[variance]
    true_mean, mean = c0 * x0 + ct * xt, c0 * x0_hat + ct * xt
    if t == 1:
        nats = [decoder(float(x), float(m), float(lv)) for x, m, lv in zip(x0, mean, log_var)]
    else:
        nats = 0.5 * (log_var - log_tilde[i] - 1 + np.exp(log_tilde[i] - log_var) + (true_mean - mean) ** 2 / np.exp(log_var))
    return float(np.mean(nats) / np.log(2))


def decoder(x, mean, log_var) -> float:
    with mpmath.workdps(60):
        scale = mpmath.exp(-mpmath.mpf(log_var) / 2)
        cdf = lambda z: mpmath.erfc(-z / mpmath.sqrt(2)) / 2
        high = mpmath.mpf(1) if x > 0.999 else cdf((mpmath.mpf(x) + mpmath.mpf(1) / 255 - mean) * scale)
        low = mpmath.mpf(0) if x < -0.999 else cdf((mpmath.mpf(x) - mpmath.mpf(1) / 255 - mean) * scale)
        if x > 0.999:  # 1 - low without cancellation
            return float(-mpmath.log(cdf(-(mpmath.mpf(x) - mpmath.mpf(1) / 255 - mean) * scale)))
        if low > 0.5:
            flip = lambda e: cdf(-(mpmath.mpf(x) + e - mean) * scale)
            return float(-mpmath.log(flip(-mpmath.mpf(1) / 255) - flip(mpmath.mpf(1) / 255)))
        return float(-mpmath.log(high - low))


def bounds(draw) -> list[dict]:
    found = []
    for schedule, betas in SCHEDULES.items():
        alpha_bar = np.cumprod(1 - betas)
        for t in (1, 2, 3, 50, 500, 999, 1000):
            x0 = -1 + 2 * np.array([0, 255, 128, 17, 200, 96]) / 255
            xt = np.sqrt(alpha_bar[t - 1]) * x0 + np.sqrt(1 - alpha_bar[t - 1]) * draw.standard_normal(6)
            x0_hat = np.clip(x0 + draw.normal(0, 0.02, 6), -1, 1)
            v = draw.uniform(-1, 1, 6)
            for variance in ("beta", "beta-tilde", "learned"):
                bits = term(betas, t, variance, x0, xt, x0_hat, v)
                found.append({"schedule": schedule, "t": t, "variance": variance, "x0": x0.tolist(), "x0Hat": x0_hat.tolist(), "v": v.tolist(), "bits": bits})
        a, s2 = np.sqrt(alpha_bar[-1]), 1 - np.longdouble(alpha_bar[-1])
        prior = np.mean(0.5 * ((a * x0) ** 2 + s2 - 1 - np.log(s2))) / np.log(2)
        found.append({"schedule": schedule, "t": 1000, "variance": "prior", "x0": x0.tolist(), "x0Hat": [], "v": [], "bits": float(prior)})
    return found


def distribution() -> dict:
    z = [-1e4, -300.0, -38.0, -10.0, -2.5, -1.5, -1.4, -0.3, 0.0, 0.3, 1.3, 1.5, 3.0, 7.0, 20.0]
    pairs = [(-np.inf, -3.0), (-40.0, -39.9), (-0.01, 0.01), (5.0, 5.5), (30.0, np.inf), (-1.0, 8.0), (200.0, 200.01), (1.2, 1.3)]
    intervals = []
    with mpmath.workdps(80):
        log_cdf = [float(mpmath.log(mpmath.erfc(-mpmath.mpf(v) / mpmath.sqrt(2)) / 2)) for v in z]
        for a, b in pairs:
            upper = lambda v: mpmath.mpf(0) if v == np.inf else mpmath.mpf(1) if v == -np.inf else mpmath.erfc(mpmath.mpf(v) / mpmath.sqrt(2)) / 2
            difference = upper(a) - upper(b) if a > -1 else upper(-b) - upper(-a)
            intervals.append({"a": None if a == -np.inf else a, "b": None if b == np.inf else b, "log": float(mpmath.log(difference))})
    assert np.allclose(log_cdf, log_ndtr(z), rtol=1e-12)
    return {"z": z, "logCdf": log_cdf, "intervals": intervals}


WEIGHTS = [0.4, 0.6]
MEANS = [np.array([0.8, -0.4]), np.array([-0.5, 0.3])]
COVARIANCES = [np.array([[0.09, 0.05], [0.05, 0.08]]), np.array([[0.2, -0.04], [-0.04, 0.06]])]


def scales(t):
    log_signal = -0.25 * t**2 * 19.9 - 0.5 * t * 0.1
    return np.exp(log_signal), np.sqrt(-np.expm1(2 * log_signal))


def score_and_divergence(x, t):
    a, s = scales(t)
    parts = [(w, a * m, a**2 * C + s**2 * np.eye(2)) for w, m, C in zip(WEIGHTS, MEANS, COVARIANCES)]
    p = np.array([w * multivariate_normal(m, V).pdf(x) for w, m, V in parts])
    r = p / p.sum()
    g = [-np.linalg.solve(V, x - m) for _, m, V in parts]
    score = sum(ri * gi for ri, gi in zip(r, g))
    hessian = sum(ri * (np.outer(gi, gi) - np.linalg.inv(V)) for ri, gi, (_, _, V) in zip(r, g, parts)) - np.outer(score, score)
    return score, np.trace(hessian)


def flows() -> list[dict]:
    found = []
    for x in ([0.7, -0.5], [0.0, 0.0], [-1.2, 0.9]):
        def rhs(t, y):
            beta = 0.1 + 19.9 * t
            score, div = score_and_divergence(y[:2], t)
            return np.append(-0.5 * beta * (y[:2] + score), -0.5 * beta * (2 + div))
        end = solve_ivp(rhs, (0.01, 1), [*x, 0.0], method="DOP853", rtol=1e-12, atol=1e-13).y[:, -1]
        solved = multivariate_normal(np.zeros(2), np.eye(2)).logpdf(end[:2]) + end[2]
        a, s = scales(0.01)
        density = sum(w * multivariate_normal(a * m, a**2 * C + s**2 * np.eye(2)).pdf(x) for w, m, C in zip(WEIGHTS, MEANS, COVARIANCES))
        found.append({"x": x, "latent": end[:2].tolist(), "logLikelihood": float(solved), "closed": float(np.log(density))})
    return found


def main() -> None:
    draw = np.random.default_rng(0)
    components = [{"weight": w, "mean": m.tolist(), "covariance": C.flatten().tolist()} for w, m, C in zip(WEIGHTS, MEANS, COVARIANCES)]
    rows = lambda name, values: f'"{name}": [\n' + ",\n".join(json.dumps(v, separators=(",", ":")) for v in values) + "\n]"
    parts = [
        f'"note": {json.dumps(NOTE, indent=1)}',
        f'"distribution": {json.dumps(distribution())}',
        f'"components": {json.dumps(components)}',
        rows("bounds", bounds(draw)),
        rows("flows", flows()),
    ]
    sys.stdout.write("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()

"""The ordinal model by the No-U-Turn Sampler of NumPyro.

It samples everything: both components at each time, level, effect, all hyperparameters and the
shape of the thresholds; only the error of measurement is integrated, which makes the likelihood
a difference of normal tails. Where that error is small the tails are steep and the chains slow:
a course of 168 days takes an hour.
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax.scipy.special import log_ndtr
from numpy.typing import NDArray
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
from scipy.special import ndtr

from caseline.stats.statespace import HalfNormal
from caseline.stats.statespace.thresholds import shapes, thresholds
from tools.calibrate.ordinal_courses import OrdinalCourse

Floats = NDArray[np.float64]

CHAINS, WARM_UP, DRAWS = 4, 1000, 2500
ACCEPT = 0.9
ENOUGH = 4000  # effective draws of the effect; the chains go on until there are so many
MOST_RUNS = 4
OUTSIDE = 1000.0  # points: the outermost thresholds; infinity has no gradient
BEFORE = 1e9  # days before the first value, so that it comes from the stationary distribution


def sampled(times: Floats, begins: Floats, course: OrdinalCourse) -> dict[str, float]:
    """What the sampler says of the steady difference of the expected score."""
    jax.config.update("jax_enable_x64", True)
    return summary(_draws(times, begins, course))


def summary(draws: Floats) -> dict[str, float]:
    """Of draws of the effect, shape (chains, draws)."""
    flat = draws.ravel()
    low, high = np.quantile(flat, [0.025, 0.975])
    n_eff = float(effective_sample_size(draws))
    n_eff_p = float(effective_sample_size((draws > 0).astype(float)))
    p = float((flat > 0).mean())
    return {
        "mean": float(flat.mean()),
        "sd": float(flat.std()),
        "p_better": p,
        "low": float(low),
        "high": float(high),
        "mean_se": float(flat.std() / np.sqrt(n_eff)),
        "p_se": float(np.sqrt(p * (1 - p) / n_eff_p)) if 0 < p < 1 else 0.0,
        "ess": n_eff,
        "rhat": float(split_gelman_rubin(draws)),
    }


def _draws(times: Floats, begins: Floats, course: OrdinalCourse) -> Floats:
    """Draws of the steady difference of the expected score, shape (chains, draws)."""
    found: list[Floats] = []
    for run in range(MOST_RUNS):
        sampler = numpyro.infer.MCMC(
            numpyro.infer.NUTS(_model, target_accept_prob=ACCEPT),
            num_warmup=WARM_UP,
            num_samples=DRAWS,
            num_chains=CHAINS,
            chain_method="vectorized",
            progress_bar=False,
        )
        sampler.run(jax.random.PRNGKey(run), times, begins, course)
        kept = sampler.get_samples(group_by_chain=True)
        found.append(_difference({name: np.asarray(one) for name, one in kept.items()}, course))
        if effective_sample_size(np.concatenate(found)) >= ENOUGH:
            break
    return np.concatenate(found)


def _difference(kept: dict[str, Floats], course: OrdinalCourse) -> Floats:
    levels, widths = course.levels, course.priors.widths
    count = shapes(levels)
    shape = kept["shape"].reshape(-1, count) if count else np.empty((kept["mu"].size, 0))
    at = thresholds(levels, widths.mean + widths.sd * shape).at.T.reshape(*kept["mu"].shape, -1)
    sd = kept["s_f"] * np.sqrt(1 + kept["slow"] ** 2 + kept["error"] ** 2)

    def expected(centre: Floats) -> Floats:
        return ndtr((centre[..., None] - at) / sd[..., None]).sum(axis=-1)

    difference: Floats = expected(kept["mu"] + kept["beta"]) - expected(kept["mu"])
    return difference * levels.step


def _model(times: Floats, begins: Floats, course: OrdinalCourse) -> None:
    priors, levels = course.priors, course.levels
    n = len(times)
    rho = numpyro.sample("rho", dist.Beta(priors.rho.a, priors.rho.b))
    slow = numpyro.sample("slow", dist.HalfNormal(priors.slow.sd))
    s_f = numpyro.sample("s_f", dist.HalfNormal(priors.s_f.sd))
    names = ("l_s", "tau_on", "tau_off", "ed50")
    l_s, tau_on, tau_off, ed50 = (_log_normal(name, getattr(priors, name)) for name in names)
    if isinstance(priors.error, HalfNormal):
        error = numpyro.sample("error", dist.HalfNormal(priors.error.sd))
    else:
        error = numpyro.deterministic("error", _log_normal("s_e", priors.error) / s_f)
    prior = next(iter(priors.effects.values()))
    mu = priors.mu.mean + priors.mu.sd * numpyro.sample("z_mu", dist.Normal())
    beta = prior.mean + prior.sd * numpyro.sample("z_beta", dist.Normal())
    numpyro.deterministic("mu", mu)
    numpyro.deterministic("beta", beta)
    shocks = numpyro.sample("shocks", dist.Normal().expand([n, 2]).to_event(2))
    gaps = jnp.concatenate([jnp.array([BEFORE]), jnp.diff(times)])
    fast, drift = (
        _wander(shocks[:, k], jnp.exp(-gaps / length))
        for k, length in enumerate((-1 / jnp.log(rho), l_s))
    )
    exposed = _exposure(times, begins, course.design.amounts, tau_on, tau_off, ed50)
    latent = mu + beta * exposed + s_f * (fast + slow * drift)
    at = _thresholds(levels, priors.widths)
    places = levels.places(course.values)
    low, high = ((at[k] - latent) / (s_f * error) for k in (places, places + 1))
    flipped = low + high > 0
    low, high = jnp.where(flipped, -high, low), jnp.where(flipped, -low, high)
    below = log_ndtr(high)
    numpyro.factor("answers", jnp.sum(below + jnp.log(-jnp.expm1(log_ndtr(low) - below))))


def _log_normal(name: str, prior: Any) -> Any:  # noqa: ANN401  a prior, an array of JAX
    return prior.median * jnp.exp(prior.sd * numpyro.sample("z_" + name, dist.Normal()))


def _wander(shocks: Any, kept: Any) -> Any:  # noqa: ANN401  arrays of JAX
    def step(before: Any, now: Any) -> Any:  # noqa: ANN401  arrays of JAX
        shock, share = now
        value = share * before + jnp.sqrt(1 - share**2) * shock
        return value, value

    return jax.lax.scan(step, 0.0, (shocks, kept))[1]


def _exposure(
    times: Floats,
    begins: Floats,
    amounts: Floats,
    tau_on: Any,  # noqa: ANN401
    tau_off: Any,  # noqa: ANN401
    ed50: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """E at each time: between doses in closed form, over the doses by their recursion."""
    now, found = 0.0, jnp.zeros(len(times))
    shares = amounts / amounts.max()
    for k, (begin, share) in enumerate(zip(begins, shares, strict=True)):
        goal = share / (share + ed50) * (1 + ed50)
        tau = jnp.where(goal > now, tau_on, tau_off)
        since = jnp.maximum(times - begin, 0)
        found = jnp.where(times >= begin, goal + (now - goal) * jnp.exp(-since / tau), found)
        if k + 1 < len(begins):
            now = goal + (now - goal) * jnp.exp(-(begins[k + 1] - begin) / tau)
    return found


def _thresholds(levels: Any, widths: Any) -> Any:  # noqa: ANN401
    """All thresholds and ends beyond them, the inner cells by their shape."""
    half_way = levels.low + levels.step * (np.arange(levels.count - 1) + 0.5)
    at, count, cells = jnp.array(half_way), shapes(levels), levels.used - 2
    if count:
        shape = numpyro.sample("shape", dist.Normal().expand([count]).to_event(1))
        x = np.linspace(-1, 1, cells)
        bases = np.stack([x, x**2])[:count]
        parts = jnp.exp((widths.mean + widths.sd * shape) @ bases)
        parts = parts * cells * levels.step / parts.sum()
        begin = levels.first + 1
        at = at.at[begin : begin + cells].set(half_way[levels.first] + jnp.cumsum(parts))
    return jnp.concatenate([jnp.array([-OUTSIDE]), at, jnp.array([OUTSIDE])])

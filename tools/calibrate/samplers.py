"""The one-course model by the No-U-Turn Sampler: nutpie on the density written by hand, NumPyro.

Both sample level, effect and all hyperparameters, and integrate the two components out by a
Kalman filter. nutpie calls `density`, compiled by numba, which lets go of Python's lock;
NumPyro differentiates a filter written in JAX (`lax.scan`), in double precision, its four
chains as one vector.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.calibrate.density import BETA, Data, N, density

Floats = NDArray[np.float64]
Array = Any  # of JAX, whose types stand for shapes that change while it traces
Module = Any
Draws = Callable[[int], Floats]  # from a seed to draws of the effect, shape (chains, draws)

CHAINS, WARM_UP = 4, 1000


def nutpie_sampler(data: Data, draws: int, *, accept: float = 0.8) -> Draws:
    """Draws of the effect by nutpie; the model is compiled before, as its users do."""
    import nutpie
    from nutpie.compiled_pyfunc import from_pyfunc

    arguments = data.arguments
    density(np.zeros(N), *arguments)

    def log_density(x: Floats) -> tuple[float, Floats]:
        found: tuple[float, Floats] = density(x, *arguments)
        return found

    def expand(x: Floats) -> Mapping[str, Floats]:
        return {"x": x}

    model = from_pyfunc(
        N,
        lambda: log_density,
        lambda *_: expand,
        [np.dtype("float64")],
        [(N,)],
        ["x"],
        make_initial_point_fn=lambda seed: np.random.default_rng(seed).normal(0, 0.5, N),
    )

    def sample(seed: int) -> Floats:
        trace = nutpie.sample(
            model,
            draws=draws,
            tune=WARM_UP,
            chains=CHAINS,
            cores=2,
            seed=seed,
            save_warmup=False,
            progress_bar=False,
            target_accept=accept,
        )
        return data.effect(np.asarray(trace.posterior["x"]))

    return sample


def numpyro_sampler(data: Data, draws: int) -> Draws:
    """Draws of the effect by NumPyro; a second run of the same sampler is compiled already."""
    jax, _, infer = _numpyro()
    kernel = infer.NUTS(_log_density_in_jax(), init_strategy=infer.init_to_median)
    sampler = infer.MCMC(
        kernel,
        num_warmup=WARM_UP,
        num_samples=draws,
        num_chains=CHAINS,
        chain_method="vectorized",
        progress_bar=False,
    )
    columns = {name: np.asarray(value) for name, value in vars(data).items() if name != "sem_known"}

    def sample(seed: int) -> Floats:
        sampler.run(jax.random.PRNGKey(seed), **columns, sem_known=data.sem_known)
        x = np.asarray(sampler.get_samples(group_by_chain=True)["x"])
        return data.effect(x)

    return sample


@cache
def _numpyro() -> tuple[Module, Module, Module]:
    import jax
    import numpyro
    from numpyro import infer

    jax.config.update("jax_enable_x64", True)
    return jax, numpyro, infer


def _log_density_in_jax() -> Callable[..., None]:
    """The model of `density` as a NumPyro model, one vector of parameters on the whole line."""
    jax, numpyro, _ = _numpyro()
    from numpyro.distributions import ImproperUniform, constraints

    def model(sem_known: bool, **data: Array) -> None:
        line = ImproperUniform(constraints.real_vector, (), (N,))
        x = numpyro.sample("x", line)
        numpyro.factor("density", log_density(x, sem_known, **data))

    def log_density(x: Array, sem_known: bool, **data: Array) -> Array:
        jnp, priors = jax.numpy, data["priors"]
        rho = jax.nn.sigmoid(x[0])
        slow, s_f = jnp.exp(x[1]), jnp.exp(x[7])
        scores = x[jnp.array([2, 4, 5, 6])]
        l_s, tau_on, tau_off, ed50 = (
            jnp.exp(priors[3] + priors[4] * scores[0]),
            *(jnp.exp(priors[7 + 2 * i] + priors[8 + 2 * i] * scores[1 + i]) for i in range(3)),
        )
        if sem_known:
            error = jnp.exp(priors[5] + priors[6] * x[3]) / s_f
            of_error = -0.5 * x[3] ** 2
        else:
            error = jnp.exp(x[3])
            of_error = x[3] - 0.5 * (error / priors[6]) ** 2
        mu, beta = priors[14] + priors[15] * x[8], priors[16] + priors[17] * x[9]
        exposed = _exposure(jax, data, tau_on, tau_off, ed50)
        left = data["values"] - mu - beta * exposed
        likelihood = _filter(jax, data["times"], left, -1 / jnp.log(rho), l_s, slow, error, s_f)
        prior = (
            priors[0] * jnp.log(rho)
            + priors[1] * jnp.log1p(-rho)
            + x[1]
            - 0.5 * (slow / priors[2]) ** 2
            + x[7]
            - 0.5 * (s_f / priors[13]) ** 2
            + of_error
            - 0.5 * jnp.sum(scores**2)
            - 0.5 * (x[8] ** 2 + x[BETA] ** 2)
        )
        return likelihood + prior

    return model


def _exposure(jax: Array, data: Array, tau_on: Array, tau_off: Array, ed50: Array) -> Array:
    """E at each time: between doses in closed form, over the doses by their recursion."""
    jnp, times = jax.numpy, data["times"]
    begins, shares = data["begins"], data["shares"]
    goals = shares * (1 + ed50) / (shares + ed50)
    now, found = 0.0, jnp.zeros(times.shape)
    for k in range(begins.shape[0]):
        rate = jnp.where(goals[k] > now, 1 / tau_on, 1 / tau_off)
        since = times - begins[k]
        found = jnp.where(
            since >= 0, goals[k] + (now - goals[k]) * jnp.exp(-jnp.maximum(since, 0) * rate), found
        )
        if k + 1 < begins.shape[0]:
            now = goals[k] + (now - goals[k]) * jnp.exp(-(begins[k + 1] - begins[k]) * rate)
    return found


def _filter(
    jax: Array,
    times: Array,
    left: Array,
    l_f: Array,
    l_s: Array,
    slow: Array,
    error: Array,
    s_f: Array,
) -> Array:
    """Log likelihood of what is left, by a Kalman filter over the two components."""
    jnp = jax.numpy
    gaps = jnp.diff(times, prepend=times[:1])
    keep_f, keep_s, q, r = jnp.exp(-gaps / l_f), jnp.exp(-gaps / l_s), slow**2, error**2

    def step(state: Array, now: Array) -> Array:
        m_f, m_s, ff, fs, ss = state
        value, f, s = now
        ff, fs, ss = 1 + f**2 * (ff - 1), f * s * fs, q + s**2 * (ss - q)
        c_f, c_s = ff + fs, fs + ss
        v = c_f + c_s + r
        e = value - f * m_f - s * m_s
        g_f, g_s = c_f / v, c_s / v
        state = (
            f * m_f + g_f * e,
            s * m_s + g_s * e,
            ff - g_f * c_f,
            fs - g_f * c_s,
            ss - g_s * c_s,
        )
        return state, jnp.log(v) + e**2 / (v * s_f**2)

    start = (0.0 * q, 0.0 * q, 1.0 + 0.0 * q, 0.0 * q, q)
    _, parts = jax.lax.scan(step, start, (left, keep_f, keep_s))
    n = left.shape[0]
    return -0.5 * jnp.sum(parts) - n * jnp.log(s_f) - 0.5 * n * jnp.log(2 * jnp.pi)

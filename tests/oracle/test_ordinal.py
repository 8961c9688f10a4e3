"""The cumulative probit against dense algebra, rectangle probabilities, particles and NUTS.

The stored numbers are of methods without the model's approximation
(`python -m tools.calibrate.store_ordinal`): particle filters at very many nodes for every
course, and for the short ones the No-U-Turn Sampler as well.
"""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from caseline.stats.levels import levels_of
from caseline.stats.statespace import default_priors, fit_ordinal
from caseline.stats.statespace.filter import Texture, Transitions
from caseline.stats.statespace.sites import Between, Linear, Sites, approximate
from caseline.stats.statespace.smoother import solve

STORED = json.loads((Path(__file__).parent / "data" / "ordinal.json").read_text("utf-8"))
COURSES = {one["name"]: one for one in STORED["courses"]}
SAMPLED = [name for name, one in COURSES.items() if "nuts" in one]
MEAN, PROBABILITY = 0.05, 0.02  # posterior standard deviations, and none


def dense(times, texture, node, noise):
    apart = np.abs(times[:, None] - times)
    fast = np.exp(-apart / texture.l_f[node])
    slow = texture.slow[node] ** 2 * np.exp(-apart / texture.l_s[node])
    return fast + slow + np.diag(noise)


@pytest.mark.parametrize("seed", range(6))
def test_the_smoother_gives_the_dense_inverse(seed):
    rng = np.random.default_rng(seed)
    n, nodes = int(rng.integers(1, 40)), 3
    times = np.cumsum(rng.choice([0.25, 1, 1, 7], n))
    texture = Texture(*np.exp(rng.normal([[1], [4], [0], [-1]], 1, (4, nodes))))
    columns, noise = rng.normal(size=(n, 3, nodes)), np.exp(rng.normal(size=(n, nodes)))

    found = solve(times, columns, noise, Transitions(texture, columns.shape[1]))

    for node in range(nodes):
        cov = dense(times, texture, node, noise[:, node])
        inverse = np.linalg.inv(cov)
        assert found.columns[:, :, node] == pytest.approx(inverse @ columns[:, :, node], abs=1e-9)
        assert found.diagonal[:, node] == pytest.approx(np.diag(inverse), rel=1e-9)
        assert found.log_det[node] == pytest.approx(np.linalg.slogdet(cov)[1], abs=1e-9)


TIMES = np.array([0.0, 1.0, 2.0, 4.0])
TEXTURE = Texture(*np.array([[1.5, 3.0], [60.0, 90.0], [0.7, 0.3], [0.4, 0.8]]))
S_F = np.array([1.2, 0.8])
MEANS, VARIANCES = np.array([1.0, 0.0]), np.array([4.0, 2.0])
DESIGN = np.array([[1, 0], [1, 0.2], [1, 0.6], [1, 0.9]])


def one_node(low, high, start):
    between = Between(*(np.repeat(end[:, None], 2, axis=1) for end in (low, high)))
    linear = Linear(np.repeat(DESIGN[:, :, None], 2, axis=2), MEANS, VARIANCES)
    sites = Sites(start[:, None], np.full((4, 1), 0.25))
    return approximate(TIMES, between, linear, S_F, TEXTURE, sites)


def latent_cov(node):
    """Of the latent values themselves, level and effect included."""
    error = np.full(4, TEXTURE.error[node] ** 2)
    fluctuation = S_F[node] ** 2 * dense(TIMES, TEXTURE, node, error)
    return fluctuation + DESIGN @ np.diag(VARIANCES) @ DESIGN.T


LOW = np.array([-np.inf, 0.5, 0.5, 1.5])
HIGH = np.array([0.5, 1.5, 1.5, np.inf])


def test_the_evidence_of_a_node_is_the_probability_of_the_rectangle():
    found = one_node(LOW, HIGH, np.array([0.0, 1, 1, 2]))

    for node in range(2):
        normal = stats.multivariate_normal(DESIGN @ MEANS, latent_cov(node))
        exact = normal.cdf(HIGH, lower_limit=LOW, rng=np.random.default_rng(1))
        assert found.log_evidence[node] == pytest.approx(np.log(exact), abs=0.03)


def test_level_and_effect_are_those_of_draws_that_fall_into_the_rectangle():
    found = one_node(LOW, HIGH, np.array([0.0, 1, 1, 2]))
    rng = np.random.default_rng(2)

    for node in range(2):
        coefficients = MEANS + np.sqrt(VARIANCES) * rng.normal(size=(400_000, 2))
        error = np.full(4, TEXTURE.error[node] ** 2)
        root = S_F[node] * np.linalg.cholesky(dense(TIMES, TEXTURE, node, error))
        values = coefficients @ DESIGN.T + rng.normal(size=(400_000, 4)) @ root.T
        inside = coefficients[((values > LOW) & (values <= HIGH)).all(axis=1)]
        assert len(inside) > 2000
        sd = inside.std(axis=0)
        assert found.mean[node] == pytest.approx(inside.mean(axis=0), abs=0.07 * sd.min())
        assert np.sqrt(np.diag(found.cov[node])) == pytest.approx(sd, rel=0.05)


def test_very_fine_levels_are_points():
    values, step = np.array([0.3, 1.1, 0.8, 2.2]), 1e-3

    found = one_node(values - step / 2, values + step / 2, values)

    for node in range(2):
        normal = stats.multivariate_normal(DESIGN @ MEANS, latent_cov(node))
        density = found.log_evidence[node] - 4 * np.log(step)
        assert density == pytest.approx(normal.logpdf(values), abs=1e-4)
        known = np.diag(VARIANCES) @ DESIGN.T @ np.linalg.inv(latent_cov(node))
        away = known @ (values - DESIGN @ MEANS)
        assert found.mean[node] == pytest.approx(MEANS + away, abs=1e-4)


def fit(course):
    priors = default_priors(
        baseline_sd=course["baseline_sd"], scale_range=(0, 10), mcid=1, sem=course["sem"]
    )
    doses = course["begin_days"], course["amounts"]
    values = np.array(course["values"])
    levels = levels_of(values, (0, 10))
    return fit_ordinal(
        course["times"], values, doses, worse="lower", priors=priors, levels=levels
    ).effect.steady


@pytest.mark.parametrize("name", COURSES)
def test_mean_and_probability_are_those_of_the_particles(name):
    found, exact = fit(COURSES[name]), COURSES[name]["exact"]

    room = MEAN * exact["sd"] + 3 * exact["mean_se"]
    assert found.mean == pytest.approx(exact["mean"], abs=room)
    assert found.sd == pytest.approx(exact["sd"], rel=0.1)
    room = PROBABILITY + 3 * exact["p_better_se"]
    assert float(found.above(0)) == pytest.approx(exact["p_better"], abs=room)


@pytest.mark.parametrize("name", SAMPLED)
def test_mean_and_probability_are_those_of_the_sampler(name):
    found, sampled = fit(COURSES[name]), COURSES[name]["nuts"]

    assert sampled["rhat"] < 1.01
    room = MEAN * sampled["sd"] + 3 * sampled["mean_se"]
    assert found.mean == pytest.approx(sampled["mean"], abs=room)
    room = PROBABILITY + 3 * sampled["p_se"]
    assert float(found.above(0)) == pytest.approx(sampled["p_better"], abs=room)

"""The likelihood against dense normal densities, and the posterior against a plain grid."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from caseline.stats.statespace import (
    Beta,
    HalfNormal,
    LogNormal,
    Normal,
    Priors,
    default_priors,
    fit_course,
)
from caseline.stats.statespace.filter import Texture, gram
from caseline.stats.statespace.kernel import DoseSteps
from caseline.stats.statespace.model import Model

# Gauss and Hermite's rule over log s_f; its third place is the mode
PLACES, SHARES = np.polynomial.hermite_e.hermegauss(5)
SHARES = SHARES / SHARES.sum()


def random_course(seed):
    """Irregular days, some without a value, and three dose changes."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(4, 60))
    planned = np.cumsum(rng.choice([0.25, 1, 1, 1, 7, 30], n) * rng.uniform(0.5, 1.5, n))
    measured = rng.uniform(size=n) < 0.8
    measured[:4] = True
    begins = np.sort(rng.uniform(planned[0], planned[-1], 3))
    return Model(
        planned=planned,
        measured=measured,
        values=rng.normal(5, 2, measured.sum()),
        steps=DoseSteps(begins, np.array([1.5, 4.5, 0])),
        priors=default_priors(
            baseline_sd=2, scale_range=(0, 10), mcid=1, sem=0.7 if seed % 2 else None
        ),
        mu=5.0,
    )


def dense(times, texture, node):
    """R of one node, entry by entry."""
    apart = np.abs(times[:, None] - times)
    fast = np.exp(-apart / texture.l_f[node])
    slow = texture.slow[node] ** 2 * np.exp(-apart / texture.l_s[node])
    return fast + slow + texture.error[node] ** 2 * np.eye(len(times))


@pytest.mark.parametrize("seed", range(12))
def test_the_filter_gives_the_products_of_the_dense_inverse(seed):
    model = random_course(seed)
    rng = np.random.default_rng(seed)
    times = model.planned[model.measured]
    texture = Texture(*np.exp(rng.normal([[1], [4], [0], [-1]], 1, (4, 7))))
    exposed = rng.uniform(size=(len(times), 7))
    line = np.linspace(-1, 2, len(times))

    found = gram(times, model.values, exposed, texture, line)

    for node in range(7):
        columns = np.stack([model.values, np.ones(len(times)), exposed[:, node], line], axis=1)
        cov = dense(times, texture, node)
        products = columns.T @ np.linalg.solve(cov, columns)
        assert found.products[..., node] == pytest.approx(products, rel=1e-8, abs=1e-8)
        assert found.log_det[node] == pytest.approx(np.linalg.slogdet(cov)[1], rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("seed", range(12))
def test_the_evidence_of_a_node_is_the_dense_normal_density(seed):
    """y ~ N(mu0 + m E, s_f^2 R + V 1 1' + W E E' + l l'), with the priors of level and effect."""
    model = random_course(seed)
    line = np.zeros(len(model.planned)) if seed % 2 else 0.05 * model.planned - 1
    model = replace(model, line=line if line.any() else None)
    z = np.random.default_rng(seed).normal(size=(5, len(model.active)))
    bells, hyper = model.bells(z), model.hyper(z)
    times, mu = model.planned[model.measured], model.priors.mu

    for name, effect in model.priors.effects.items():
        evidence = bells.log_evidence(effect)
        for node in range(5):
            exposed = exposure_of(model, hyper, node)
            s_f = np.exp(bells.log_s_f[node, 2])
            cov = s_f**2 * dense(times, hyper.texture, node) + mu.sd**2
            cov += effect.sd**2 * np.outer(exposed, exposed)
            cov += np.outer(line[model.measured], line[model.measured])
            density = stats.multivariate_normal(mu.mean + effect.mean * exposed, cov)
            expected = density.logpdf(model.values) + scale_prior(model, hyper, node, s_f)
            width = (bells.log_s_f[node, 3] - bells.log_s_f[node, 2]) / PLACES[3]
            strip = np.log(width * SHARES[2] * np.sqrt(2 * np.pi))
            assert evidence[node, 2] == pytest.approx(expected + strip, rel=1e-8, abs=1e-8), name


def test_a_strong_effect_hides_from_no_node_how_little_the_course_moves():
    """The points of s_f lie about its mode: the middle one is the likeliest, none is far out."""
    rng = np.random.default_rng(14)
    days = np.arange(60.0)
    model = Model(
        planned=days,
        measured=np.ones(60, dtype=bool),
        values=5 + 3 * (days // 15 % 2) + 0.05 * rng.normal(size=60),
        steps=DoseSteps(np.array([15.0, 30, 45]) - 0.5, np.array([1.0, 0, 1])),
        priors=default_priors(baseline_sd=1, scale_range=(0, 10), mcid=1),
        mu=5.0,
    )
    z = rng.normal(size=(40, len(model.active)))
    z[:, model.active.index(4)] = -4  # an onset at once, so that the effect explains all

    bells = model.bells(z)

    density = bells.log_evidence(model.priors.effects["neutral"])
    density -= np.log(SHARES) + 0.5 * PLACES**2
    assert (density.argmax(axis=1) == 2).all()


def exposure_of(model, hyper, node):
    """The exposure by the formula, one dose after the other."""
    level, now, found = 0.0, model.steps.begin_days[0], []
    ends = [*model.steps.begin_days[1:], np.inf]
    times = model.planned[model.measured]
    found = np.zeros(len(times))
    ed50 = hyper.ed50[node]
    for begin, end, amount in zip(
        model.steps.begin_days, ends, model.steps.amounts / 4.5, strict=True
    ):
        goal = amount / (amount + ed50) * (1 + ed50)
        tau = hyper.tau_on[node] if goal > level else hyper.tau_off[node]
        inside = (times >= begin) & (times < end)
        found[inside] = goal + (level - goal) * np.exp(-(times[inside] - begin) / tau)
        level = goal + (level - goal) * np.exp(-(end - begin) / tau)
        now = end
    assert now == np.inf
    return found


def scale_prior(model, hyper, node, s_f):
    """Log density of log s_f and, with a SEM, of log s_e against its reference's."""
    prior = stats.halfnorm(scale=model.priors.s_f.sd).logpdf(s_f) + np.log(s_f)
    error = model.priors.error
    if isinstance(error, HalfNormal):
        return prior
    ratio = hyper.texture.error[node]
    own = stats.norm(np.log(error.median), error.sd).logpdf(np.log(ratio * s_f))
    share = stats.halfnorm(scale=model.priors.s_f.sd / error.median)
    return prior + own - (share.logpdf(1 / ratio) - np.log(ratio))


def test_the_posterior_is_that_of_a_plain_grid():
    """Eight values, no slow component, an instant onset: three dimensions are left.

    s_f, rho and s_e / s_f are summed over a fine grid with densities of scipy's own, level and
    effect by dense algebra.
    """
    values = np.array([6.1, 7.0, 6.4, 7.3, 5.2, 4.1, 5.0, 3.9])
    days = np.arange(8.0)
    priors = Priors(
        mu=Normal(5, 5, ""),
        effects={"neutral": Normal(0, 1.5, ""), "hopeful": Normal(1, 1, "")},
        s_f=HalfNormal(1.0, ""),
        rho=Beta(2, 2.5, ""),
        slow=HalfNormal(0.0, ""),
        l_s=LogNormal(90, 0.8, ""),
        error=HalfNormal(0.5, ""),
        tau_on=LogNormal(1e-6, 1e-6, ""),
        tau_off=LogNormal(7, 0.8, ""),
        ed50=LogNormal(0.5, 0.7, ""),
    )

    fit = fit_course(days, values, ([3.5], [1]), worse="higher", priors=priors)

    for name, prior in priors.effects.items():
        mean, sd, evidence = on_a_grid(days, -values, (days > 3.5) * 1.0, prior)
        found = fit.effects[name]
        assert found.steady.mean == pytest.approx(mean, abs=0.003 * sd)
        assert found.steady.sd == pytest.approx(sd, rel=0.003)
        assert found.log_evidence == pytest.approx(evidence, abs=0.003)


def on_a_grid(days, values, exposed, effect):
    scores = np.linspace(-5, 5, 41)
    rho = stats.beta(2, 2.5).ppf(stats.norm.cdf(scores))
    error = stats.halfnorm(scale=0.5).ppf(stats.norm.cdf(scores))
    log_s = np.linspace(-3, 1.6, 47)
    apart = np.abs(days[:, None] - days)
    fast = rho[:, None, None] ** apart
    shape = fast[:, None] + error[None, :, None, None] ** 2 * np.eye(8)
    design = np.stack([np.ones(8), exposed], axis=1)
    known = design @ np.diag([25, effect.sd**2]) @ design.T
    cov = np.exp(2 * log_s)[:, None, None, None, None] * shape + known
    away = values + 5 - effect.mean * exposed
    solved = np.linalg.solve(cov, np.stack([away, exposed], axis=1))
    quadratic = solved[..., 0] @ away
    logs = -0.5 * (quadratic + np.linalg.slogdet(cov)[1] + 8 * np.log(2 * np.pi))
    logs += (stats.halfnorm.logpdf(np.exp(log_s)) + log_s)[:, None, None]
    cells = stats.norm.logpdf(scores) + np.log(scores[1] - scores[0])
    logs += cells[:, None] + cells + np.log(log_s[1] - log_s[0])
    means = effect.mean + effect.sd**2 * (solved[..., 0] @ exposed)
    variances = effect.sd**2 - effect.sd**4 * (solved[..., 1] @ exposed)
    weights = np.exp(logs - logs.max())
    total = weights.sum()
    mean = (weights * means).sum() / total
    spread = (weights * (variances + (means - mean) ** 2)).sum() / total
    return mean, np.sqrt(spread), np.log(total) + logs.max()

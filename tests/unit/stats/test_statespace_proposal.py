"""Where the next nodes go, on posteriors that are known."""

import numpy as np
import pytest

from caseline.stats.statespace.proposal import (
    HANDFUL,
    WIDER,
    effective,
    propose,
    softmax,
)
from caseline.stats.statespace.sobol import normal_points

NODES = normal_points(0, 512, 3)


def bell(z, mean, sds):
    return -0.5 * np.square((z - mean) / sds).sum(axis=1)


def spreads(proposal):
    return np.sqrt(np.diag(proposal.root @ proposal.root.T))


def test_a_well_known_posterior_gives_its_mean_and_a_wider_spread():
    mean, sds = np.array([0.3, -0.2, 0]), np.array([0.8, 0.7, 0.9])
    log_density = bell(NODES, mean, sds)
    log_weight = log_density + 0.5 * np.square(NODES).sum(axis=1)

    found = propose(NODES, log_weight, log_density, newest=512)

    assert found.mean == pytest.approx(mean, abs=0.02)
    assert spreads(found) == pytest.approx(WIDER * sds, rel=0.03)


def test_a_sharp_posterior_is_found_by_its_curvature():
    """A bell is a quadratic surface, so one step finds it, though hardly a node is near."""
    mean, sds = np.array([0.5, -0.6, 0.4]), np.array([0.01, 0.02, 0.05])
    log_density = bell(NODES, mean, sds)

    found = propose(NODES, log_density, log_density, newest=512)

    assert effective(softmax(log_density)) < 5
    assert found.mean == pytest.approx(mean, abs=1e-6)
    assert spreads(found) == pytest.approx(WIDER * sds, rel=1e-6)


def test_a_step_to_a_far_summit_is_held_back():
    log_density = bell(NODES, np.array([60, 0, 0]), np.array([1, 1, 1]))

    found = propose(NODES, log_density, log_density, newest=512)

    assert 3 < found.mean[0] < 12


def test_no_proposal_is_wider_at_the_summit_than_the_prior_allows():
    slope = 100 * NODES[:, 0]  # no summit at all

    found = propose(NODES, slope, slope, newest=512)

    assert spreads(found).max() <= WIDER * (1 + 1e-9)


def test_a_lone_heavy_node_draws_the_next_ones_to_it_once_there_is_no_climb():
    lone = np.array([[4.0, 4.0, 4.0]])
    z = np.concatenate([lone, NODES])
    log_weight = np.concatenate([[12.0], np.zeros(512)])

    found = propose(z, log_weight, np.zeros(513), newest=512)

    away = np.linalg.solve(found.root, lone[0] - found.mean)
    assert effective(softmax(log_weight)) < HANDFUL
    assert np.sqrt(np.square(away).sum()) < 4
    assert (found.mean > 0.3).all()


def test_weights_to_a_power_are_as_even_as_a_handful():
    assert effective(np.full(8, 1 / 8)) == pytest.approx(8)
    assert effective(np.array([1.0, 0, 0])) == 1

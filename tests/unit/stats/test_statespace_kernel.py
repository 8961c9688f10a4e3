"""Exposure by hand, and against the differential equation stepped through time."""

from math import exp

import numpy as np
import pytest

from caseline.stats.statespace.kernel import DoseSteps, dose_curve, exposure


def steps(*pairs):
    return DoseSteps(*np.array(pairs, dtype=float).T)


def at(times, doses, tau_on=7.0, tau_off=3.0, ed50=0.5):
    nodes = (np.array([number]) for number in (tau_on, tau_off, ed50))
    return exposure(np.array(times, dtype=float), doses, *nodes)[:, 0]


def test_before_the_first_dose_there_is_no_exposure():
    assert at([-5, 0, 9.99, 10], steps((10, 4.5))).tolist() == [0, 0, 0, 0]


def test_after_one_time_constant_63_percent_are_reached():
    assert at([17, 24], steps((10, 4.5))) == pytest.approx([1 - exp(-1), 1 - exp(-2)], rel=1e-14)


def test_after_the_last_dose_it_falls_with_the_constant_of_offset():
    reached = 1 - exp(-14 / 7)

    assert at([14, 17, 20], steps((0, 1), (14, 0))) == pytest.approx(
        [reached, reached * exp(-1), reached * exp(-2)], rel=1e-14
    )


def test_half_the_maintenance_dose_has_three_quarters_of_the_effect_where_it_is_the_ed50():
    half = dose_curve(0.5, np.array([0.5]))

    assert half.tolist() == [0.75]  # (0.5 / 1.0) / (1 / 1.5)
    assert at([1000], steps((0, 1.5), (2000, 3))) == pytest.approx([0.75], rel=1e-14)


def test_the_maintenance_dose_has_the_whole_effect_and_no_dose_has_none():
    ed50 = np.array([0.01, 0.5, 20])

    assert dose_curve(1.0, ed50) == pytest.approx([1, 1, 1], rel=1e-14)
    assert dose_curve(0.0, ed50).tolist() == [0, 0, 0]


def test_titration_pause_and_restart_solve_the_differential_equation():
    doses = steps((2, 1.5), (6, 3), (9, 4.5), (20, 0), (24, 4.5), (30, 1.5))
    fine = np.linspace(0, 40, 400_001)
    goals = dose_curve(1.0, np.array([0.5])) * 0
    shares = np.array([0, 1, 2, 3, 0, 3, 1])[np.searchsorted(doses.begin_days, fine, "right")] / 3
    goals = shares * 1.5 / (shares + 0.5)
    level, solved = 0.0, []
    for goal in goals:
        solved.append(level)
        level += (goal - level) / (7.0 if goal > level else 3.0) * 1e-4

    assert at(fine[::10_000], doses) == pytest.approx(solved[::10_000], abs=2e-4)


def test_the_assigned_dose_changes_on_its_day():
    assert steps((10, 2), (20, 4), (30, 0)).share_at(np.array([9, 10, 25, 30])).tolist() == [
        0,
        0.5,
        1,
        0,
    ]

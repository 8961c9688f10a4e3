"""The level that the model sees behind the values of a course."""

from datetime import date, timedelta
from math import nan

import numpy as np
import pytest

from caseline.effects.compare import compare
from caseline.effects.course_level import course_level
from caseline.effects.table import diary_of
from caseline.effects.texture import Texture

FIRST = date(2025, 3, 1)


def read(values, on, step=1, **options):
    rows = {
        "date": [FIRST + timedelta(days=step * n) for n in range(len(values))],
        "pain": values,
        "drug": on,
    }
    names = {"date": "date", "value": "pain", "condition": "drug", "baseline": 0}
    return diary_of(rows, **{**names, "worse": "higher", "range": (0, 10), **options}).series


BASELINE = [7, 6, 8, 7, 6, 7, 8, 7, 6, 7]
STEP = read([*BASELINE, 3, 2, 3, 4, 2, 3, 3, 2, 4, 3], [0] * 10 + [1] * 10, mcid=1)


def test_it_runs_from_before_to_after_through_the_values():
    found = course_level(STEP, compare(STEP))

    assert (found.days[0], found.days[-1], len(found.days)) == (FIRST, FIRST + timedelta(19), 20)
    assert found.means[0] == pytest.approx(6.9, abs=0.5)
    assert found.means[-1] == pytest.approx(2.9, abs=0.5)
    assert all(
        low < mean < high
        for low, mean, high in zip(found.lows, found.means, found.highs, strict=True)
    )


def test_it_is_the_normal_distribution_of_its_parts_given_the_values():
    # the joint covariance of level, effect and drift with the values, and its conditional
    effect = compare(STEP)
    texture, priors = Texture.of(effect), effect.as_points.model.priors
    days = STEP.days
    columns = np.column_stack((texture.exposure(STEP, days), np.ones(20)))
    behind = columns @ np.diag([priors.effects["neutral"].sd ** 2, priors.mu.sd**2]) @ columns.T
    behind += texture.slow(days, days)
    values = behind + texture.fast(days, days) + texture.s_e**2 * np.eye(20)
    mean = priors.mu.mean + behind @ np.linalg.inv(values) @ (STEP.values - priors.mu.mean)
    sd = np.sqrt(np.diag(behind - behind @ np.linalg.inv(values) @ behind))
    found = course_level(STEP, effect)

    assert found.means == pytest.approx(mean)
    assert found.highs == pytest.approx(mean + 1.959964 * sd, abs=1e-5)


def test_where_nothing_was_recorded_the_interval_is_wider():
    gap = read([*BASELINE, *[nan] * 8, *BASELINE], [0] * 20 + [1] * 8, mcid=1)
    found = course_level(gap, compare(gap))
    widths = np.subtract(found.highs, found.lows)

    assert widths[14] > 1.02 * widths[5]


def test_it_ends_where_the_scale_ends_and_long_courses_are_told_in_fewer_days():
    floor = read([1, 0, 0, 0, 1, 0, 0, 0] * 2, [0] * 8 + [1] * 8, step=40, mcid=1)
    found = course_level(floor, compare(floor))

    assert min(found.lows) == 0
    assert len(found.days) <= 182

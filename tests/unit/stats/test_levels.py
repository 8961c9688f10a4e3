"""The levels of a scale, and the rule that chooses the observation model."""

import numpy as np
import pytest

from caseline.stats.levels import Levels, levels_of, observation_model

NRS = (0, 10)


def of(*values):
    return np.array(values, dtype=float)


@pytest.mark.parametrize(
    ("values", "span", "levels"),
    [
        (of(2, 3, 5), NRS, Levels(0, 1, 11, 2, 5)),
        (of(0, 5, 10), NRS, Levels(0, 5, 3, 0, 2)),  # no other answer was ever given
        (of(1.5, 4), NRS, Levels(0, 0.5, 21, 3, 8)),
        (of(1, np.nan, 3, 4), None, Levels(1, 1, 4, 0, 3)),
        (of(10 / 3, 20 / 3), NRS, Levels(0, 10 / 3, 4, 1, 2)),
        (of(30, 70), (0, 100), Levels(0, 10, 11, 3, 7)),
        (of(33, 70), (0, 100), Levels(0, 1, 101, 33, 70)),
        (of(33.5, 70), (0, 100), None),  # 201 levels
        (of(0.1234, 7.7731), NRS, None),
        (of(4, 4), None, None),
    ],
)
def test_levels_are_the_widest_equal_steps_that_reach_everything(values, span, levels):
    found = levels_of(values, span)

    assert found == levels or found == pytest.approx(levels)


def test_levels_mirrored_are_those_of_the_opposite_numbers():
    values = of(2, 3, 5)
    levels = levels_of(values, NRS)

    assert levels.mirrored() == levels_of(-values, (-10, 0))
    assert levels.mirrored().mirrored() == levels


def test_a_value_has_a_place_and_a_number_off_the_levels_a_nearest_one():
    levels = levels_of(of(1.5, 4), NRS)

    assert levels.used == 6
    assert levels.places(of(0, 1.5, 10)).tolist() == [0, 3, 20]
    assert levels.nearest(of(-3, 1.6, 7.3, 44)).tolist() == [0, 1.5, 7.5, 10]


def test_more_than_a_thousand_values_are_read_as_points():
    values = np.tile(of(0, 1, 2, 3), 251)
    choice, levels = observation_model(values, NRS)

    assert (choice.model, levels) == ("Gaussian", None)
    assert choice.unordered == "more than 1000 values are too many to be ordered"
    assert choice.reason == "25 % of the values lie at 0, a bound of the scale, but " + (
        choice.unordered
    )
    assert observation_model(values[:1000], NRS)[0].model == "cumulative probit"


@pytest.mark.parametrize(
    ("values", "span", "model", "reason"),
    [
        (
            of(2, 3, 4, 5, 6),
            NRS,
            "cumulative probit",
            "the values span 5 levels, fewer than 6",
        ),
        (
            of(2, 7),
            NRS,  # two were used, but they are six levels apart
            "Gaussian",
            "the values span 6 levels, and fewer than 15 % lie at one bound",
        ),
        (
            of(0, 0, 0, *range(1, 10), *range(1, 9)),
            NRS,  # 3 of 20
            "cumulative probit",
            "15 % of the values lie at 0, a bound of the scale",
        ),
        (
            of(0, 0, *range(1, 10), *range(1, 10)),
            NRS,  # 2 of 20
            "Gaussian",
            "the values span 10 levels, and fewer than 15 % lie at one bound",
        ),
        (
            of(10, 10, 9, 8, 7, 6, 5, np.nan),
            NRS,
            "cumulative probit",
            "29 % of the values lie at 10, a bound of the scale",
        ),
        (
            of(10, 10, 9, 8, 7, 6, 5),
            None,  # without a range nothing is a bound
            "Gaussian",
            "the values span 6 levels, and fewer than 15 % lie at one bound",
        ),
        (
            of(0.1, 3.7731, 5.12),
            NRS,
            "Gaussian",
            "the values lie on too many levels to be ordered",
        ),
        (
            of(0, 0, 0.123, 5.12),
            NRS,
            "Gaussian",
            "50 % of the values lie at 0, a bound of the scale, but "
            "the values lie on too many levels to be ordered",
        ),
    ],
)
def test_the_rule_looks_at_levels_and_bounds_alone(values, span, model, reason):
    choice, levels = observation_model(values, span)

    assert (choice.model, choice.reason) == (model, reason)
    assert levels == levels_of(values, span)

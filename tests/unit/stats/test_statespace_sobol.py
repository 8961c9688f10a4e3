"""The fixed points: those of the published sequence, and even in each stage."""

import numpy as np
import pytest
from scipy.special import ndtr
from scipy.stats import qmc

from caseline.stats.statespace.nodes import MOST_STAGES, STAGE
from caseline.stats.statespace.sobol import (
    BITS,
    DIMENSIONS,
    LONGEST,
    normal_points,
    whole_points,
)


def test_the_sequence_is_that_of_joe_and_kuo_as_scipy_gives_it():
    published = qmc.Sobol(DIMENSIONS, scramble=False, bits=BITS).random(4096)

    assert (whole_points(4096) / 2**BITS == published).all()


@pytest.mark.parametrize("stage", [0, 1, 7])
def test_a_stage_has_one_point_in_each_of_512_slices_of_every_dimension(stage):
    points = ndtr(normal_points(stage * STAGE, STAGE, DIMENSIONS))

    for column in points.T:
        assert sorted(np.floor(column * STAGE)) == list(range(STAGE))


def test_there_are_points_for_all_stages():
    assert MOST_STAGES * STAGE <= LONGEST
